package io.tidemark.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.RejectReason;
import java.util.List;

/** Tells a protocol messages that a test makes up, all received at the same time. */
final class Conversation {

  /** When everything is received, µs since the epoch. */
  static final long AT = 1_600_000_010_000_000L;

  private final Protocol protocol;

  Conversation(Venue venue) {
    protocol = venue.open();
  }

  List<Outcome> say(Message.Kind kind, String url, String text) {
    List<Outcome> outcomes = protocol.read(new Message(kind, url, AT, text));
    assertThat(outcomes).isNotEmpty();
    return outcomes;
  }

  List<Outcome> receiveAll(String text) {
    return say(Message.Kind.RECEIVED, "", text);
  }

  /** The only outcome. */
  Outcome receive(String text) {
    List<Outcome> outcomes = receiveAll(text);
    assertThat(outcomes).hasSize(1);
    return outcomes.get(0);
  }

  /** The only outcome, which is a fact. */
  <T extends Fact> T fact(Class<T> kind, String text) {
    return fact(kind, receive(text));
  }

  static <T extends Fact> T fact(Class<T> kind, Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Known.class);
    return kind.cast(((Outcome.Known) outcome).fact());
  }

  static Outcome passed(NoFact why) {
    return new Outcome.Passed(why);
  }

  static void assertRefused(Outcome outcome, RejectReason reason, String... words) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            it -> {
              assertThat(it.reason()).isEqualTo(reason);
              for (String each : words) {
                assertThat(it.detail()).contains(each);
              }
            });
  }
}
