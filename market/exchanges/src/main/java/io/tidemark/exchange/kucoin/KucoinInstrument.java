package io.tidemark.exchange.kucoin;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.TrackedDerivative;
import io.tidemark.exchange.protocol.TrackedTrades;
import io.tidemark.exchange.protocol.Unit;
import io.tidemark.exchange.protocol.WireTime;
import java.util.ArrayList;
import java.util.List;

/** What is remembered of one instrument of KuCoin, and what its messages mean. */
final class KucoinInstrument {

  private final Listing listing;
  private final KucoinBook book;
  private final TrackedTrades trades;
  private final TrackedDerivative derivative;

  KucoinInstrument(Listing listing) {
    this.listing = listing;
    this.book = new KucoinBook(listing);
    this.trades = new TrackedTrades(listing);
    this.derivative = new TrackedDerivative(listing);
  }

  boolean isQuanto() {
    return listing.unit() instanceof Unit.Quanto;
  }

  KucoinBook book() {
    return book;
  }

  /**
   * A trade.
   *
   * @throws BadMessageException if it is none
   */
  Outcome trade(JsonNode data, long at) throws BadMessageException {
    double price = Json.number(data, "price");
    double base = listing.unit().base(Json.number(data, "size"), price);
    long time = KucoinTimes.any(data, Json.says(data, "ts") ? "ts" : "time");
    return isQuanto()
        ? new Outcome.Passed(NoFact.QUANTO)
        : trades.trade(
            Json.idOrNone(data, "tradeId"), time, at, price, base, Json.side(data, "side"));
  }

  /**
   * A trade of the answer to a request. Spot names its sequence only, which its stream has as the
   * trade's id.
   *
   * @throws BadMessageException if it is none
   */
  Outcome pastTrade(JsonNode row, long at) throws BadMessageException {
    if (isQuanto()) {
      return new Outcome.Passed(NoFact.QUANTO);
    }
    double price = Json.number(row, "price");
    return Outcome.of(
        Trade.of(
            listing.instrument(),
            KucoinTimes.any(row, Json.says(row, "ts") ? "ts" : "time"),
            at,
            Json.idOrNone(row, Json.says(row, "tradeId") ? "tradeId" : "sequence"),
            price,
            listing.unit().base(Json.number(row, "size"), price),
            Json.side(row, "side")));
  }

  /**
   * Mark and index price.
   *
   * @throws BadMessageException if there is neither
   */
  List<Outcome> prices(JsonNode data, long at) throws BadMessageException {
    long time = KucoinTimes.any(data, "timestamp");
    double mark = Json.number(data, "markPrice");
    double index = Json.number(data, "indexPrice");
    List<Outcome> outcomes = new ArrayList<>(2);
    outcomes.addAll(derivative.value(TrackedDerivative.Value.MARK_PRICE, mark, time, at));
    outcomes.addAll(derivative.value(TrackedDerivative.Value.INDEX_PRICE, index, time, at));
    return outcomes.isEmpty() ? List.of(new Outcome.Passed(NoFact.REPEATED)) : outcomes;
  }

  /**
   * The rate that settles next.
   *
   * @throws BadMessageException if there is none
   */
  Outcome fundingRate(JsonNode data) throws BadMessageException {
    long time = KucoinTimes.any(data, "timestamp");
    return derivative.fundingRate(Json.number(data, "fundingRate"), time);
  }

  /**
   * The rate that has settled.
   *
   * @throws BadMessageException if there is none
   */
  Outcome settled(JsonNode data, long at) throws BadMessageException {
    long settled = WireTime.ofMillis(data, "fundingTime");
    double rate = Json.number(data, "fundingRate");
    return Outcome.of(Funding.of(listing.instrument(), settled, at, rate));
  }

  /**
   * The open interest of a description, at its own mark price; it has no time of its own.
   *
   * @throws BadMessageException if it is no number
   */
  List<Outcome> openInterest(JsonNode data, long at) throws BadMessageException {
    double mark = data.path("markPrice").asDouble(derivative.markPrice());
    List<Outcome> outcomes = openInterest(data, mark, at);
    return outcomes.isEmpty() ? List.of(new Outcome.Passed(NoFact.REPEATED)) : outcomes;
  }

  private List<Outcome> openInterest(JsonNode data, double mark, long at)
      throws BadMessageException {
    return derivative.openInterest(Json.number(data, "openInterest"), mark, at, at);
  }

  /**
   * What a description of the contract says of the market; it has no time of its own.
   *
   * @throws BadMessageException if a value is no number
   */
  List<Outcome> details(JsonNode data, long at) throws BadMessageException {
    List<Outcome> outcomes = new ArrayList<>();
    if (Json.says(data, "markPrice")) {
      double mark = Json.number(data, "markPrice");
      outcomes.addAll(derivative.value(TrackedDerivative.Value.MARK_PRICE, mark, at, at));
    }
    if (Json.says(data, "indexPrice")) {
      double index = Json.number(data, "indexPrice");
      outcomes.addAll(derivative.value(TrackedDerivative.Value.INDEX_PRICE, index, at, at));
    }
    if (Json.says(data, "openInterest")) {
      outcomes.addAll(openInterest(data, derivative.markPrice(), at));
    }
    if (Json.says(data, "fundingFeeRate")) {
      outcomes.add(derivative.fundingRate(Json.number(data, "fundingFeeRate"), at));
    }
    return outcomes.isEmpty() ? List.of(new Outcome.Passed(NoFact.REFERENCE)) : outcomes;
  }
}
