package io.tidemark.exchange.deribit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.NumberedTrades;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.WireTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is remembered of one instrument of Deribit, and what its notifications mean. */
final class DeribitInstrument {

  private final Listing listing;
  private final DeribitBook book;
  private final NumberedTrades trades;

  /** What each metric was. */
  private Map<String, Double> metrics = Map.of();

  DeribitInstrument(Listing listing) {
    this.listing = listing;
    this.book = new DeribitBook(listing);
    this.trades = new NumberedTrades(listing);
  }

  /** A new connection: what an older one told is over. */
  void restart() {
    book.restart();
    trades.restart();
  }

  /**
   * What a notification says of the book. One of a grouped book is the best levels only, maybe of
   * several prices each.
   */
  Outcome book(String channel, JsonNode data, long at) {
    if (!data.has("type")) {
      return new Outcome.Passed(NoFact.SUMMARY);
    }
    return book.isOf(channel) ? book.read(data, at) : new Outcome.Passed(NoFact.REPEATED);
  }

  /**
   * A trade. A block trade is negotiated elsewhere, at a price that the book never saw.
   *
   * @throws BadMessageException if it is none
   */
  List<Outcome> trade(JsonNode row, long at) throws BadMessageException {
    long time = WireTime.ofMillis(row, "timestamp");
    double price = Json.number(row, "price");
    double base = listing.unit().base(Json.number(row, "amount"), price);
    Side taker = Json.side(row, "direction");
    String id = Json.text(row, "trade_id");
    return trades.trade(
        Json.whole(row, "trade_seq"),
        row.has("block_trade_id")
            ? new Outcome.Passed(NoFact.NOT_KEPT)
            : Outcome.of(Trade.of(listing.instrument(), time, at, id, price, base, taker)));
  }

  /**
   * The metrics of a ticker that changed.
   *
   * @throws BadMessageException if it is none
   */
  List<Outcome> ticker(JsonNode data, long at) throws BadMessageException {
    long time = WireTime.ofMillis(data, "timestamp");
    double mark = Json.number(data, "mark_price");
    Map<String, Double> before = metrics;
    metrics =
        Map.of(
            "mark_price", mark,
            "index_price", Json.number(data, "index_price"),
            "open_interest", listing.unit().base(Json.number(data, "open_interest"), mark));
    List<Outcome> outcomes = new ArrayList<>(metrics.size());
    for (String metric : List.of("mark_price", "index_price", "open_interest")) {
      double value = metrics.getOrDefault(metric, Double.NaN);
      if (value != before.getOrDefault(metric, Double.NaN)) {
        outcomes.add(Outcome.of(Metric.of(listing.instrument(), time, at, metric, value)));
      }
    }
    return outcomes.isEmpty() ? List.of(new Outcome.Passed(NoFact.SUMMARY)) : outcomes;
  }
}
