package io.tidemark.exchange.bitstamp;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
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

  private final Listing listing;
  private final BitstampBook book;
  private final TrackedTrades trades;
  private final TrackedDerivative derivative;

  BitstampMarket(Listing listing) {
    this.listing = listing;
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
    Side taker = taker(data);
    return trades.trade(
        Long.toString(Json.whole(data, "id")),
        BitstampTime.of(data),
        at,
        Json.number(data, data.has("price_str") ? "price_str" : "price"),
        Json.number(data, data.has("amount_str") ? "amount_str" : "amount"),
        taker);
  }

  private static Side taker(JsonNode data) throws BadMessageException {
    long type = Json.whole(data, "type");
    if (type != 0 && type != 1) {
      throw new BadMessageException("type is " + type + ", not 0 or 1");
    }
    return type == 0 ? Side.BUY : Side.SELL;
  }

  /**
   * A trade in the answer to a request, whose time is the second in which it was made.
   *
   * @throws BadMessageException if it is none
   */
  Outcome pastTrade(JsonNode row, long at) throws BadMessageException {
    return Outcome.of(
        Trade.of(
            listing.instrument(),
            BitstampTime.of(row, "date"),
            at,
            Long.toString(Json.whole(row, "tid")),
            Json.number(row, "price"),
            Json.number(row, "amount"),
            taker(row)));
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
