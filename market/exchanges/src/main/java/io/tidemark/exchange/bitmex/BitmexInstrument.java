package io.tidemark.exchange.bitmex;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Statement;
import io.tidemark.exchange.protocol.TrackedDerivative;
import io.tidemark.exchange.protocol.TrackedTrades;
import io.tidemark.exchange.protocol.Unit;
import io.tidemark.exchange.protocol.WireTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is remembered of one instrument of BitMEX, and what its rows mean. */
final class BitmexInstrument {

  private final Listing listing;
  private final BitmexBook book;
  private final TrackedTrades trades;
  private final TrackedDerivative derivative;

  /** When the rate settles, µs since the epoch; null where that was not said. */
  private @Nullable Long settles;

  BitmexInstrument(Listing listing) {
    this.listing = listing;
    this.book = new BitmexBook(listing);
    this.trades = new TrackedTrades(listing);
    this.derivative = new TrackedDerivative(listing);
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
      return action.equals("partial") && !table.equals(BitmexBook.BEST_TEN)
          ? new Outcome.Refused(
              RejectReason.INCONSISTENT,
              listing.instrument()
                  + " is a quanto contract: what it is in the base currency moves with the price"
                  + " of its settlement currency, which the book does not say")
          : new Outcome.Passed(NoFact.QUANTO);
    }
    if (!book.isOf(table, action)) {
      return new Outcome.Passed(NoFact.REPEATED);
    }
    return table.equals(BitmexBook.BEST_TEN)
        ? book.bestTen(rows.get(rows.size() - 1), time(rows, at), at)
        : book.read(action, rows, time(rows, at), at);
  }

  /** The newest row's time; rows had none before 2022. */
  private static long time(List<JsonNode> rows, long at) throws BadMessageException {
    long newest = Long.MIN_VALUE;
    for (JsonNode row : rows) {
      newest =
          Json.says(row, "timestamp") ? Math.max(newest, WireTime.ofIso(row, "timestamp")) : newest;
    }
    return newest == Long.MIN_VALUE ? at : newest;
  }

  /**
   * A row of trades; settlements and index prices are published as if they were trades.
   *
   * @throws BadMessageException if it is none
   */
  Outcome trade(JsonNode row, long at) throws BadMessageException {
    if (!isRegular(row)) {
      return new Outcome.Passed(NoFact.NOT_KEPT);
    }
    long time = WireTime.ofIso(row, "timestamp");
    String id = Json.id(row, "trdMatchID");
    double price = Json.number(row, "price");
    return trades.trade(id, time, at, price, base(row, price), Json.side(row, "side"));
  }

  /**
   * A trade of the answer to a request.
   *
   * @throws BadMessageException if it is none
   */
  Outcome pastTrade(JsonNode row, long at) throws BadMessageException {
    double price = Json.number(row, "price");
    return isRegular(row)
        ? Outcome.of(
            Trade.of(
                listing.instrument(),
                WireTime.ofIso(row, "timestamp"),
                at,
                Json.id(row, "trdMatchID"),
                price,
                base(row, price),
                Json.side(row, "side")))
        : new Outcome.Passed(NoFact.NOT_KEPT);
  }

  private static boolean isRegular(JsonNode row) {
    return row.path("trdType").asText("Regular").equals("Regular");
  }

  private double base(JsonNode row, double price) throws BadMessageException {
    return isQuanto()
        ? Json.number(row, "homeNotional")
        : listing.unit().base(Json.number(row, "size"), price);
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
    return derivative.liquidation(
        row.path("orderID").asText(),
        Json.number(row, "price"),
        Json.number(row, "leavesQty"),
        Json.side(row, "side"),
        at,
        at);
  }

  /**
   * A closed bar of trades; its time is its end. The venue begins each at the price where the one
   * before ended, which may be beyond what was traded in it.
   *
   * @param length µs
   * @throws BadMessageException if it is none
   */
  Outcome bar(JsonNode row, long length, long at) throws BadMessageException {
    if (!row.hasNonNull("open")) {
      return new Outcome.Passed(NoFact.SUMMARY); // nothing was traded yet
    }
    double open = Json.number(row, "open");
    return Outcome.of(
        Candle.of(
            listing.instrument(),
            WireTime.ofIso(row, "timestamp") - length,
            length,
            at,
            open,
            Math.max(open, Json.number(row, "high")),
            Math.min(open, Json.number(row, "low")),
            Json.number(row, "close"),
            row.hasNonNull("homeNotional") ? Json.number(row, "homeNotional") : 0));
  }

  /**
   * Its prices and its open interest, where they changed, and the rate that settles next, where it
   * is said. The rate is a fact when the table of funding says that it was settled.
   *
   * @throws BadMessageException if one is no number
   */
  List<Outcome> state(JsonNode row, long at) throws BadMessageException {
    long time = Json.says(row, "timestamp") ? WireTime.ofIso(row, "timestamp") : at;
    List<Outcome> outcomes = new ArrayList<>();
    if (row.hasNonNull("markPrice")) {
      double mark = Json.number(row, "markPrice");
      outcomes.addAll(derivative.value(TrackedDerivative.Value.MARK_PRICE, mark, time, at));
    }
    if (row.hasNonNull("indicativeSettlePrice")) {
      double index = Json.number(row, "indicativeSettlePrice");
      outcomes.addAll(derivative.value(TrackedDerivative.Value.INDEX_PRICE, index, time, at));
    }
    if (row.hasNonNull("openInterest")) {
      outcomes.addAll(openInterest(Json.number(row, "openInterest"), time, at));
    }
    if (row.hasNonNull("fundingTimestamp")) {
      settles = WireTime.ofIso(row, "fundingTimestamp");
    }
    if (row.hasNonNull("fundingRate")) {
      double rate = Json.number(row, "fundingRate");
      outcomes.add(
          new Outcome.Passed(
              NoFact.UNSETTLED,
              new Statement.FundingRate(listing.instrument(), time, rate, settles)));
    }
    return outcomes.isEmpty() ? List.of(new Outcome.Passed(NoFact.SUMMARY)) : outcomes;
  }

  /** Without a mark price there is nothing to convert inverse contracts at. */
  private List<Outcome> openInterest(double contracts, long time, long at) {
    double mark = derivative.markPrice();
    return listing.unit() instanceof Unit.Inverse && Double.isNaN(mark)
        ? List.of(new Outcome.Passed(NoFact.NOT_KEPT))
        : derivative.openInterest(contracts, mark, time, at);
  }
}
