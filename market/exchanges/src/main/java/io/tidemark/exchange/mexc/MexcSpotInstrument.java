package io.tidemark.exchange.mexc;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Side;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.TrackedTrades;
import io.tidemark.exchange.protocol.WireTime;

/** What is remembered of one instrument of MEXC's spot market. */
final class MexcSpotInstrument {

  private final MexcBook book;
  private final TrackedTrades trades;

  MexcSpotInstrument(Listing listing) {
    this.book = new MexcBook(listing);
    this.trades = new TrackedTrades(listing);
  }

  MexcBook book() {
    return book;
  }

  /**
   * A trade; those of the old dialect have no id.
   *
   * @throws BadMessageException if it is none
   */
  Outcome trade(JsonNode row, long at) throws BadMessageException {
    boolean old = row.has("p");
    long time = WireTime.ofMillis(row, old ? "t" : "time");
    double price = Json.number(row, old ? "p" : "price");
    double base = Json.number(row, old ? "v" : "quantity");
    Side taker = MexcSide.of(row, old ? "S" : "tradeType");
    return trades.trade(row.path("tradeId").asText(""), time, at, price, base, taker);
  }
}
