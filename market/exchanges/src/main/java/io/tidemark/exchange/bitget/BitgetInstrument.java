package io.tidemark.exchange.bitget;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.StreamedBook;
import io.tidemark.exchange.protocol.TrackedDerivative;
import io.tidemark.exchange.protocol.TrackedTrades;
import io.tidemark.exchange.protocol.WireTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is remembered of one instrument of Bitget, and what its rows mean. */
final class BitgetInstrument {

  static final String SNAPSHOT = "snapshot";
  private static final Set<String> SNAPSHOTS = Set.of(SNAPSHOT);

  private final Listing listing;
  private final StreamedBook book;
  private final TrackedTrades trades;
  private final TrackedDerivative derivative;

  /** When its trades were asked for, local clock; not known at first. */
  private long askedAt = Long.MAX_VALUE;

  BitgetInstrument(Listing listing) {
    this.listing = listing;
    this.book = new StreamedBook(listing, "seq", "pseq", SNAPSHOTS);
    this.trades = new TrackedTrades(listing);
    this.derivative = new TrackedDerivative(listing);
  }

  StreamedBook book() {
    return book;
  }

  /** Its trades were asked for. */
  void ask(long at) {
    askedAt = at;
  }

  /** A new connection: what an older one told is over. */
  void restart() {
    book.restart();
    askedAt = Long.MAX_VALUE;
  }

  /**
   * A trade.
   *
   * @param first whether it is of the answer to the subscription, the latest trades before it
   * @throws BadMessageException if it is none
   */
  Outcome trade(JsonNode row, boolean first, long at) throws BadMessageException {
    if (row.isArray()) {
      return tradeOfVersionOne(row, first, at);
    }
    boolean third = row.has("T");
    long time = WireTime.ofMillis(row, third ? "T" : "ts");
    double price = Json.number(row, third ? "p" : "price");
    double base = Json.number(row, third ? "v" : "size");
    Side taker = Json.side(row, third ? "S" : "side");
    String id = Json.id(row, third ? "i" : "tradeId");
    return first && time < askedAt
        ? trades.history(id)
        : trades.trade(id, time, at, price, base, taker);
  }

  /**
   * A trade of the answer to a request: version 3 calls its id execId.
   *
   * @throws BadMessageException if it is none
   */
  Outcome pastTrade(JsonNode row, long at) throws BadMessageException {
    return Outcome.of(
        Trade.of(
            listing.instrument(),
            WireTime.ofMillis(row, "ts"),
            at,
            Json.id(row, row.has("execId") ? "execId" : "tradeId"),
            Json.number(row, "price"),
            Json.number(row, "size"),
            Json.side(row, "side")));
  }

  /** Without an id: two that are alike may both have been made, so none is told apart. */
  private Outcome tradeOfVersionOne(JsonNode row, boolean first, long at)
      throws BadMessageException {
    long time = WireTime.ofMillis(row, 0);
    double price = Json.number(row, 1);
    double base = Json.number(row, 2);
    Side taker = Json.buys(row, 3) ? Side.BUY : Side.SELL;
    return first && time < askedAt
        ? new Outcome.Passed(NoFact.HISTORY)
        : Outcome.of(Trade.of(listing.instrument(), time, at, "", price, base, taker));
  }

  /**
   * What a ticker of a derivative says beyond the summary of a day.
   *
   * @throws BadMessageException if it is none
   */
  List<Outcome> ticker(JsonNode row, long time, long at) throws BadMessageException {
    List<Outcome> outcomes = new ArrayList<>();
    if (Json.says(row, "markPrice")) {
      double mark = Json.number(row, "markPrice");
      outcomes.addAll(derivative.value(TrackedDerivative.Value.MARK_PRICE, mark, time, at));
    }
    if (Json.says(row, "indexPrice")) {
      double index = Json.number(row, "indexPrice");
      outcomes.addAll(derivative.value(TrackedDerivative.Value.INDEX_PRICE, index, time, at));
    }
    for (String interest : List.of("openInterest", "holdingAmount", "holding")) {
      if (Json.says(row, interest)) {
        double base = Json.number(row, interest);
        outcomes.addAll(derivative.openInterest(base, derivative.markPrice(), time, at));
      }
    }
    String rate = row.has("capitalRate") ? "capitalRate" : "fundingRate";
    if (Json.says(row, rate)) {
      outcomes.addAll(fundingRate(row, Json.number(row, rate), time, at));
    }
    return outcomes;
  }

  private List<Outcome> fundingRate(JsonNode row, double rate, long time, long at)
      throws BadMessageException {
    for (String next : List.of("nextFundingTime", "nextSettleTime")) {
      if (Json.says(row, next) && !row.path(next).asText().equals("0")) {
        return derivative.fundingRate(rate, WireTime.ofMillis(row, next), time, at);
      }
    }
    return List.of(derivative.fundingRate(rate, time));
  }

  /**
   * A liquidation. The side that the venue states is the position's, its amount is in the quote
   * currency. A second's largest of each side are told, not all.
   *
   * @throws BadMessageException if it is none
   */
  Outcome liquidation(JsonNode row, long at) throws BadMessageException {
    double price = Json.number(row, "price");
    return derivative.liquidation(
        "",
        price,
        Json.number(row, "amount") / price,
        Json.buys(row, "side") ? Side.SELL : Side.BUY,
        WireTime.ofMillis(row, "ts"),
        at);
  }
}
