package io.tidemark.exchange.bitfinex;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Side;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.TrackedBook;
import io.tidemark.exchange.protocol.TrackedTrades;
import io.tidemark.exchange.protocol.WireTime;
import java.util.List;

/** What is remembered of one channel that was subscribed on Bitfinex. */
final class BitfinexChannel {

  /** What a channel tells. */
  enum Kind {
    /** Levels: {@code [price, count, amount]}. */
    BOOK,
    /** Single orders: {@code [id, price, amount]}. */
    ORDERS,
    TRADES,
    TICKER,
    CANDLES,
    OTHER
  }

  private final Kind kind;
  private final TrackedBook book;
  private final BitfinexOrders orders = new BitfinexOrders();
  private final TrackedTrades trades;

  /**
   * Has received nothing yet.
   *
   * @param chained whether the connection's messages are numbered
   */
  BitfinexChannel(Kind kind, Listing listing, boolean chained) {
    this.kind = kind;
    this.book =
        new TrackedBook(
            listing, chained ? TrackedBook.Loss.BY_CHAIN : TrackedBook.Loss.BY_CROSSING);
    this.trades = new TrackedTrades(listing);
  }

  static Kind kind(JsonNode subscribed) {
    return switch (subscribed.path("channel").asText()) {
      case "book" -> subscribed.path("prec").asText().equals("R0") ? Kind.ORDERS : Kind.BOOK;
      case "trades" -> Kind.TRADES;
      case "ticker" -> Kind.TICKER;
      case "candles" -> Kind.CANDLES;
      default -> Kind.OTHER;
    };
  }

  boolean isBook() {
    return kind == Kind.BOOK || kind == Kind.ORDERS;
  }

  /** Something of the connection is missing. */
  void lose() {
    book.forget();
  }

  /**
   * What a message of the channel means.
   *
   * @param message the channel's id, then what it tells
   * @param time the venue's, µs since the epoch
   */
  Outcome read(JsonNode message, long time, long at) throws BadMessageException {
    return switch (kind) {
      case TICKER -> new Outcome.Passed(NoFact.SUMMARY);
      case CANDLES -> new Outcome.Passed(NoFact.FORMING);
      case OTHER -> new Outcome.Passed(NoFact.NOT_KEPT);
      case TRADES -> trade(message, at);
      case BOOK, ORDERS -> levels(message.path(1), time, at);
    };
  }

  private Outcome levels(JsonNode payload, long time, long at) {
    boolean snapshot = payload.isArray() && (payload.isEmpty() || payload.path(0).isArray());
    if (!snapshot) {
      return book.change(() -> set(List.of(payload), time, at));
    }
    orders.clear();
    return book.snapshot(() -> set(payload, time, at));
  }

  private Outcome set(Iterable<JsonNode> rows, long time, long at) throws BadMessageException {
    for (JsonNode row : rows) {
      if (kind == Kind.ORDERS) {
        orders.change(row, book);
      } else {
        level(row);
      }
    }
    return book.outcome(time, at);
  }

  /** A count of 0 removes the level; the amount's sign says the side, below 0 for asks. */
  private void level(JsonNode row) throws BadMessageException {
    double price = Json.number(row, 0);
    double count = Json.number(row, 1);
    double amount = Json.number(row, 2);
    if (!(count >= 0) || amount == 0) {
      throw new BadMessageException("a level is " + row);
    }
    book.set(amount > 0, price, count == 0 ? 0 : Math.abs(amount));
  }

  /** {@code "te"} says that a trade was executed, {@code "tu"} the same again. */
  private Outcome trade(JsonNode message, long at) throws BadMessageException {
    JsonNode said = message.path(1);
    if (said.isArray()) {
      for (JsonNode row : said) {
        trades.history(id(row));
      }
      return new Outcome.Passed(NoFact.HISTORY);
    }
    return switch (said.asText()) {
      case "te", "tu" -> trade(message.path(2), said.asText(), at);
      default -> throw new BadMessageException("'" + said.asText() + "' is no word of trades");
    };
  }

  /** {@code [id, ms, amount, price]}; an amount below 0 was sold by the taker. */
  private Outcome trade(JsonNode row, String word, long at) throws BadMessageException {
    if (!row.isArray()) {
      throw new BadMessageException("the trade of '" + word + "' is no list");
    }
    double amount = Json.number(row, 2);
    return trades.trade(
        id(row),
        WireTime.ofMillis(row, 1),
        at,
        Json.number(row, 3),
        Math.abs(amount),
        amount > 0 ? Side.BUY : Side.SELL);
  }

  private static String id(JsonNode row) throws BadMessageException {
    return Long.toString(Json.whole(row, 0));
  }
}
