package io.tidemark.exchange.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.TrackedBook;

/**
 * Changes of an order book, read as a whole before any is applied.
 *
 * @param first id of its first update, U
 * @param last id of its last update, u
 * @param previous the u of the message before, pu; {@link #NONE} on spot
 * @param happened µs since the epoch
 * @param known when it could be known, µs since the epoch
 * @param said when the message was made, E, µs since the epoch
 * @param bids changed, with their new sizes
 * @param asks changed, with their new sizes
 */
record BinanceDiff(
    long first,
    long last,
    long previous,
    long happened,
    long known,
    long said,
    BinanceLevels bids,
    BinanceLevels asks) {

  static final long NONE = -1;

  /**
   * A {@code depthUpdate}.
   *
   * @throws BadMessageException if it is none
   */
  static BinanceDiff of(JsonNode node, long receivedAt) throws BadMessageException {
    BinanceDiff diff =
        new BinanceDiff(
            Json.whole(node, "U"),
            Json.whole(node, "u"),
            node.has("pu") ? Json.whole(node, "pu") : NONE,
            BinanceTimes.happened(node, receivedAt),
            BinanceTimes.known(node, receivedAt),
            BinanceTimes.said(node, receivedAt),
            BinanceLevels.of(node, "b"),
            BinanceLevels.of(node, "a"));
    if (diff.first() < 0 || diff.last() < diff.first()) {
      throw new BadMessageException(
          "U is " + diff.first() + " and u is " + diff.last() + ", no range of updates");
    }
    return diff;
  }

  /**
   * A REST snapshot: one range that ends at its {@code lastUpdateId}.
   *
   * @throws BadMessageException if it is none
   */
  static BinanceDiff ofSnapshot(JsonNode node, long receivedAt) throws BadMessageException {
    long last = Json.whole(node, "lastUpdateId");
    if (last < 0) {
      throw new BadMessageException("lastUpdateId is " + last + ", below 0");
    }
    return new BinanceDiff(
        0,
        last,
        NONE,
        BinanceTimes.happened(node, receivedAt),
        BinanceTimes.known(node, receivedAt),
        BinanceTimes.said(node, receivedAt),
        BinanceLevels.of(node, "bids"),
        BinanceLevels.of(node, "asks"));
  }

  void applyTo(TrackedBook book) {
    bids.setIn(book, true);
    asks.setIn(book, false);
  }
}
