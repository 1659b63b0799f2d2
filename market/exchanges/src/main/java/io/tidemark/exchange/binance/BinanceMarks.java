package io.tidemark.exchange.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Metric;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.TrackedDerivative;
import io.tidemark.exchange.protocol.Unit;
import java.util.ArrayList;
import java.util.List;

/** One instrument's mark price, index price and open interest, and the funding that settles. */
final class BinanceMarks {

  private final Listing listing;
  private final TrackedDerivative derivative;

  /** The last mark price; NaN before the first. */
  private double mark = Double.NaN;

  BinanceMarks(Listing listing) {
    this.listing = listing;
    this.derivative = new TrackedDerivative(listing);
  }

  /**
   * A {@code markPriceUpdate}: the funding that settled before it, the mark price, the index price,
   * the rate that settles next. A dated contract has no rate, or one of 0 that settles at 0.
   *
   * @throws BadMessageException if it is none
   */
  List<Outcome> read(JsonNode node, long receivedAt) throws BadMessageException {
    long happened = BinanceTimes.micros(node, "E");
    double price = Json.number(node, "p");
    boolean hasIndex = Json.says(node, "i");
    double index = hasIndex ? Json.number(node, "i") : 0;
    boolean funds =
        Json.says(node, "r") && Json.says(node, "T") && !node.path("T").asText().equals("0");
    double rate = funds ? Json.number(node, "r") : 0;
    long next = funds ? BinanceTimes.micros(node, "T") : 0;
    mark = price > 0 ? price : mark;
    List<Outcome> funding =
        funds ? derivative.fundingRate(rate, next, happened, receivedAt) : List.of();
    int settled = Math.max(funding.size() - 1, 0); // what does not settle yet is said last
    List<Outcome> outcomes = new ArrayList<>(funding.subList(0, settled));
    outcomes.add(metric(Metric.MARK_PRICE, price, happened, receivedAt));
    if (hasIndex) {
      outcomes.add(metric(Metric.INDEX_PRICE, index, happened, receivedAt));
    }
    outcomes.addAll(funding.subList(settled, funding.size()));
    return outcomes;
  }

  /** The price of the index that the contract follows. */
  Outcome index(double price, long happened, long receivedAt) {
    return metric(Metric.INDEX_PRICE, price, happened, receivedAt);
  }

  /**
   * The answer to a request for the open interest, in contracts on COIN-M.
   *
   * @throws BadMessageException if it is none
   */
  List<Outcome> openInterest(JsonNode node, long receivedAt) throws BadMessageException {
    double quantity = Json.number(node, "openInterest");
    long happened = Json.says(node, "time") ? BinanceTimes.micros(node, "time") : receivedAt;
    if (listing.unit() instanceof Unit.Inverse && Double.isNaN(mark)) {
      return List.of(new Outcome.Passed(NoFact.NOT_KEPT)); // there is no price to convert it at
    }
    List<Outcome> outcomes = derivative.openInterest(quantity, mark, happened, receivedAt);
    return outcomes.isEmpty() ? List.of(new Outcome.Passed(NoFact.REPEATED)) : outcomes;
  }

  private Outcome metric(String name, double value, long happened, long receivedAt) {
    return Outcome.of(Metric.of(listing.instrument(), happened, receivedAt, name, value));
  }
}
