package io.tidemark.exchange.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * A book that comes as a snapshot and changes of it, each row with an action. Where a row names the
 * number of the one before, changes follow by that; numbers need not rise by 1. Rows of older
 * dialects have a checksum instead. Small books come whole each time.
 */
public final class StreamedBook {

  private static final String UPDATE = "update";

  private final NumberedBook book;
  private final SummedBook summed;
  private final String number;
  private final String numberBefore;
  private final Set<String> snapshots;

  /** Says when a row's book was so, µs since the epoch. */
  @FunctionalInterface
  public interface RowTime {
    long micros() throws BadMessageException;
  }

  /**
   * Has no levels yet.
   *
   * @param number the field of a row's number
   * @param numberBefore the field of the number of the row before
   * @param snapshots the actions of rows that are the whole book
   */
  public StreamedBook(Listing listing, String number, String numberBefore, Set<String> snapshots) {
    this.book = NumberedBook.snapshotInStream(listing);
    this.summed = new SummedBook(book.levels());
    this.number = number;
    this.numberBefore = numberBefore;
    this.snapshots = snapshots;
  }

  /** As {@link TrackedBook#isOf}. */
  public boolean isOf(String channel, boolean begins) {
    return book.levels().isOf(channel, begins);
  }

  public void restart() {
    book.restart();
  }

  public void forget() {
    book.forget();
  }

  /** Reads a row. */
  public Outcome read(String action, JsonNode row, RowTime time, long at) {
    try {
      SummedBook.Said said =
          new SummedBook.Said(
              Json.array(row, row.has("b") ? "b" : "bids"),
              Json.array(row, row.has("a") ? "a" : "asks"),
              Json.says(row, "checksum") ? Json.whole(row, "checksum") : SummedBook.NONE,
              time.micros());
      boolean isChange = action.equals(UPDATE);
      if (!isChange && !snapshots.contains(action)) {
        throw new BadMessageException("action is '" + action + "', not known");
      }
      if (!row.has(numberBefore)) {
        return isChange ? summed.change(said, at) : summed.snapshot(said, at);
      }
      long last = Json.whole(row, number);
      return isChange
          ? book.change(Json.whole(row, numberBefore) + 1, last, () -> apply(said, at))
          : book.snapshot(last, () -> apply(said, at));
    } catch (BadMessageException e) {
      return book.levels().unreadable(String.valueOf(e.getMessage()));
    }
  }

  private Outcome apply(SummedBook.Said said, long at) throws BadMessageException {
    book.levels().setAll(true, said.bids());
    book.levels().setAll(false, said.asks());
    return book.levels().outcome(said.time(), at);
  }
}
