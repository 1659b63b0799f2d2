package io.tidemark.exchange.bybit;

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
import io.tidemark.exchange.protocol.VenueClock;
import io.tidemark.exchange.protocol.WireTime;

/** What is remembered of one instrument of Bybit, and what its messages mean. */
final class BybitInstrument {

  /** Later than any time in seconds since the epoch that a candle has. */
  private static final long MOST_SECONDS = 100_000_000_000L;

  private static final long NOT_ASKED = Long.MIN_VALUE;

  private final Listing listing;
  private final VenueClock clock;
  private final BybitBook book;
  private final BybitNumberedBook numberedBook;
  private final TrackedTrades trades;
  private final TrackedDerivative derivative;
  private final BybitTicker ticker;

  /** When its trades were asked for, local clock. */
  private long askedAt = NOT_ASKED;

  BybitInstrument(Listing listing, VenueClock clock) {
    this.listing = listing;
    this.clock = clock;
    this.book = new BybitBook(listing);
    this.numberedBook = new BybitNumberedBook(listing);
    this.trades = new TrackedTrades(listing);
    this.derivative = new TrackedDerivative(listing);
    this.ticker = new BybitTicker(derivative);
  }

  boolean isLinear() {
    return BybitProtocol.isLinear(listing);
  }

  /** The book of version 2. */
  BybitBook book() {
    return book;
  }

  /** The book since version 3, and of spot. */
  BybitNumberedBook numberedBook() {
    return numberedBook;
  }

  BybitTicker ticker() {
    return ticker;
  }

  /** Its trades were asked for. */
  void ask(long at) {
    askedAt = at;
  }

  /** A new connection: what an older one told is over. */
  void restart() {
    book.restart();
    numberedBook.restart();
    askedAt = NOT_ASKED;
  }

  /** Something is missing, and nobody knows what. */
  void forgetBooks() {
    book.forget();
    numberedBook.forget();
  }

  /**
   * A trade. The subscription is answered with the last one, however old.
   *
   * @param first whether the message says that it is the answer to a subscription
   * @throws BadMessageException if it is none
   */
  Outcome trade(JsonNode row, boolean first, long at) throws BadMessageException {
    BybitTrade trade = BybitTrade.of(row);
    boolean before = askedAt == NOT_ASKED ? first : trade.time() < askedAt - clock.ahead();
    if (before) {
      return trades.history(trade.id());
    }
    if (trade.isBlock()) {
      return new Outcome.Passed(NoFact.NOT_KEPT);
    }
    double base = listing.unit().base(trade.quantity(), trade.price());
    return trades.trade(trade.id(), trade.time(), at, trade.price(), base, trade.taker());
  }

  /**
   * A trade of the answer to a request.
   *
   * @throws BadMessageException if it is none
   */
  Outcome pastTrade(JsonNode row, long at) throws BadMessageException {
    if (row.path("isBlockTrade").asBoolean()) {
      return new Outcome.Passed(NoFact.NOT_KEPT);
    }
    double price = Json.number(row, "price");
    return Outcome.of(
        Trade.of(
            listing.instrument(),
            WireTime.ofMillis(row, "time"),
            at,
            Json.id(row, "execId"),
            price,
            listing.unit().base(Json.number(row, "size"), price),
            Json.side(row, "side")));
  }

  /**
   * A liquidation. The side that the venue states is the position's.
   *
   * @throws BadMessageException if it is none
   */
  Outcome liquidation(JsonNode row, long at) throws BadMessageException {
    boolean isShort = row.has("S");
    Side position = Json.side(row, isShort ? "S" : "side");
    String size = isShort ? "v" : row.has("qty") ? "qty" : "size";
    String time = isShort ? "T" : row.has("time") ? "time" : "updatedTime";
    return derivative.liquidation(
        Json.idOrNone(row, "id"),
        Json.number(row, isShort ? "p" : "price"),
        Json.number(row, size),
        position == Side.BUY ? Side.SELL : Side.BUY,
        WireTime.ofMillis(row, time),
        at);
  }

  /**
   * A candle. Version 2 has seconds and the end, version 5 has ms and the last ms. Inverse
   * contracts have their turnover in the base currency.
   *
   * @throws BadMessageException if it is none
   */
  Outcome candle(JsonNode row, long at) throws BadMessageException {
    JsonNode closed = row.path("confirm");
    if (!closed.isBoolean()) {
      throw new BadMessageException("confirm does not say whether the candle is closed");
    }
    boolean seconds = Json.whole(row, "start") < MOST_SECONDS;
    long start = seconds ? ofSeconds(row, "start") : WireTime.ofMillis(row, "start");
    long end = seconds ? ofSeconds(row, "end") : WireTime.ofMillis(row, "end") + 1_000;
    double open = Json.number(row, "open");
    double high = Json.number(row, "high");
    double low = Json.number(row, "low");
    double close = Json.number(row, "close");
    double volume = Json.number(row, isLinear() ? "volume" : "turnover");
    return closed.booleanValue()
        ? Outcome.of(
            Candle.of(listing.instrument(), start, end - start, at, open, high, low, close, volume))
        : new Outcome.Passed(NoFact.FORMING);
  }

  private static long ofSeconds(JsonNode row, String field) throws BadMessageException {
    return WireTime.ofSeconds(row.path(field).asText());
  }
}
