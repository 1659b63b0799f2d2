package io.tidemark.exchange.protocol;

import io.tidemark.core.fact.RejectReason;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * An instrument's trades where the venue numbers them by 1: a number that was passed is a trade
 * that was said again, and a missing one is a trade that was missed, unless it comes late.
 * Elsewhere see {@link TrackedTrades}.
 */
public final class NumberedTrades {

  /** Missing trades that may still come; beyond them the newest count. */
  static final int MOST_MISSING = 1_000;

  private static final long NONE = -1;

  private final String instrument;
  private final TreeSet<Long> missing = new TreeSet<>();
  private long last = NONE;

  public NumberedTrades(Listing listing) {
    this.instrument = listing.instrument();
  }

  /** Whether there was a trade since the beginning. */
  public boolean haveBegun() {
    return last != NONE;
  }

  /** A new connection: what came before it is not missing. */
  public void restart() {
    last = NONE;
    missing.clear();
  }

  /**
   * The trade, after the reason why those before it are missing, if any are.
   *
   * @throws BadMessageException if no trade has this number
   */
  public List<Outcome> trade(long number, Outcome trade) throws BadMessageException {
    if (number < 0) {
      throw new BadMessageException("the trade's number is " + number);
    }
    if (number <= last) {
      return List.of(missing.remove(number) ? trade : new Outcome.Passed(NoFact.REPEATED));
    }
    List<Outcome> outcomes = new ArrayList<>(2);
    if (last != NONE && number != last + 1) {
      outcomes.add(
          new Outcome.Refused(
              RejectReason.OUT_OF_SEQUENCE,
              "%s: %d trades are missing between %d and %d"
                  .formatted(instrument, number - last - 1, last, number),
              new Statement.TradesMissing(instrument)));
      miss(Math.max(last + 1, number - MOST_MISSING), number);
    }
    last = number;
    outcomes.add(trade);
    return outcomes;
  }

  private void miss(long from, long to) {
    for (long number = from; number < to; number++) {
      missing.add(number);
    }
    while (missing.size() > MOST_MISSING) {
      missing.pollFirst();
    }
  }
}
