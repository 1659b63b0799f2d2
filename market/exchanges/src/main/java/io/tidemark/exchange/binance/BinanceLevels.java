package io.tidemark.exchange.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.OrderBook;
import io.tidemark.exchange.protocol.TrackedBook;

/**
 * Levels of one side as a message lists them: a change may have to wait for its snapshot, and is
 * read before.
 *
 * @param prices quote per base, above 0
 * @param sizes in the venue's unit; 0 where the level is gone
 */
@SuppressWarnings("ArrayRecordComponent") // read once, in order, and dropped
record BinanceLevels(double[] prices, double[] sizes) {

  /**
   * The field as levels: {@code [["61801.1","0.5"],...]}.
   *
   * @throws BadMessageException if it is none, or a price or size cannot be one
   */
  static BinanceLevels of(JsonNode node, String field) throws BadMessageException {
    JsonNode levels = Json.array(node, field);
    double[] prices = new double[levels.size()];
    double[] sizes = new double[levels.size()];
    for (int i = 0; i < prices.length; i++) {
      prices[i] = Json.number(levels.path(i), 0);
      sizes[i] = Json.number(levels.path(i), 1);
      OrderBook.checkLevel(prices[i], sizes[i]);
    }
    return new BinanceLevels(prices, sizes);
  }

  /** Sets them in the book. */
  void setIn(TrackedBook book, boolean bid) {
    for (int i = 0; i < prices.length; i++) {
      book.apply(bid, prices[i], sizes[i]);
    }
  }
}
