package io.tidemark.exchange.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Side;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.TrackedTrades;
import io.tidemark.exchange.protocol.Unit;
import io.tidemark.exchange.protocol.WireTime;

/** What is remembered of one instrument of Bybit, and what its messages mean. */
final class BybitInstrument {

  private final Listing listing;
  private final BybitBook book;
  private final TrackedTrades trades;

  /** When its trades were asked for, local clock. */
  private long askedAt = Long.MIN_VALUE;

  BybitInstrument(Listing listing) {
    this.listing = listing;
    this.book = new BybitBook(listing);
    this.trades = new TrackedTrades(listing);
  }

  boolean isLinear() {
    return listing.unit() instanceof Unit.Linear;
  }

  BybitBook book() {
    return book;
  }

  /** Its trades were asked for. */
  void ask(long at) {
    askedAt = at;
  }

  /** A new connection: what an older one told is over. */
  void restart() {
    book.restart();
    askedAt = Long.MIN_VALUE;
  }

  /**
   * A trade. The subscription is answered with the last one, however old.
   *
   * @throws BadMessageException if it is none
   */
  Outcome trade(JsonNode row, long at) throws BadMessageException {
    long time = WireTime.ofMillis(row, "trade_time_ms");
    double price = Json.number(row, "price");
    double base = listing.unit().base(Json.number(row, "size"), price);
    Side taker = Json.side(row, "side");
    String id = Json.text(row, "trade_id");
    return time < askedAt ? trades.history(id) : trades.trade(id, time, at, price, base, taker);
  }
}
