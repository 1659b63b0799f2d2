package io.tidemark.exchange.dydx;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Side;
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
import java.util.ArrayList;
import java.util.List;

/** What is remembered of one market of dYdX, version 4, and what is said of it. */
final class DydxV4Market {

  private final String instrument;
  private final DydxV4Book book;
  private final TrackedTrades trades;
  private final TrackedDerivative derivative;

  /** Whether a trade came that was not of the answer to a subscription. */
  private boolean watched;

  DydxV4Market(Listing listing) {
    this.instrument = listing.instrument();
    this.book = new DydxV4Book(listing);
    this.trades = new TrackedTrades(listing);
    this.derivative = new TrackedDerivative(listing);
  }

  DydxV4Book book() {
    return book;
  }

  /**
   * A trade, and the position that it closed by force. One from before the first connection is
   * history; one that came while the connection was closed is a trade.
   *
   * @param history whether it is of the answer to a subscription
   * @throws BadMessageException if it is none
   */
  List<Outcome> trade(JsonNode row, boolean history, long at) throws BadMessageException {
    String id = Json.id(row, "id");
    long time = WireTime.ofIso(row, "createdAt");
    double price = Json.number(row, "price");
    double size = Json.number(row, "size");
    Side taker = Json.side(row, "side");
    if (history && !watched) {
      return List.of(trades.history(id));
    }
    watched = true;
    Outcome trade = trades.trade(id, time, at, price, size, taker);
    boolean closes = row.path("type").asText().equals("LIQUIDATED");
    return closes && trade instanceof Outcome.Known
        ? List.of(trade, derivative.liquidation(id, price, size, taker, time, at))
        : List.of(trade);
  }

  /**
   * A trade in an answer to a request for past ones.
   *
   * @throws BadMessageException if it is none
   */
  Outcome pastTrade(JsonNode row, long at) throws BadMessageException {
    return Outcome.of(
        Trade.of(
            instrument,
            WireTime.ofIso(row, "createdAt"),
            at,
            Json.id(row, "id"),
            Json.number(row, "price"),
            Json.number(row, "size"),
            Json.side(row, "side")));
  }

  /**
   * The rate of an hour that is over.
   *
   * @throws BadMessageException if it is none
   */
  Outcome settledRate(JsonNode row, long at) throws BadMessageException {
    return derivative.settledRate(Json.number(row, "rate"), WireTime.ofIso(row, "effectiveAt"), at);
  }

  /**
   * What is said of the market: the oracle's price, by which positions are valued and closed; open
   * interest; the rate of the next hour, whose end is not said.
   *
   * @throws BadMessageException if a value is none
   */
  List<Outcome> values(JsonNode row, long at) throws BadMessageException {
    long time = row.has("effectiveAt") ? WireTime.ofIso(row, "effectiveAt") : at;
    List<Outcome> outcomes = new ArrayList<>(3);
    if (row.hasNonNull("oraclePrice")) {
      double mark = Json.number(row, "oraclePrice");
      outcomes.addAll(derivative.value(Value.MARK_PRICE, mark, time, at));
    }
    if (row.hasNonNull("openInterest")) {
      double quantity = Json.number(row, "openInterest");
      outcomes.addAll(derivative.openInterest(quantity, derivative.markPrice(), time, at));
    }
    if (row.hasNonNull("nextFundingRate")) {
      outcomes.add(derivative.fundingRate(Json.number(row, "nextFundingRate"), time));
    }
    return outcomes.isEmpty() ? List.of(new Outcome.Passed(NoFact.SUMMARY)) : outcomes;
  }
}
