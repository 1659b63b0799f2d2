package io.tidemark.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Protocol;
import io.tidemark.exchange.protocol.Statement;
import java.util.List;
import java.util.Objects;

/**
 * Tells a protocol messages that a test makes up. Tests may write ' where JSON has ", to be
 * legible.
 */
public final class Conversation {

  /** When everything is received unless the test says otherwise, µs since the epoch. */
  public static final long AT = 1_600_000_010_000_000L;

  private final Protocol protocol;
  private long at;

  public Conversation(Venue venue) {
    this(venue, AT);
  }

  /** The clock stands at this many µs since the epoch. */
  public Conversation(Venue venue, long at) {
    this.protocol = venue.open();
    this.at = at;
  }

  /** Sets the clock, µs since the epoch. */
  public void clock(long micros) {
    at = micros;
  }

  public List<Outcome> connect(String url) {
    return say(Message.Kind.CONNECTED, url, "");
  }

  public List<Outcome> send(String text) {
    return say(Message.Kind.SENT, "wss://venue.test", text);
  }

  public List<Outcome> answer(String url, String text) {
    return say(Message.Kind.ANSWER, url, text);
  }

  public List<Outcome> receive(String text) {
    return say(Message.Kind.RECEIVED, "", text);
  }

  private List<Outcome> say(Message.Kind kind, String url, String text) {
    List<Outcome> outcomes = protocol.read(new Message(kind, url, at, text.replace('\'', '"')));
    assertThat(outcomes).isNotEmpty();
    return outcomes;
  }

  /** The only outcome. */
  public Outcome one(String text) {
    List<Outcome> outcomes = receive(text);
    assertThat(outcomes).hasSize(1);
    return outcomes.get(0);
  }

  /** The only outcome, which is a fact. */
  public <T extends Fact> T fact(Class<T> kind, String text) {
    return fact(kind, one(text));
  }

  public static <T extends Fact> T fact(Class<T> kind, Outcome outcome) {
    return kind.cast(as(Outcome.Known.class, outcome).fact());
  }

  public Book book(String text) {
    return fact(Book.class, text);
  }

  public Trade trade(String text) {
    return fact(Trade.class, text);
  }

  /** Why the only outcome is no fact. */
  public NoFact passed(String text) {
    return as(Outcome.Passed.class, one(text)).why();
  }

  /** An outcome that states nothing. */
  public static Outcome passed(NoFact why) {
    return new Outcome.Passed(why);
  }

  /** The only outcome, which is a refusal. */
  public Outcome.Refused refused(String text) {
    return as(Outcome.Refused.class, one(text));
  }

  public RejectReason reason(String text) {
    return refused(text).reason();
  }

  public static void assertRefused(Outcome outcome, RejectReason reason, String... words) {
    Outcome.Refused refused = as(Outcome.Refused.class, outcome);
    assertThat(refused.reason()).isEqualTo(reason);
    for (String each : words) {
      assertThat(refused.detail()).contains(each);
    }
  }

  /** What the outcome states. */
  public static <T extends Statement> T stated(Class<T> kind, Outcome outcome) {
    assertThat(outcome.statement()).isInstanceOf(kind);
    return kind.cast(Objects.requireNonNull(outcome.statement()));
  }

  private static <T extends Outcome> T as(Class<T> kind, Outcome outcome) {
    assertThat(outcome).isInstanceOf(kind);
    return kind.cast(outcome);
  }
}
