package io.tidemark.exchange.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.BookSide;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.OrderBook;

/**
 * The best bid and ask after one update of the book.
 *
 * @param update its id, u
 * @param happened µs since the epoch
 * @param known when it could be known, µs since the epoch
 * @param bid best price; 0 where there is none
 * @param bidSize in the venue's unit; 0 where there is none
 * @param ask best price; 0 where there is none
 * @param askSize in the venue's unit; 0 where there is none
 */
record BinanceQuote(
    long update,
    long happened,
    long known,
    double bid,
    double bidSize,
    double ask,
    double askSize) {

  /**
   * A {@code bookTicker}.
   *
   * @throws BadMessageException if it is none
   */
  static BinanceQuote of(JsonNode node, long receivedAt) throws BadMessageException {
    return new BinanceQuote(
        Json.whole(node, "u"),
        BinanceTimes.happened(node, receivedAt),
        BinanceTimes.known(node, receivedAt),
        notNegative(node, "b"),
        notNegative(node, "B"),
        notNegative(node, "a"),
        notNegative(node, "A"));
  }

  /** Whether both sides are there and contradict each other. */
  boolean isCrossed() {
    return bidSize > 0 && askSize > 0 && bid >= ask;
  }

  /** Whether there is no bid or no ask. */
  boolean isOneSided() {
    return bidSize == 0 || askSize == 0;
  }

  /** Whether the book's best levels are these. */
  boolean isTopOf(OrderBook book) {
    return isTopOf(book.bids(), bid, bidSize) && isTopOf(book.asks(), ask, askSize);
  }

  private static boolean isTopOf(BookSide side, double price, double size) {
    return side.count() == 0 ? size == 0 : side.price(0) == price && side.size(0) == size;
  }

  private static double notNegative(JsonNode node, String field) throws BadMessageException {
    double value = Json.number(node, field);
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new BadMessageException(field + " is " + value + ", no price or size");
    }
    return value;
  }

  /** For people. */
  String words() {
    return bidSize + " at " + bid + " / " + askSize + " at " + ask;
  }
}
