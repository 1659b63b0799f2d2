package io.tidemark.exchange.protocol;

import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last trades of one instrument. A repetition has the id of one of them and the same time,
 * price, quantity and side. Another trade under a known id is new: the venue numbers its trades
 * anew.
 */
public final class RememberedTrades {

  /** What is known of a trade. */
  public enum Seen {
    /** No trade has this id. */
    NEW,
    /** It was said before. */
    REPEATED,
    /** Another trade had this id. */
    OTHER
  }

  /** Times of one trade differ by less than this, µs: requests and streams round differently. */
  private static final long SAME_TIME = 1_000;

  /** µs. Some requests know the second only in which a trade was made. */
  private static final long SECOND = 1_000_000;

  /** What tells trades of one id apart. */
  private record Content(long time, double price, double quantity, Side side) {

    /** Known by its id alone: it is taken for every trade of this id. */
    static final Content UNKNOWN = new Content(0, 0, 0, Side.UNKNOWN);

    static Content of(Trade trade) {
      return new Content(trade.eventTime(), trade.price(), trade.quantity(), trade.takerSide());
    }

    boolean repeats(Content other) {
      return equals(UNKNOWN)
          || other.equals(UNKNOWN)
          || (isSameTime(time, other.time)
              && price == other.price
              && quantity == other.quantity
              && side == other.side);
    }

    private static boolean isSameTime(long time, long other) {
      boolean isWhole = time % SECOND == 0 || other % SECOND == 0;
      return Math.abs(time - other) < SAME_TIME || (isWhole && time / SECOND == other / SECOND);
    }
  }

  private final int most;
  private final Map<String, Content> last = new LinkedHashMap<>();

  /**
   * Remembers nothing.
   *
   * @param most trades that are remembered; with one more the eldest is forgotten
   */
  public RememberedTrades(int most) {
    this.most = most;
  }

  /** A trade is said. One without an id is always new. */
  public Seen see(String id, Trade trade) {
    return see(id, Content.of(trade));
  }

  /** A trade of this id is said, and nothing else is known of it. */
  public Seen see(String id) {
    return see(id, Content.UNKNOWN);
  }

  private Seen see(String id, Content content) {
    if (id.isEmpty()) {
      return Seen.NEW;
    }
    Content before = last.get(id);
    if (before != null && before.repeats(content)) {
      return Seen.REPEATED;
    }
    if (before != null) {
      last.remove(id);
    }
    last.put(id, content);
    if (last.size() > most) {
      last.remove(last.keySet().iterator().next());
    }
    return before == null ? Seen.NEW : Seen.OTHER;
  }
}
