package io.tidemark.exchange.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
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
  private final Map<Double, String> bidTexts = new HashMap<>();
  private final Map<Double, String> askTexts = new HashMap<>();

  /** The levels are the book's, which may be read otherwise too. */
  public SummedBook(TrackedBook book) {
    this.book = book;
  }

  /** Begins anew; a snapshot is whole by itself, so its checksum is not needed. */
  public Outcome snapshot(Said said, long at) {
    bidTexts.clear();
    askTexts.clear();
    return book.snapshot(
        () -> {
          Outcome outcome = apply(said, at);
          keepTexts(said);
          return outcome;
        });
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
    keepTexts(said);
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
    book.setAll(true, said.bids);
    book.setAll(false, said.asks);
    return book.outcome(said.time, at);
  }

  private void keepTexts(Said said) throws BadMessageException {
    keepTexts(bidTexts, said.bids);
    keepTexts(askTexts, said.asks);
  }

  private static void keepTexts(Map<Double, String> texts, JsonNode rows)
      throws BadMessageException {
    for (JsonNode row : rows) {
      double price = Json.number(row, 0);
      if (Json.number(row, 1) == 0) {
        texts.remove(price);
      } else if (texts.size() < BookSide.MOST_LEVELS || texts.containsKey(price)) {
        texts.put(price, row.path(0).asText() + ":" + row.path(1).asText());
      }
    }
  }

  private int checksum() {
    StringBuilder text = new StringBuilder();
    BookSide bids = book.levels().bids();
    BookSide asks = book.levels().asks();
    for (int i = 0; i < SUMMED; i++) {
      append(text, bids, bidTexts, i);
      append(text, asks, askTexts, i);
    }
    CRC32 sum = new CRC32();
    sum.update(text.toString().getBytes(StandardCharsets.US_ASCII));
    return (int) sum.getValue();
  }

  private static void append(
      StringBuilder text, BookSide side, Map<Double, String> texts, int level) {
    if (level < side.count()) {
      text.append(text.isEmpty() ? "" : ":").append(texts.getOrDefault(side.price(level), ""));
    }
  }
}
