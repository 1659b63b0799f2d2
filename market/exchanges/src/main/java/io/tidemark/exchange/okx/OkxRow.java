package io.tidemark.exchange.okx;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Side;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.WireTime;

/**
 * A row of data in version 3, which has long names and ISO times, or in version 5, which has short
 * names and ms.
 *
 * @param node the row
 * @param arg what was subscribed, version 5; missing in version 3
 */
record OkxRow(JsonNode node, JsonNode arg) {

  private boolean isThird() {
    return arg.isMissingNode();
  }

  /**
   * The venue's id of the instrument that it speaks of.
   *
   * @throws BadMessageException if there is none
   */
  String symbol() throws BadMessageException {
    if (isThird()) {
      return Json.text(node, "instrument_id");
    }
    return node.has("instId") ? Json.text(node, "instId") : Json.text(arg, "instId");
  }

  /** When the venue said it; the receipt where it does not say. */
  long time(long at) throws BadMessageException {
    return time(isThird() ? "timestamp" : "ts", at);
  }

  long time(String field, long at) throws BadMessageException {
    if (!Json.says(node, field)) {
      return at;
    }
    return isThird() ? WireTime.ofIso(node, field) : WireTime.ofMillis(node, field);
  }

  double price() throws BadMessageException {
    return Json.number(node, isThird() ? "price" : "px");
  }

  /** Version 3 calls it qty for futures. */
  double size() throws BadMessageException {
    return Json.number(node, !isThird() ? "sz" : node.has("qty") ? "qty" : "size");
  }

  Side side() throws BadMessageException {
    return Json.side(node, "side");
  }

  String tradeId() throws BadMessageException {
    return Json.id(node, isThird() ? "trade_id" : "tradeId");
  }

  double last() throws BadMessageException {
    return Json.number(node, "last");
  }

  double markPrice() throws BadMessageException {
    return Json.number(node, isThird() ? "mark_price" : "markPx");
  }

  double indexPrice() throws BadMessageException {
    return Json.number(node, isThird() ? "last" : "idxPx");
  }

  boolean hasOpenInterest() {
    return Json.says(node, openInterestField());
  }

  /** In contracts. */
  double openInterest() throws BadMessageException {
    return Json.number(node, openInterestField());
  }

  private String openInterestField() {
    return isThird() ? "open_interest" : "oi";
  }

  double fundingRate() throws BadMessageException {
    return Json.number(node, isThird() ? "funding_rate" : "fundingRate");
  }

  /** When the funding rate settles, µs since the epoch; 0 where the venue does not say. */
  long settles() throws BadMessageException {
    return time(isThird() ? "funding_time" : "fundingTime", 0);
  }
}
