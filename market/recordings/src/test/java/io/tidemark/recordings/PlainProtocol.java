package io.tidemark.recordings;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Protocol;
import java.util.ArrayList;
import java.util.List;

/**
 * An exchange of the tests' own. A message is made of words: {@code trade:BTC:5} a trade 5 ms
 * before its receipt, {@code book:BTC}, {@code beat}, {@code bad}; each is one outcome.
 */
final class PlainProtocol implements Protocol {

  private final List<String> read = new ArrayList<>();

  /** The messages so far, in the order of reading. */
  List<String> read() {
    return read;
  }

  @Override
  public List<Outcome> read(Message message) {
    read.add(message.text());
    List<Outcome> outcomes = new ArrayList<>();
    for (String word : message.text().split(" ", -1)) {
      outcomes.add(outcome(word.split(":", -1), message.at()));
    }
    return outcomes;
  }

  private static Outcome outcome(String[] word, long at) {
    return switch (word[0]) {
      case "trade" ->
          Outcome.of(
              Trade.of(
                  instrument(word[1]),
                  at - Long.parseLong(word[2]) * 1_000,
                  at,
                  "",
                  100,
                  1,
                  Side.BUY));
      case "book" ->
          Outcome.of(
              Book.of(
                  instrument(word[1]),
                  at,
                  at,
                  new double[] {99},
                  new double[] {1},
                  new double[] {101},
                  new double[] {1}));
      case "beat" -> new Outcome.Passed(NoFact.HEARTBEAT);
      default -> new Outcome.Refused(RejectReason.UNDECODABLE, "'" + word[0] + "' means nothing");
    };
  }

  private static String instrument(String base) {
    return base + "-USD@plain";
  }
}
