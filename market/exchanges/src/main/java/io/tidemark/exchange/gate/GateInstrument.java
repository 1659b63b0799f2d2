package io.tidemark.exchange.gate;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Side;
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

/** What is remembered of one instrument of Gate, and what its messages mean. */
final class GateInstrument {

  /** A trade of the first message that is older was made before the subscription, µs. */
  private static final long OLDEST_NEW = 5_000_000;

  private static final long UNASKED = Long.MIN_VALUE;

  private final Listing listing;
  private final GateBook book;
  private final TrackedTrades trades;
  private final TrackedDerivative derivative;

  /** When its trades were asked for, local clock. */
  private long askedAt = UNASKED;

  private boolean traded;

  GateInstrument(Listing listing) {
    this.listing = listing;
    this.book = new GateBook(listing);
    this.trades = new TrackedTrades(listing);
    this.derivative = new TrackedDerivative(listing);
  }

  boolean isQuanto() {
    return listing.unit() instanceof Unit.Quanto;
  }

  GateBook book() {
    return book;
  }

  /** Its trades were asked for. */
  void ask(long at) {
    askedAt = at;
    traded = false;
  }

  /** A connection was opened. */
  void reconnected() {
    book.reconnected();
    askedAt = UNASKED;
    traded = false;
  }

  /**
   * A trade of spot.
   *
   * @throws BadMessageException if it is none
   */
  Outcome trade(JsonNode row, long at) throws BadMessageException {
    return trade(row, GateTimes.trade(row), at);
  }

  private Outcome trade(JsonNode row, long time, long at) throws BadMessageException {
    Side taker = Json.side(row, row.has("side") ? "side" : "type");
    double price = Json.number(row, "price");
    return trades.trade(id(row), time, at, price, Json.number(row, "amount"), taker);
  }

  /**
   * Trades of version 3: the first message after the subscription begins with older ones.
   *
   * @throws BadMessageException if one is none; those before it are not lost
   */
  Outcome tradeOfVersion3(JsonNode row, boolean first, long at) throws BadMessageException {
    long time = GateTimes.trade(row);
    long since = askedAt == UNASKED ? at - OLDEST_NEW : askedAt;
    return first && time < since ? trades.history(id(row)) : trade(row, time, at);
  }

  /** Whether no message of trades came since they were asked for; from now on one has. */
  boolean isFirstOfTrades() {
    boolean first = !traded;
    traded = true;
    return first;
  }

  /**
   * A trade of contracts: below 0 the taker sold. Internal ones are the takeover of a position, and
   * not made in the market.
   *
   * @throws BadMessageException if it is none
   */
  Outcome contracts(JsonNode row, long at) throws BadMessageException {
    if (row.path("is_internal").asBoolean()) {
      return new Outcome.Passed(NoFact.NOT_KEPT);
    }
    double size = Json.number(row, "size");
    double price = Json.number(row, "price");
    long time = GateTimes.trade(row);
    Side taker = size < 0 ? Side.SELL : Side.BUY;
    double base = listing.unit().base(Math.abs(size), price);
    return isQuanto()
        ? new Outcome.Passed(NoFact.QUANTO)
        : trades.trade(id(row), time, at, price, base, taker);
  }

  /**
   * A trade of the answer to a request. Contracts have the taker's side in the sign of their size,
   * and seconds where spot has milliseconds.
   *
   * @throws BadMessageException if it is none
   */
  Outcome pastTrade(JsonNode row, long at) throws BadMessageException {
    if (row.path("is_internal").asBoolean()) {
      return new Outcome.Passed(NoFact.NOT_KEPT);
    }
    if (isQuanto()) {
      return new Outcome.Passed(NoFact.QUANTO);
    }
    boolean contracts = row.has("size");
    double size = Json.number(row, contracts ? "size" : "amount");
    double price = Json.number(row, "price");
    Side bySign = size < 0 ? Side.SELL : Side.BUY;
    return Outcome.of(
        Trade.of(
            listing.instrument(),
            GateTimes.either(
                row, Json.says(row, "create_time_ms") ? "create_time_ms" : "create_time"),
            at,
            id(row),
            price,
            listing.unit().base(Math.abs(size), price),
            contracts ? bySign : Json.side(row, "side")));
  }

  /**
   * A liquidation, by its order: one below 0 sells, and ends a long position.
   *
   * @throws BadMessageException if it is none
   */
  Outcome liquidation(JsonNode row, long at) throws BadMessageException {
    double size = Json.number(row, "size");
    long time =
        Json.says(row, "time_ms")
            ? WireTime.ofMillis(row, "time_ms")
            : GateTimes.either(row, "time");
    Side side = size < 0 ? Side.SELL : Side.BUY;
    double price = Json.number(row, "price");
    return derivative.liquidation(id(row), price, Math.abs(size), side, time, at);
  }

  /**
   * The values of a ticker, or of a contract's statistics.
   *
   * @throws BadMessageException if one is no number
   */
  List<Outcome> values(JsonNode row, long time, long at) throws BadMessageException {
    List<Outcome> outcomes = new ArrayList<>();
    if (isGiven(row, "mark_price")) {
      double mark = Json.number(row, "mark_price");
      outcomes.addAll(derivative.value(TrackedDerivative.Value.MARK_PRICE, mark, time, at));
    }
    if (isGiven(row, "index_price")) {
      double index = Json.number(row, "index_price");
      outcomes.addAll(derivative.value(TrackedDerivative.Value.INDEX_PRICE, index, time, at));
    }
    String open = row.has("total_size") ? "total_size" : "open_interest";
    if (isGiven(row, open)) {
      double price = derivative.markPrice();
      outcomes.addAll(derivative.openInterest(Json.number(row, open), price, time, at));
    }
    if (isGiven(row, "funding_rate")) {
      outcomes.add(derivative.fundingRate(Json.number(row, "funding_rate"), time));
    }
    return outcomes.isEmpty() ? List.of(new Outcome.Passed(NoFact.SUMMARY)) : outcomes;
  }

  private static boolean isGiven(JsonNode row, String field) {
    return !row.path(field).asText("").isEmpty() && !row.path(field).isNull();
  }

  /**
   * A candle; older messages do not say whether it is closed.
   *
   * @param length µs
   * @throws BadMessageException if it is none
   */
  Outcome candle(JsonNode row, long length, boolean contracts, long at) throws BadMessageException {
    if (!row.path("w").asBoolean()) {
      return new Outcome.Passed(NoFact.FORMING);
    }
    if (isQuanto()) {
      return new Outcome.Passed(NoFact.QUANTO);
    }
    long start = WireTime.ofSeconds(row, "t");
    double close = Json.number(row, "c");
    double volume =
        contracts ? listing.unit().base(Json.number(row, "v"), close) : Json.number(row, "a");
    return Outcome.of(
        Candle.of(
            listing.instrument(),
            start,
            length,
            at,
            Json.number(row, "o"),
            Json.number(row, "h"),
            Json.number(row, "l"),
            close,
            volume));
  }

  private static String id(JsonNode row) throws BadMessageException {
    return Json.idOrNone(row, "id");
  }
}
