package io.tidemark.exchange.bitstamp;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Side;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.TrackedDerivative;
import io.tidemark.exchange.protocol.TrackedDerivative.Value;
import io.tidemark.exchange.protocol.TrackedTrades;
import java.util.ArrayList;
import java.util.List;

/** What is remembered of one market of Bitstamp, and what is said of it. */
final class BitstampMarket {

  private final BitstampBook book;
  private final TrackedTrades trades;
  private final TrackedDerivative derivative;

  BitstampMarket(Listing listing) {
    this.book = new BitstampBook(listing);
    this.trades = new TrackedTrades(listing);
    this.derivative = new TrackedDerivative(listing);
  }

  BitstampBook book() {
    return book;
  }

  /**
   * A trade; {@code type} is the taker's side: 0 buys, 1 sells.
   *
   * @throws BadMessageException if it is none
   */
  Outcome trade(JsonNode data, long at) throws BadMessageException {
    long type = Json.whole(data, "type");
    if (type != 0 && type != 1) {
      throw new BadMessageException("type is " + type + ", not 0 or 1");
    }
    return trades.trade(
        Long.toString(Json.whole(data, "id")),
        BitstampTime.of(data),
        at,
        Json.number(data, data.has("price_str") ? "price_str" : "price"),
        Json.number(data, data.has("amount_str") ? "amount_str" : "amount"),
        type == 0 ? Side.BUY : Side.SELL);
  }

  /**
   * A perpetual's prices and the rate that settles next.
   *
   * @throws BadMessageException if it is none
   */
  List<Outcome> funding(JsonNode data, long at) throws BadMessageException {
    long time = BitstampTime.of(data);
    double rate = Json.number(data, "funding_rate");
    long settles = BitstampTime.of(data, "next_funding_time");
    List<Outcome> outcomes = new ArrayList<>(4);
    if (data.has("mark_price")) {
      double mark = Json.number(data, "mark_price");
      outcomes.addAll(derivative.value(Value.MARK_PRICE, mark, time, at));
    }
    if (data.has("index_price")) {
      double index = Json.number(data, "index_price");
      outcomes.addAll(derivative.value(Value.INDEX_PRICE, index, time, at));
    }
    outcomes.addAll(derivative.fundingRate(rate, settles, time, at));
    return outcomes;
  }
}
