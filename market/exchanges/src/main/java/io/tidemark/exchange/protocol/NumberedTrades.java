package io.tidemark.exchange.protocol;

import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Trade;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * An instrument's trades where the venue numbers them by 1: a trade that is remembered was said
 * again, and a number that was skipped is a trade that was missed, unless it comes late. A later
 * trade of a number that was passed shows that the venue numbers its trades anew: its numbers are
 * counted on from there. Elsewhere see {@link TrackedTrades}.
 */
public final class NumberedTrades {

  /** Missing trades that may still come; beyond them the newest count. */
  static final int MOST_MISSING = 1_000;

  /** Trades that are remembered. */
  static final int MOST = 5_000;

  private static final long NONE = -1;

  private final String instrument;
  private final RememberedTrades memory = new RememberedTrades(MOST);
  private final TreeSet<Long> missing = new TreeSet<>();
  private long last = NONE;

  /** When the trade of the last number was, µs since the epoch; 0 where it was none. */
  private long lastTime;

  private boolean renumbered;

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
   * The trade, after the reason why those before it are missing, if any are, or why its number is a
   * smaller one.
   *
   * @throws BadMessageException if no trade has this number
   */
  public List<Outcome> trade(long number, Outcome trade) throws BadMessageException {
    if (number < 0) {
      throw new BadMessageException("the trade's number is " + number);
    }
    Trade said =
        trade instanceof Outcome.Known known && known.fact() instanceof Trade fact ? fact : null;
    String id = Long.toString(number);
    RememberedTrades.Seen seen = said == null ? memory.see(id) : memory.see(id, said);
    if (seen == RememberedTrades.Seen.REPEATED) {
      return List.of(new Outcome.Passed(NoFact.REPEATED));
    }
    long time = said == null ? 0 : said.eventTime();
    List<Outcome> outcomes = new ArrayList<>(2);
    boolean late = number <= last && (missing.remove(number) || time <= lastTime);
    if (number <= last && (!late || seen == RememberedTrades.Seen.OTHER)) {
      outcomes.addAll(renumbered(number));
    } else if (number > last && last != NONE && number != last + 1) {
      outcomes.add(missed(number));
    }
    if (!late) {
      last = number;
      lastTime = time;
    }
    outcomes.add(trade);
    return outcomes;
  }

  /** The venue numbers its trades anew; it is said once. */
  private List<Outcome> renumbered(long number) {
    if (renumbered) {
      return List.of();
    }
    renumbered = true;
    return List.of(
        new Outcome.Refused(
            RejectReason.INCONSISTENT,
            "%s: trade %d comes after %d: the venue numbers its trades anew"
                .formatted(instrument, number, last),
            new Statement.TradesRenumbered(instrument)));
  }

  private Outcome missed(long number) {
    for (long each = Math.max(last + 1, number - MOST_MISSING); each < number; each++) {
      missing.add(each);
    }
    while (missing.size() > MOST_MISSING) {
      missing.pollFirst();
    }
    long count = number - last - 1;
    return new Outcome.Refused(
        RejectReason.OUT_OF_SEQUENCE,
        "%s: %d trades are missing between %d and %d".formatted(instrument, count, last, number),
        new Statement.TradesMissing(instrument, count));
  }
}
