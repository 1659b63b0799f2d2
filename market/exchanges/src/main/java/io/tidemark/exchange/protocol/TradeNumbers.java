package io.tidemark.exchange.protocol;

import io.tidemark.core.fact.RejectReason;
import java.util.List;

/**
 * An instrument's trades where the venue numbers them by 1: a number that was skipped is a trade
 * that was missed. It judges no trade: one that comes late is a trade still, see {@link
 * TrackedTrades}.
 */
public final class TradeNumbers {

  private static final long NONE = -1;

  /** A smaller number of a trade that is later by this begins the numbers anew, µs. */
  private static final long LATER = 1_000_000;

  private final String instrument;
  private long last = NONE;

  /** When the last trade was, µs since the epoch. */
  private long lastTime;

  public TradeNumbers(Listing listing) {
    this.instrument = listing.instrument();
  }

  /**
   * A trade of this number comes.
   *
   * @param time when it was, µs since the epoch
   * @return why those before it are missing; empty where none are
   */
  public List<Outcome> trade(long number, long time) {
    List<Outcome> missing = last == NONE ? List.of() : upTo(number - 1);
    if (number < last && time - lastTime >= LATER) {
      last = number;
    }
    last = Math.max(last, number);
    lastTime = Math.max(lastTime, time);
    return missing;
  }

  /**
   * The venue says that its last trade has this number.
   *
   * @return why some up to it are missing; empty where none are
   */
  public List<Outcome> upTo(long number) {
    long before = last;
    last = Math.max(last, number);
    long count = number - before;
    return before == NONE || count <= 0
        ? List.of()
        : List.of(
            new Outcome.Refused(
                RejectReason.OUT_OF_SEQUENCE,
                "%s: %d trades are missing after %d".formatted(instrument, count, before),
                new Statement.TradesMissing(instrument, count)));
  }
}
