package io.tidemark.exchange.kraken;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.BookSide;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.TrackedBook;
import io.tidemark.exchange.protocol.WireTime;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * A book of Kraken, with the digits that its levels were sent with: each change carries the CRC-32
 * of those of the ten best levels a side, asks first, without point and leading zeros ("Book
 * checksum (WebSocket v1)" in Kraken's documentation).
 */
final class KrakenBook {

  private static final int SUMMED = 10;

  private record Level(boolean bid, String price, String size, long time) {}

  private final TrackedBook book;
  private final Map<Double, String> bidDigits = new HashMap<>();
  private final Map<Double, String> askDigits = new HashMap<>();

  KrakenBook(Listing listing) {
    this.book = new TrackedBook(listing, TrackedBook.Loss.BY_CHAIN);
  }

  /**
   * Reads a message of a book channel.
   *
   * @param parts the message's own parts: snapshot or changes of either side, and the checksum
   * @param depth levels a side that were subscribed
   */
  Outcome read(List<JsonNode> parts, int depth, long at) {
    boolean snapshot = parts.stream().anyMatch(part -> part.has("as") || part.has("bs"));
    return snapshot
        ? book.snapshot(() -> begin(parts, depth, at))
        : book.change(() -> change(parts, depth, at));
  }

  private Outcome begin(List<JsonNode> parts, int depth, long at) throws BadMessageException {
    List<Level> levels = levels(parts, "bs", "as");
    bidDigits.clear();
    askDigits.clear();
    set(levels, depth);
    return book.outcome(time(levels, at), at);
  }

  private Outcome change(List<JsonNode> parts, int depth, long at) throws BadMessageException {
    List<Level> levels = levels(parts, "b", "a");
    long said = Json.whole(parts.get(parts.size() - 1), "c");
    set(levels, depth);
    long found = checksum();
    if (found != said) {
      return book.lost("the checksum is " + said + ", that of the book " + found);
    }
    return book.outcome(time(levels, at), at);
  }

  private static List<Level> levels(List<JsonNode> parts, String bids, String asks)
      throws BadMessageException {
    List<Level> levels = new ArrayList<>();
    for (JsonNode part : parts) {
      add(levels, true, part.path(bids));
      add(levels, false, part.path(asks));
    }
    if (levels.isEmpty() && parts.stream().noneMatch(part -> part.has(bids) || part.has(asks))) {
      throw new BadMessageException("there are no levels");
    }
    return levels;
  }

  private static void add(List<Level> levels, boolean bid, JsonNode rows)
      throws BadMessageException {
    for (JsonNode row : rows) {
      if (!row.path(0).isTextual() || !row.path(1).isTextual()) {
        throw new BadMessageException("a level is " + row + ", not price and volume as text");
      }
      long time = WireTime.ofSeconds(row.path(2).asText());
      levels.add(new Level(bid, row.path(0).textValue(), row.path(1).textValue(), time));
    }
  }

  private static double number(String text) throws BadMessageException {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new BadMessageException("'" + text + "' is no number");
    }
  }

  /** Levels beyond the subscribed depth are not told of any more. */
  private void set(List<Level> levels, int depth) throws BadMessageException {
    for (Level level : levels) {
      Map<Double, String> digits = level.bid() ? bidDigits : askDigits;
      double price = number(level.price());
      double size = number(level.size());
      book.set(level.bid(), price, size);
      if (size == 0) {
        digits.remove(price);
      } else {
        digits.put(price, digits(level.price()) + digits(level.size()));
      }
    }
    keep(book.levels().bids(), bidDigits, depth);
    keep(book.levels().asks(), askDigits, depth);
  }

  private static void keep(BookSide side, Map<Double, String> digits, int depth) {
    for (int i = depth; i < side.count(); i++) {
      digits.remove(side.price(i));
    }
    side.keep(depth);
  }

  private static String digits(String number) {
    String digits = number.replace(".", "");
    int first = 0;
    while (first < digits.length() && digits.charAt(first) == '0') {
      first++;
    }
    return digits.substring(first);
  }

  private long checksum() {
    StringBuilder text = new StringBuilder();
    append(text, book.levels().asks(), askDigits);
    append(text, book.levels().bids(), bidDigits);
    CRC32 sum = new CRC32();
    sum.update(text.toString().getBytes(StandardCharsets.US_ASCII));
    return sum.getValue();
  }

  private static void append(StringBuilder text, BookSide side, Map<Double, String> digits) {
    for (int i = 0; i < Math.min(SUMMED, side.count()); i++) {
      text.append(digits.getOrDefault(side.price(i), ""));
    }
  }

  /** When the last of these levels changed; the receipt where there is none. */
  private static long time(List<Level> levels, long at) {
    return levels.stream().mapToLong(Level::time).max().orElse(at);
  }
}
