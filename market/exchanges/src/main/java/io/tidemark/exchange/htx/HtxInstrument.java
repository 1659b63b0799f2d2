package io.tidemark.exchange.htx;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.TrackedDerivative;
import io.tidemark.exchange.protocol.TrackedDerivative.Value;
import io.tidemark.exchange.protocol.TrackedTrades;
import io.tidemark.exchange.protocol.WireTime;
import java.util.List;

/** What is remembered of one instrument of HTX, and what its messages mean. */
final class HtxInstrument {

  private final Listing listing;
  private final HtxBook book;
  private final TrackedTrades trades;
  private final TrackedDerivative derivative;

  /** The contract's price that its basis was said with; NaN before the first. */
  private double contractPrice = Double.NaN;

  HtxInstrument(Listing listing) {
    this.listing = listing;
    this.book = new HtxBook(listing);
    this.trades = new TrackedTrades(listing);
    this.derivative = new TrackedDerivative(listing);
  }

  HtxBook book() {
    return book;
  }

  /**
   * A trade. Spot has an id of the trade beside that of the message, which is too long a number for
   * some.
   *
   * @throws BadMessageException if it is none
   */
  Outcome trade(JsonNode row, long at) throws BadMessageException {
    long time = WireTime.ofMillis(row, "ts");
    double price = Json.number(row, "price");
    double base = listing.unit().base(Json.number(row, "amount"), price);
    String id = Json.idOrNone(row, Json.says(row, "tradeId") ? "tradeId" : "id");
    return trades.trade(id, time, at, price, base, Json.side(row, "direction"));
  }

  /**
   * A trade of the answer to a request.
   *
   * @throws BadMessageException if it is none
   */
  Outcome pastTrade(JsonNode row, long at) throws BadMessageException {
    double price = Json.number(row, "price");
    return Outcome.of(
        Trade.of(
            listing.instrument(),
            WireTime.ofMillis(row, "ts"),
            at,
            Json.idOrNone(row, Json.says(row, "trade-id") ? "trade-id" : "id"),
            price,
            listing.unit().base(Json.number(row, "amount"), price),
            Json.side(row, "direction")));
  }

  /**
   * The index price beside the contract's own.
   *
   * @throws BadMessageException if one is missing
   */
  List<Outcome> basis(JsonNode tick, long time, long at) throws BadMessageException {
    contractPrice = Json.number(tick, "contract_price");
    return value(Value.INDEX_PRICE, Json.number(tick, "index_price"), time, at);
  }

  /**
   * The last price of a candle of mark or index prices.
   *
   * @throws BadMessageException if it is missing
   */
  List<Outcome> close(Value which, JsonNode tick, long time, long at) throws BadMessageException {
    return value(which, Json.number(tick, "close"), time, at);
  }

  private List<Outcome> value(Value which, double value, long time, long at) {
    List<Outcome> outcomes = derivative.value(which, value, time, at);
    return outcomes.isEmpty() ? List.of(new Outcome.Passed(NoFact.REPEATED)) : outcomes;
  }

  /**
   * Open interest: volume in contracts, amount in the base currency. Contracts are converted at the
   * price that is known; without one, the venue's amount stands.
   *
   * @throws BadMessageException if it is missing
   */
  List<Outcome> openInterest(JsonNode row, long time, long at) throws BadMessageException {
    double price = Double.isNaN(contractPrice) ? derivative.markPrice() : contractPrice;
    double base = listing.unit().base(Json.number(row, "volume"), price);
    return value(
        Value.OPEN_INTEREST, Double.isNaN(base) ? Json.number(row, "amount") : base, time, at);
  }

  /**
   * The rate that settles next.
   *
   * @throws BadMessageException if it is missing
   */
  List<Outcome> fundingRate(JsonNode row, long time, long at) throws BadMessageException {
    double rate = Json.number(row, "funding_rate");
    return row.hasNonNull("settlement_time")
        ? derivative.fundingRate(rate, WireTime.ofMillis(row, "settlement_time"), time, at)
        : List.of(derivative.fundingRate(rate, time));
  }

  /**
   * A rate that was settled.
   *
   * @throws BadMessageException if it is none
   */
  Outcome settledRate(JsonNode row, long at) throws BadMessageException {
    String paid = row.hasNonNull("realized_rate") ? "realized_rate" : "funding_rate";
    return derivative.settledRate(
        Json.number(row, paid), WireTime.ofMillis(row, "funding_time"), at);
  }

  /**
   * A liquidation, by the order that closes the position.
   *
   * @throws BadMessageException if it is none
   */
  Outcome liquidation(JsonNode row, long at) throws BadMessageException {
    long time = WireTime.ofMillis(row, "created_at");
    double price = Json.number(row, "price");
    double contracts = Json.number(row, "volume");
    return derivative.liquidation("", price, contracts, Json.side(row, "direction"), time, at);
  }
}
