package io.tidemark.exchange.bitmex;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.TrackedTrades;
import io.tidemark.exchange.protocol.Unit;
import io.tidemark.exchange.protocol.WireTime;
import java.util.ArrayList;
import java.util.List;

/** What is remembered of one instrument of BitMEX, and what its rows mean. */
final class BitmexInstrument {

  private final Listing listing;
  private final BitmexBook book;
  private final TrackedTrades trades;

  BitmexInstrument(Listing listing) {
    this.listing = listing;
    this.book = new BitmexBook(listing);
    this.trades = new TrackedTrades(listing);
  }

  BitmexBook book() {
    return book;
  }

  private boolean isQuanto() {
    return listing.unit() instanceof Unit.Quanto;
  }

  /**
   * What a message says of the book.
   *
   * @throws BadMessageException if a time in it cannot be read
   */
  Outcome book(String table, String action, List<JsonNode> rows, long at)
      throws BadMessageException {
    if (isQuanto()) {
      return action.equals("partial")
          ? new Outcome.Refused(
              RejectReason.INCONSISTENT,
              listing.instrument()
                  + " is a quanto contract: what it is in the base currency moves with the price"
                  + " of its settlement currency, which the book does not say")
          : new Outcome.Passed(NoFact.QUANTO);
    }
    return book.isOf(table)
        ? book.read(action, rows, time(rows, at), at)
        : new Outcome.Passed(NoFact.REPEATED);
  }

  /** The newest row's time; rows had none before 2022. */
  private static long time(List<JsonNode> rows, long at) throws BadMessageException {
    long newest = Long.MIN_VALUE;
    for (JsonNode row : rows) {
      newest = row.has("timestamp") ? Math.max(newest, WireTime.ofIso(row, "timestamp")) : newest;
    }
    return newest == Long.MIN_VALUE ? at : newest;
  }

  /**
   * A row of trades; settlements and index prices are published as if they were trades.
   *
   * @throws BadMessageException if it is none
   */
  Outcome trade(JsonNode row, long at) throws BadMessageException {
    if (!row.path("trdType").asText("Regular").equals("Regular")) {
      return new Outcome.Passed(NoFact.NOT_KEPT);
    }
    double price = Json.number(row, "price");
    double base =
        isQuanto()
            ? Json.number(row, "homeNotional")
            : listing.unit().base(Json.number(row, "size"), price);
    return trades.trade(
        Json.text(row, "trdMatchID"),
        WireTime.ofIso(row, "timestamp"),
        at,
        price,
        base,
        Json.side(row, "side"));
  }

  /**
   * A rate that was settled.
   *
   * @throws BadMessageException if it is none
   */
  Outcome funding(JsonNode row, long at) throws BadMessageException {
    long settled = WireTime.ofIso(row, "timestamp");
    double rate = Json.number(row, "fundingRate");
    return Outcome.of(Funding.of(listing.instrument(), settled, at, rate));
  }

  /**
   * An order that liquidates: one that sells ends a long position.
   *
   * @throws BadMessageException if it is none
   */
  Outcome liquidation(JsonNode row, long at) throws BadMessageException {
    if (isQuanto()) {
      return new Outcome.Passed(NoFact.QUANTO);
    }
    String name = Json.buys(row, "side") ? "liquidated_short" : "liquidated_long";
    double base = listing.unit().base(Json.number(row, "leavesQty"), Json.number(row, "price"));
    return Outcome.of(Metric.of(listing.instrument(), at, at, name, base));
  }

  /**
   * Its mark price and its index price, where they changed.
   *
   * @throws BadMessageException if one is no number
   */
  List<Outcome> prices(JsonNode row, long at) throws BadMessageException {
    long time = row.has("timestamp") ? WireTime.ofIso(row, "timestamp") : at;
    List<Outcome> outcomes = new ArrayList<>(2);
    if (row.hasNonNull("markPrice")) {
      outcomes.add(metric("mark_price", Json.number(row, "markPrice"), time, at));
    }
    if (row.hasNonNull("indicativeSettlePrice")) {
      outcomes.add(metric("index_price", Json.number(row, "indicativeSettlePrice"), time, at));
    }
    return outcomes.isEmpty() ? List.of(new Outcome.Passed(NoFact.SUMMARY)) : outcomes;
  }

  private Outcome metric(String name, double value, long time, long at) {
    return Outcome.of(Metric.of(listing.instrument(), time, at, name, value));
  }
}
