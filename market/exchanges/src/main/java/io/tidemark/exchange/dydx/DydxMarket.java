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
import io.tidemark.exchange.protocol.WireTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is remembered of one market of dYdX, and what is said of it. */
final class DydxMarket {

  private final Listing listing;
  private final DydxBook book;
  private final TrackedDerivative derivative;

  /** The rate that settles next; null before it was said. */
  private @Nullable Double rate;

  /** When it settles, µs since the epoch; null before it was said. */
  private @Nullable Long settles;

  DydxMarket(Listing listing) {
    this.listing = listing;
    this.book = new DydxBook(listing);
    this.derivative = new TrackedDerivative(listing);
  }

  DydxBook book() {
    return book;
  }

  /**
   * A trade, and the position that it liquidated. Trades have no id, so one that was said twice
   * cannot be told.
   *
   * @throws BadMessageException if it is none
   */
  List<Outcome> trade(JsonNode row, long at) throws BadMessageException {
    long time = WireTime.ofIso(row, "createdAt");
    double price = Json.number(row, "price");
    double base = Json.number(row, "size");
    Side taker = Json.side(row, "side");
    Outcome trade = Outcome.of(Trade.of(listing.instrument(), time, at, "", price, base, taker));
    return row.path("liquidation").asBoolean()
        ? List.of(trade, derivative.liquidation("", price, base, taker, time, at))
        : List.of(trade);
  }

  /**
   * What changed of its prices, its open interest and the rate that settles next. Positions are
   * marked at the oracle's price. The venue does not say when it said so.
   *
   * @throws BadMessageException if a field is no number or no time
   */
  List<Outcome> state(JsonNode row, long at) throws BadMessageException {
    List<Outcome> outcomes = new ArrayList<>();
    if (row.hasNonNull("oraclePrice")) {
      double mark = Json.number(row, "oraclePrice");
      outcomes.addAll(derivative.value(TrackedDerivative.Value.MARK_PRICE, mark, at, at));
    }
    if (row.hasNonNull("indexPrice")) {
      double index = Json.number(row, "indexPrice");
      outcomes.addAll(derivative.value(TrackedDerivative.Value.INDEX_PRICE, index, at, at));
    }
    if (row.hasNonNull("openInterest")) {
      double base = Json.number(row, "openInterest");
      outcomes.addAll(derivative.openInterest(base, derivative.markPrice(), at, at));
    }
    outcomes.addAll(funding(row, at));
    return outcomes.isEmpty() ? List.of(new Outcome.Passed(NoFact.SUMMARY)) : outcomes;
  }

  private List<Outcome> funding(JsonNode row, long at) throws BadMessageException {
    if (row.hasNonNull("nextFundingAt")) {
      settles = WireTime.ofIso(row, "nextFundingAt");
    }
    if (row.hasNonNull("nextFundingRate")) {
      rate = Json.number(row, "nextFundingRate");
    }
    Double next = rate;
    if (next == null || !(row.hasNonNull("nextFundingAt") || row.hasNonNull("nextFundingRate"))) {
      return List.of();
    }
    Long when = settles;
    return when == null
        ? List.of(derivative.fundingRate(next, at))
        : derivative.fundingRate(next, when, at, at);
  }
}
