package io.tidemark.exchange.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Side;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.WireTime;

/**
 * A trade as Bybit writes it.
 *
 * @param id the venue's
 * @param time µs since the epoch
 * @param price quote per base
 * @param quantity in the venue's unit
 * @param taker who took
 * @param isBlock whether it was negotiated elsewhere, at a price that the book never saw
 */
record BybitTrade(
    String id, long time, double price, double quantity, Side taker, boolean isBlock) {

  /**
   * A row of any dialect.
   *
   * @throws BadMessageException if it is no trade
   */
  static BybitTrade of(JsonNode row) throws BadMessageException {
    if (row.has("T")) {
      return new BybitTrade(
          Json.id(row, "i"),
          WireTime.ofMillis(row, "T"),
          Json.number(row, "p"),
          Json.number(row, "v"),
          Json.side(row, "S"),
          row.path("BT").asBoolean());
    }
    return row.has("t") ? spot(row) : second(row);
  }

  /** Spot before version 5: m says whether the buyer took. */
  private static BybitTrade spot(JsonNode row) throws BadMessageException {
    JsonNode buyerTook = row.path("m");
    if (!buyerTook.isBoolean()) {
      throw new BadMessageException("m does not say whether the buyer took");
    }
    return new BybitTrade(
        Json.id(row, "v"),
        WireTime.ofMillis(row, "t"),
        Json.number(row, "p"),
        Json.number(row, "q"),
        buyerTook.booleanValue() ? Side.BUY : Side.SELL,
        false);
  }

  /** Version 2, which had whole seconds only at first. */
  private static BybitTrade second(JsonNode row) throws BadMessageException {
    boolean inMillis = Json.says(row, "trade_time_ms") || !Json.says(row, "timestamp");
    return new BybitTrade(
        Json.id(row, "trade_id"),
        inMillis ? WireTime.ofMillis(row, "trade_time_ms") : WireTime.ofIso(row, "timestamp"),
        Json.number(row, "price"),
        Json.number(row, "size"),
        Json.side(row, "side"),
        false);
  }
}
