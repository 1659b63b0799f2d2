package io.tidemark.exchange.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Metric;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * One instrument's mark price, and the funding that settles meanwhile: the rate that was said last
 * before the next funding time moves on is the one that settled.
 */
final class BinanceMarks {

  /** A rate that was said longer before its settlement may not be the one that settled, µs. */
  private static final long OLDEST_RATE = 60_000_000;

  private final Listing listing;

  /** When the rate settles, µs since the epoch; 0 where none is known. */
  private long settles;

  private double rate;
  private long saidAt;

  BinanceMarks(Listing listing) {
    this.listing = listing;
  }

  /**
   * A {@code markPriceUpdate}: the funding that settled before it, the mark price, the index price.
   *
   * @throws BadMessageException if it is none
   */
  List<Outcome> read(JsonNode node, long receivedAt) throws BadMessageException {
    long happened = BinanceTimes.micros(node, "E");
    double mark = Json.number(node, "p");
    boolean hasIndex = node.has("i");
    double index = hasIndex ? Json.number(node, "i") : 0;
    boolean funds = !node.path("r").asText("").isEmpty();
    double newRate = funds ? Json.number(node, "r") : 0;
    long next = funds ? BinanceTimes.micros(node, "T") : 0;
    List<Outcome> outcomes = new ArrayList<>(3);
    if (settles > 0 && next > settles && happened >= settles && settles - saidAt <= OLDEST_RATE) {
      long known = Math.max(happened, receivedAt);
      outcomes.add(Outcome.of(Funding.of(listing.instrument(), settles, known, rate)));
    }
    if (next >= settles) {
      settles = next;
      rate = newRate;
      saidAt = happened;
    }
    outcomes.add(metric("mark_price", mark, happened, receivedAt));
    if (hasIndex) {
      outcomes.add(metric("index_price", index, happened, receivedAt));
    }
    return outcomes;
  }

  private Outcome metric(String name, double value, long happened, long receivedAt) {
    return Outcome.of(Metric.of(listing.instrument(), happened, receivedAt, name, value));
  }
}
