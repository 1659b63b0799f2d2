package io.tidemark.exchange.deribit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.FormingCandle;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.NumberedTrades;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.TrackedDerivative;
import io.tidemark.exchange.protocol.WireTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is remembered of one instrument of Deribit, and what its notifications mean. */
final class DeribitInstrument {

  private static final long MINUTE = 60_000_000;

  private final Listing listing;
  private final DeribitBook book;
  private final NumberedTrades trades;
  private final TrackedDerivative derivative;

  /** By their length, µs. */
  private final Map<Long, FormingCandle> candles = new HashMap<>();

  DeribitInstrument(Listing listing) {
    this.listing = listing;
    this.book = new DeribitBook(listing);
    this.trades = new NumberedTrades(listing);
    this.derivative = new TrackedDerivative(listing);
  }

  /** A new connection: what an older one told is over. */
  void restart() {
    book.restart();
    trades.restart();
    candles.values().forEach(FormingCandle::restart);
  }

  /** What a notification says of the book. */
  Outcome book(String channel, JsonNode data, long at) {
    return book.isOf(channel, data) ? book.read(data, at) : new Outcome.Passed(NoFact.REPEATED);
  }

  /**
   * A trade, and the positions that it liquidated.
   *
   * @throws BadMessageException if it is none
   */
  List<Outcome> trade(JsonNode row, long at) throws BadMessageException {
    Outcome trade = pastTrade(row, at);
    List<Outcome> outcomes = new ArrayList<>(trades.trade(Json.whole(row, "trade_seq"), trade));
    if (outcomes.contains(trade)) {
      long time = WireTime.ofMillis(row, "timestamp");
      String id = Json.id(row, "trade_id");
      double price = Json.number(row, "price");
      double amount = Json.number(row, "amount");
      for (Side side : liquidated(row, Json.side(row, "direction"))) {
        outcomes.add(derivative.liquidation(id, price, amount, side, time, at));
      }
    }
    return outcomes;
  }

  /**
   * A trade of the answer to a request. A block trade is negotiated elsewhere, at a price that the
   * book never saw.
   *
   * @throws BadMessageException if it is none
   */
  Outcome pastTrade(JsonNode row, long at) throws BadMessageException {
    long time = WireTime.ofMillis(row, "timestamp");
    double price = Json.number(row, "price");
    double base = listing.unit().base(Json.number(row, "amount"), price);
    Side taker = Json.side(row, "direction");
    String id = Json.id(row, "trade_id");
    return Json.says(row, "block_trade_id")
        ? new Outcome.Passed(NoFact.NOT_KEPT)
        : Outcome.of(Trade.of(listing.instrument(), time, at, id, price, base, taker));
  }

  /** Sides of the orders that liquidated: the taker's T, the maker's M, both MT. */
  private static List<Side> liquidated(JsonNode row, Side taker) {
    Side maker = taker == Side.BUY ? Side.SELL : Side.BUY;
    return switch (row.path("liquidation").asText()) {
      case "T" -> List.of(taker);
      case "M" -> List.of(maker);
      case "MT" -> List.of(taker, maker);
      default -> List.of();
    };
  }

  /**
   * What changed of a ticker's prices and open interest, and the funding rate. Funding is settled
   * all the time: no rate is a fact. Notifications of changes say only what changed.
   *
   * @throws BadMessageException if it is none
   */
  List<Outcome> ticker(JsonNode data, long at) throws BadMessageException {
    long time = WireTime.ofMillis(data, "timestamp");
    List<Outcome> outcomes = new ArrayList<>();
    if (data.hasNonNull("mark_price")) {
      double mark = Json.number(data, "mark_price");
      outcomes.addAll(derivative.value(TrackedDerivative.Value.MARK_PRICE, mark, time, at));
    }
    if (data.hasNonNull("index_price")) {
      double index = Json.number(data, "index_price");
      outcomes.addAll(derivative.value(TrackedDerivative.Value.INDEX_PRICE, index, time, at));
    }
    if (data.hasNonNull("open_interest")) {
      double amount = Json.number(data, "open_interest");
      outcomes.addAll(derivative.openInterest(amount, derivative.markPrice(), time, at));
    }
    if (data.hasNonNull("current_funding")) {
      outcomes.add(derivative.fundingRate(Json.number(data, "current_funding"), time));
    }
    return outcomes.isEmpty() ? List.of(new Outcome.Passed(NoFact.SUMMARY)) : outcomes;
  }

  /**
   * A candle of trades.
   *
   * @param resolution minutes, or 1D
   * @throws BadMessageException if it is none
   */
  Outcome candle(String resolution, JsonNode data, long at) throws BadMessageException {
    long length =
        switch (resolution) {
          case "1D" -> 1_440 * MINUTE;
          case "1", "3", "5", "10", "15", "30", "60", "120", "180", "360", "720" ->
              Integer.parseInt(resolution) * MINUTE;
          default -> throw new BadMessageException("there are no candles of '" + resolution + "'");
        };
    return candles
        .computeIfAbsent(length, any -> new FormingCandle(listing, length))
        .candle(
            WireTime.ofMillis(data, "tick"),
            at,
            Json.number(data, "open"),
            Json.number(data, "high"),
            Json.number(data, "low"),
            Json.number(data, "close"),
            Json.number(data, "volume"));
  }
}
