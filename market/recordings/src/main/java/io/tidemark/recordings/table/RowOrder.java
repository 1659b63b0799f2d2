package io.tidemark.recordings.table;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Trade;

/**
 * Refuses a row that was there before, a bar or a dated value that stands after a newer one, and a
 * trade whose id does not rise where ids do. Of two rows for one time, or with one id and time, the
 * first counts.
 */
final class RowOrder {

  private final Repetitions repetitions = new Repetitions();
  private final boolean idsRise;
  private long last = Long.MIN_VALUE;
  private long lastLine;

  /**
   * @param idsRise whether the ids of trades are whole numbers that rise from row to row
   */
  RowOrder(boolean idsRise) {
    this.idsRise = idsRise;
  }

  /** The fact, or why the row is none. */
  Parsed<Fact> check(Fact fact, long line) {
    if (fact instanceof Book) {
      return Parsed.valid(fact); // what is said again is no other book, and clocks of venues differ
    }
    Repetitions.Repetition repetition = repetitions.remember(fact, line);
    if (repetition != null) {
      return repeated(fact, repetition);
    }
    return fact instanceof Trade trade ? traded(trade) : dated(fact, line);
  }

  private Parsed<Fact> traded(Trade trade) {
    if (idsRise) {
      long id = Long.parseLong(trade.tradeId());
      if (id <= last) {
        return Parsed.rejected(
            RejectReason.INCONSISTENT,
            id == last
                ? "trade id " + id + " was given to another trade just before"
                : "trade id " + id + " stands after " + last);
      }
      last = id;
    }
    return Parsed.valid(trade);
  }

  private Parsed<Fact> dated(Fact fact, long line) {
    long time = time(fact);
    if (time < last) {
      return Parsed.rejected(
          RejectReason.INCONSISTENT,
          words(fact) + " stands after the newer one of line " + lastLine + ": sort the file");
    }
    last = time;
    lastLine = line;
    return Parsed.valid(fact);
  }

  /** The file is over. */
  void end() {
    repetitions.forget();
  }

  /** Why a row whose time contradicts the rows around it is none: it may be there in its place. */
  Parsed<Fact> contradicted(Fact fact, String contradiction) {
    Repetitions.Repetition repetition = repetitions.find(fact);
    return repetition != null
        ? repeated(fact, repetition)
        : Parsed.rejected(RejectReason.INCONSISTENT, contradiction);
  }

  private static Parsed<Fact> repeated(Fact fact, Repetitions.Repetition repetition) {
    return Parsed.rejected(repetition.reason(), words(fact) + repetition.words());
  }

  private static long time(Fact fact) {
    return fact instanceof Candle candle ? candle.start() : fact.eventTime();
  }

  private static String words(Fact fact) {
    if (fact instanceof Trade trade) {
      return "trade " + trade.tradeId();
    }
    String what = fact instanceof Candle ? "a bar that starts at " : "the value of ";
    return what + time(fact) / 1_000 + " ms";
  }
}
