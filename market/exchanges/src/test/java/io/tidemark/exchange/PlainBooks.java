package io.tidemark.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Order books as a beginner would keep them, to compare with: sorted maps of the text that was
 * sent, never cut, nothing checked.
 */
final class PlainBooks {

  /** Levels as they were sent, by price: Kraken sums up the very digits. */
  record SentBook(SortedMap<Double, JsonNode> bids, SortedMap<Double, JsonNode> asks) {
    SentBook() {
      this(new TreeMap<>(Comparator.reverseOrder()), new TreeMap<>());
    }

    void clear() {
      bids.clear();
      asks.clear();
    }

    void set(boolean bid, double price, double size, JsonNode level) {
      if (size == 0) {
        (bid ? bids : asks).remove(price);
      } else {
        (bid ? bids : asks).put(price, level);
      }
    }
  }

  private final Map<String, SentBook> books = new HashMap<>();
  private final Map<String, String> channels = new HashMap<>();
  private final Venue venue;

  PlainBooks(Venue venue) {
    this.venue = venue;
  }

  /** The book that the message changes, changed; null if it changes none. */
  @Nullable SentBook apply(Message message) {
    if (message.kind() != Message.Kind.RECEIVED) {
      return null;
    }
    JsonNode node = Recording.tree(message.text());
    return switch (venue) {
      case COINBASE -> coinbase(node);
      case GEMINI -> gemini(node);
      case KRAKEN -> kraken(node);
      case KRAKEN_FUTURES -> krakenFutures(node);
      case BITFINEX -> bitfinex(node);
      default -> throw new IllegalArgumentException(venue.name());
    };
  }

  /** What the venue calls the book that a message is about; empty if it is about none. */
  String symbol(JsonNode node) {
    return switch (venue) {
      case COINBASE ->
          node.path("type").asText().matches("snapshot|l2update")
              ? node.path("product_id").asText()
              : "";
      case GEMINI ->
          node.path("type").asText().equals("l2_updates") ? node.path("symbol").asText() : "";
      case KRAKEN ->
          node.path(node.size() - 2).asText().startsWith("book")
              ? node.path(node.size() - 1).asText()
              : "";
      case KRAKEN_FUTURES ->
          node.path("feed").asText().startsWith("book") && !node.has("event")
              ? node.path("product_id").asText()
              : "";
      case BITFINEX ->
          node.path(1).isArray() ? channels.getOrDefault(node.path(0).asText(), "") : "";
      default -> throw new IllegalArgumentException(venue.name());
    };
  }

  /** The book that the venue calls so; null if there was none. */
  @Nullable SentBook named(String symbol) {
    return books.get(symbol);
  }

  /** Whether a message about a book holds the whole of it. */
  boolean isSnapshot(JsonNode node) {
    return switch (venue) {
      case KRAKEN -> node.path(1).has("as");
      case BITFINEX -> node.path(1).path(0).isArray();
      case GEMINI -> node.has("trades");
      default -> node.has("bids");
    };
  }

  /** The ten best levels as they were sent. */
  static String best(SentBook book) {
    return book.bids().values().stream().limit(10).toList()
        + " "
        + book.asks().values().stream().limit(10).toList();
  }

  private @Nullable SentBook book(JsonNode node) {
    String symbol = symbol(node);
    return symbol.isEmpty() ? null : books.computeIfAbsent(symbol, name -> new SentBook());
  }

  private @Nullable SentBook coinbase(JsonNode node) {
    SentBook book = book(node);
    if (book == null) {
      return null;
    }
    if (node.has("bids")) {
      book.clear();
    }
    node.path("bids").forEach(row -> set(book, true, row, 0));
    node.path("asks").forEach(row -> set(book, false, row, 0));
    node.path("changes").forEach(row -> set(book, row.path(0).asText().equals("buy"), row, 1));
    return book;
  }

  private @Nullable SentBook gemini(JsonNode node) {
    SentBook book = book(node);
    if (book != null) {
      node.path("changes").forEach(row -> set(book, row.path(0).asText().equals("buy"), row, 1));
    }
    return book;
  }

  private @Nullable SentBook kraken(JsonNode node) {
    SentBook book = book(node);
    if (book == null) {
      return null;
    }
    for (JsonNode part : node) {
      part.path("bs").forEach(row -> set(book, true, row, 0));
      part.path("as").forEach(row -> set(book, false, row, 0));
      part.path("b").forEach(row -> set(book, true, row, 0));
      part.path("a").forEach(row -> set(book, false, row, 0));
    }
    return book;
  }

  private @Nullable SentBook krakenFutures(JsonNode node) {
    SentBook book = book(node);
    if (book == null) {
      return null;
    }
    if (node.has("bids")) {
      node.path("bids").forEach(level -> set(book, true, level));
      node.path("asks").forEach(level -> set(book, false, level));
    } else {
      set(book, node.path("side").asText().equals("buy"), node);
    }
    return book;
  }

  private @Nullable SentBook bitfinex(JsonNode node) {
    if (node.path("channel").asText().equals("book")) {
      channels.put(node.path("chanId").asText(), node.path("symbol").asText());
    }
    SentBook book = book(node);
    if (book == null) {
      return null;
    }
    JsonNode rows = node.path(1);
    if (rows.path(0).isArray()) {
      rows.forEach(row -> bitfinex(book, row));
    } else {
      bitfinex(book, rows);
    }
    return book;
  }

  private static void bitfinex(SentBook book, JsonNode row) {
    double size = row.path(1).asInt() == 0 ? 0 : 1;
    book.set(row.path(2).asDouble() > 0, row.path(0).asDouble(), size, row);
  }

  private static void set(SentBook book, boolean bid, JsonNode row, int at) {
    book.set(bid, row.path(at).asDouble(), row.path(at + 1).asDouble(), row);
  }

  private static void set(SentBook book, boolean bid, JsonNode level) {
    book.set(bid, level.path("price").asDouble(), level.path("qty").asDouble(), level);
  }

  /** The book as a snapshot in the venue's own words, received at the time of {@code like}. */
  Message snapshot(Message like, SentBook book) {
    JsonNode node = Recording.tree(like.text());
    String text =
        switch (venue) {
          case COINBASE ->
              "{\"type\":\"snapshot\",\"product_id\":%s,\"bids\":%s,\"asks\":%s}"
                  .formatted(node.path("product_id"), pairs(book.bids()), pairs(book.asks()));
          case KRAKEN ->
              "[1,{\"as\":%s,\"bs\":%s},%s,%s]"
                  .formatted(
                      book.asks().values(), book.bids().values(), node.path(2), node.path(3));
          case KRAKEN_FUTURES ->
              ("{\"feed\":\"book_snapshot\",\"product_id\":%s,\"timestamp\":%s,\"seq\":%s,"
                      + "\"bids\":%s,\"asks\":%s}")
                  .formatted(
                      node.path("product_id"),
                      node.path("timestamp"),
                      node.path("seq"),
                      book.bids().values(),
                      book.asks().values());
          case BITFINEX ->
              "[%s,%s,%s]".formatted(node.path(0), bitfinex(book), node.path(node.size() - 1));
          default -> throw new IllegalArgumentException(venue.name());
        };
    return new Message(Message.Kind.RECEIVED, "", like.at(), text);
  }

  private static List<JsonNode> bitfinex(SentBook book) {
    List<JsonNode> rows = new ArrayList<>(book.bids().values());
    rows.addAll(book.asks().values());
    return rows;
  }

  /** The size of a level as it was sent. */
  double size(JsonNode level) {
    return switch (venue) {
      case KRAKEN_FUTURES -> level.path("qty").asDouble();
      case KRAKEN -> level.path(1).asDouble();
      case BITFINEX -> Math.abs(level.path(2).asDouble());
      default -> level.path(level.size() - 1).asDouble();
    };
  }

  private static String pairs(Map<Double, JsonNode> side) {
    return side.values().stream()
        .map(
            row ->
                row.size() == 2 ? row : Recording.tree("[" + row.path(1) + "," + row.path(2) + "]"))
        .toList()
        .toString();
  }
}
