package io.tidemark.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Trade;
import java.util.List;

/** A protocol in a test's hands: what it makes of messages that the test writes itself. */
final class Said {

  private final Protocol protocol;
  private long at;

  /** The clock stands at this many µs since the epoch. */
  Said(Venue venue, long at) {
    this.protocol = venue.open();
    this.at = at;
  }

  void clock(long micros) {
    at = micros;
  }

  List<Outcome> connected() {
    return protocol.read(new Message(Message.Kind.CONNECTED, "wss://venue.test", at, ""));
  }

  List<Outcome> answer(String url, String text) {
    return protocol.read(new Message(Message.Kind.ANSWER, url, at, quoted(text)));
  }

  List<Outcome> read(String text) {
    return protocol.read(new Message(Message.Kind.RECEIVED, "", at, quoted(text)));
  }

  Outcome one(String text) {
    List<Outcome> outcomes = read(text);
    assertThat(outcomes).hasSize(1);
    return outcomes.get(0);
  }

  Book book(String text) {
    return (Book) known(text);
  }

  Trade trade(String text) {
    return (Trade) known(text);
  }

  private Fact known(String text) {
    return as(Outcome.Known.class, one(text)).fact();
  }

  NoFact passed(String text) {
    return as(Outcome.Passed.class, one(text)).why();
  }

  Outcome.Refused refused(String text) {
    return as(Outcome.Refused.class, one(text));
  }

  private static <T extends Outcome> T as(Class<T> kind, Outcome outcome) {
    assertThat(outcome).isInstanceOf(kind);
    return kind.cast(outcome);
  }

  RejectReason reason(String text) {
    return refused(text).reason();
  }

  /** Tests write ' where JSON has ", to be legible. */
  private static String quoted(String text) {
    return text.replace('\'', '"');
  }
}
