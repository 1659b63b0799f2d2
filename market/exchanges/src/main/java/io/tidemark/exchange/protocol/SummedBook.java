package io.tidemark.exchange.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * An order book whose changes are not numbered. Each may carry the CRC-32 of the best 25 levels a
 * side as text: price and size of a bid, then of an ask, and so on, joined by colons. Without one a
 * crossed book is the only sign that a change is missing. OKX and Bitget have such books.
 */
public final class SummedBook {

  /** The message carries no checksum. */
  public static final long NONE = 0;

  private static final int SUMMED = 25;

  /**
   * What a message says.
   *
   * @param bids rows of price and size
   * @param asks rows of price and size
   * @param checksum of the book after it, signed or not; {@link #NONE} where it has none
   * @param time µs since the epoch
   */
  public record Said(JsonNode bids, JsonNode asks, long checksum, long time) {}

  private final TrackedBook book;

  /** The levels are the book's, which may be read otherwise too. */
  public SummedBook(TrackedBook book) {
    this.book = book;
  }

  /** Begins anew; a snapshot is whole by itself, so its checksum is not needed. */
  public Outcome snapshot(Said said, long at) {
    return book.snapshot(() -> apply(said, at));
  }

  /** Applies a change, unless it shows that one is missing before it. */
  public Outcome change(Said said, long at) {
    return book.change(() -> checked(said, at));
  }

  private Outcome checked(Said said, long at) throws BadMessageException {
    Outcome outcome = apply(said, at);
    if (!book.isKnown()) {
      return outcome;
    }
    if (said.checksum == NONE) {
      return book.levels().isCrossed()
          ? book.lost(book.levels().crossing()).stating(outcome.statement())
          : outcome;
    }
    int found = checksum();
    return found == (int) said.checksum
        ? outcome
        : book.lost("the checksum is " + said.checksum + ", that of the book " + found)
            .stating(outcome.statement());
  }

  private Outcome apply(Said said, long at) throws BadMessageException {
    set(true, said.bids);
    set(false, said.asks);
    return book.outcome(said.time, at);
  }

  private void set(boolean bid, JsonNode rows) throws BadMessageException {
    for (JsonNode row : rows) {
      String text = row.path(0).asText() + ":" + row.path(1).asText();
      byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
      book.set(bid, Json.number(row, 0), Json.number(row, 1), ascii);
    }
  }

  private int checksum() {
    CRC32 sum = new CRC32();
    BookSide bids = book.levels().bids();
    BookSide asks = book.levels().asks();
    for (int i = 0; i < SUMMED; i++) {
      add(sum, bids, i, i == 0);
      add(sum, asks, i, i == 0 && bids.count() == 0);
    }
    return (int) sum.getValue();
  }

  private static void add(CRC32 sum, BookSide side, int level, boolean first) {
    if (level < side.count()) {
      if (!first) {
        sum.update(':');
      }
      sum.update(side.text(level));
    }
  }
}
