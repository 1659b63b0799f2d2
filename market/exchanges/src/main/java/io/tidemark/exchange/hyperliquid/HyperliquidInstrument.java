package io.tidemark.exchange.hyperliquid;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Side;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.FormingCandle;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.TrackedBook;
import io.tidemark.exchange.protocol.TrackedDerivative;
import io.tidemark.exchange.protocol.TrackedTrades;
import io.tidemark.exchange.protocol.VenueClock;
import io.tidemark.exchange.protocol.WireTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is remembered of one coin of Hyperliquid, and what its messages mean. */
final class HyperliquidInstrument {

  private static final long NOT_ASKED = Long.MIN_VALUE;
  private static final long HOUR = 3_600_000_000L;

  /** Twice as many lengths of candles as the venue has. */
  private static final int MOST_LENGTHS = 28;

  private final Listing listing;
  private final VenueClock clock;
  private final TrackedBook book;
  private final TrackedTrades trades;
  private final TrackedDerivative derivative;

  /** Its candles by their length, µs. */
  private final Map<Long, FormingCandle> candles = new HashMap<>();

  /** When its trades were asked for, local clock, until they were first told. */
  private long askedAt = NOT_ASKED;

  /** Whether the client's own request was seen, so that the venue's echo of it says nothing. */
  private boolean requestSeen;

  HyperliquidInstrument(Listing listing, VenueClock clock) {
    this.listing = listing;
    this.clock = clock;
    this.book = new TrackedBook(listing, TrackedBook.Loss.BY_CHAIN);
    this.trades = new TrackedTrades(listing);
    this.derivative = new TrackedDerivative(listing);
  }

  /** The client asked for its trades. */
  void ask(long at) {
    requestSeen = true;
    askedAt = at;
  }

  /** The venue says that its trades were asked for. */
  void acknowledge(long at) {
    if (!requestSeen) {
      askedAt = at;
    }
  }

  /** What was asked for was told: what follows is live. */
  void told() {
    askedAt = NOT_ASKED;
  }

  /** A new connection: what an older one told is over. */
  void restart() {
    book.restart();
    candles.clear();
    requestSeen = false;
    told();
  }

  /**
   * A trade. The first message after a subscription holds the latest ones before it.
   *
   * @throws BadMessageException if it is none
   */
  Outcome trade(JsonNode row, long at) throws BadMessageException {
    String side = row.path("side").asText();
    if (!side.equals("A") && !side.equals("B")) {
      throw new BadMessageException("side is " + row.path("side") + ", neither A nor B");
    }
    long time = WireTime.ofMillis(row, "time");
    double price = Json.number(row, "px");
    double base = Json.number(row, "sz");
    String id = Long.toString(Json.whole(row, "tid"));
    return askedAt != NOT_ASKED && time < askedAt - clock.ahead()
        ? trades.history(id)
        : trades.trade(id, time, at, price, base, side.equals("B") ? Side.BUY : Side.SELL);
  }

  /** A book: whole each time, twenty levels a side. */
  Outcome book(JsonNode data, long at) {
    return book.snapshot(
        () -> {
          JsonNode sides = Json.array(data, "levels");
          set(true, sides.path(0));
          set(false, sides.path(1));
          long time = WireTime.ofMillis(data, "time");
          clock.heard(time, at);
          return book.outcome(time, at);
        });
  }

  private void set(boolean bid, JsonNode levels) throws BadMessageException {
    if (!levels.isArray()) {
      throw new BadMessageException("levels are not two arrays");
    }
    for (JsonNode level : levels) {
      book.set(bid, Json.number(level, "px"), Json.number(level, "sz"));
    }
  }

  /**
   * What the venue says of a perpetual; it names no time. Funding settles each hour, the rate is an
   * hour's.
   *
   * @throws BadMessageException if it is none
   */
  List<Outcome> context(JsonNode context, long at) throws BadMessageException {
    double mark = Json.number(context, "markPx");
    double index = Json.number(context, "oraclePx");
    double interest = Json.number(context, "openInterest");
    double rate = Json.number(context, "funding");
    List<Outcome> outcomes = new ArrayList<>();
    outcomes.addAll(derivative.value(TrackedDerivative.Value.MARK_PRICE, mark, at, at));
    outcomes.addAll(derivative.value(TrackedDerivative.Value.INDEX_PRICE, index, at, at));
    outcomes.addAll(derivative.openInterest(interest, mark, at, at));
    outcomes.addAll(derivative.fundingRate(rate, (at / HOUR + 1) * HOUR, at, at));
    return outcomes;
  }

  /**
   * A candle, which is told again whenever it changes.
   *
   * @throws BadMessageException if it is none
   */
  Outcome candle(JsonNode data, long at) throws BadMessageException {
    long start = WireTime.ofMillis(data, "t");
    long length = WireTime.ofMillis(data, "T") + 1_000 - start;
    if (candles.size() == MOST_LENGTHS && !candles.containsKey(length)) {
      throw new BadMessageException("there are too many lengths of candles");
    }
    return candles
        .computeIfAbsent(length, any -> new FormingCandle(listing, length))
        .candle(
            start,
            at,
            Json.number(data, "o"),
            Json.number(data, "h"),
            Json.number(data, "l"),
            Json.number(data, "c"),
            Json.number(data, "v"));
  }
}
