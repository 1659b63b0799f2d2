package io.tidemark.core.sequence;

import io.tidemark.core.state.HeapSize;
import java.util.ArrayList;
import java.util.List;

/**
 * Which facts one instrument's log has: what a second collector, or a producer that tries again,
 * says once more is known here. Bounded, by number and by event time.
 *
 * <ul>
 *   <li>A trade is a repetition if id, event time, price, quantity and side were there. So nothing
 *       is lost to a venue whose ids begin anew.
 *   <li>A book is one if event time and levels were there, and the log ends with it or has a newer
 *       one. Within one instant a book may change back: then the log has to end with the last.
 *   <li>A book is also left out if two of the last {@value #LAST_BOOKS} in the log are newer by no
 *       more than {@code within}: it comes from a collector that is behind. One newer book proves
 *       nothing. It may be a snapshot that has the collector's time, and the others the venue's.
 *   <li>A candle, funding rate or metric is one if the newest that was said of the same bar, or of
 *       the same name and event time, is the same. A correction is new.
 * </ul>
 *
 * <p>See RATIONALE.md, "How does the log hold once what two collectors say?"
 */
public final class RepeatMemory {

  /** Trades that are remembered whatever their time: as many as a venue answers with at most. */
  static final int LEAST_TRADES = 1_024;

  static final int MOST_TRADES = 65_536;
  static final int MOST_BOOKS = 8_192;

  /** Among so many, newer books are looked for. */
  private static final int LAST_BOOKS = 16;

  private static final int NEWER_BOOKS = 2;

  /** Values are forgotten by their number alone: the event time of a daily one stands for a day. */
  static final int MOST_VALUES = 1_024;

  private static final long SELF_BYTES = HeapSize.object(3 * HeapSize.REFERENCE + Long.BYTES);

  private final DigestRing trades;
  private final DigestRing books;
  private final DigestRing values;
  private final long within;

  /**
   * One that knows nothing.
   *
   * @param within µs of event time after which trades and books are forgotten
   */
  public RepeatMemory(long within) {
    trades = new DigestRing(FactDigest.Family.TRADE, LEAST_TRADES, MOST_TRADES, within);
    books = new DigestRing(FactDigest.Family.BOOK, 1, MOST_BOOKS, within);
    values = new DigestRing(FactDigest.Family.VALUE, MOST_VALUES, MOST_VALUES, within);
    this.within = within;
  }

  /**
   * Remembers what is said; false if it was said before, or is a book that is left out.
   *
   * @param availableAt of the fact, µs since the epoch; where it is no later than the event, that
   *     may be the collector's time
   */
  public boolean isNew(FactDigest said, long availableAt) {
    DigestRing ring = ring(said);
    int before = ring.find(said.subject());
    if ((before >= 0 && isRepeated(said, ring, before)) || isBehind(said, availableAt)) {
      return false;
    }
    remember(said);
    return true;
  }

  private static boolean isRepeated(FactDigest said, DigestRing ring, int before) {
    if (said.family() == FactDigest.Family.BOOK) {
      return before == ring.last() || said.eventTime() < ring.newestTime();
    }
    return ring.content(before) == said.content();
  }

  private boolean isBehind(FactDigest said, long availableAt) {
    long time = said.eventTime();
    return said.family() == FactDigest.Family.BOOK
        && time < availableAt
        && time < books.newestTime()
        && books.lastWithin(LAST_BOOKS, time, time + within) >= NEWER_BOOKS;
  }

  /** Takes in again what {@link #remembered} has told, in its order. */
  public void remember(FactDigest said) {
    ring(said).add(said.subject(), said.content(), said.eventTime());
  }

  /** All that is remembered; of each family in the order in which it came. */
  public List<FactDigest> remembered() {
    List<FactDigest> all = new ArrayList<>(size());
    trades.forEach(all::add);
    books.forEach(all::add);
    values.forEach(all::add);
    return all;
  }

  /** How many are remembered. */
  public int size() {
    return trades.size() + books.size() + values.size();
  }

  /** Bytes of heap that it takes. */
  public long heapBytes() {
    return SELF_BYTES + trades.heapBytes() + books.heapBytes() + values.heapBytes();
  }

  private DigestRing ring(FactDigest said) {
    return switch (said.family()) {
      case TRADE -> trades;
      case BOOK -> books;
      case VALUE -> values;
    };
  }
}
