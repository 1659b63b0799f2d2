package io.tidemark.exchange.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.NumberedTrades;
import io.tidemark.exchange.protocol.Outcome;
import java.util.List;

/**
 * One instrument's trades, single or aggregate: whichever came first, for both say the same. The
 * ids of each kind follow one another.
 */
final class BinanceTrades {

  /** The two streams of trades, and where each has its id. */
  enum Kind {
    SINGLE("t"),
    AGGREGATE("a");

    private final String id;

    Kind(String id) {
      this.id = id;
    }
  }

  private static final String IN_MARKET = "MARKET";

  private final Listing listing;
  private final NumberedTrades trades;
  private Kind counted = Kind.SINGLE;

  BinanceTrades(Listing listing) {
    this.listing = listing;
    this.trades = new NumberedTrades(listing);
  }

  /**
   * A trade, after the reason why those before it are missing, if any are.
   *
   * @throws BadMessageException if it is none
   */
  List<Outcome> read(JsonNode node, Kind kind, long receivedAt) throws BadMessageException {
    long id = Json.whole(node, kind.id);
    Outcome trade = trade(node, id, receivedAt);
    if (!trades.haveBegun()) {
      counted = kind;
    }
    return kind == counted ? trades.trade(id, trade) : List.of(new Outcome.Passed(NoFact.REPEATED));
  }

  private Outcome trade(JsonNode node, long id, long receivedAt) throws BadMessageException {
    double price = Json.number(node, "p");
    double base = listing.unit().base(Json.number(node, "q"), price);
    long happened = BinanceTimes.happened(node, receivedAt);
    long known = BinanceTimes.known(node, receivedAt);
    Side taker = taker(node);
    String origin = node.path("X").asText(IN_MARKET);
    if (!origin.equals(IN_MARKET)) {
      return new Outcome.Refused(
          RejectReason.INCONSISTENT,
          "X is '" + origin + "': not a trade between two in the market");
    }
    return Outcome.of(
        Trade.of(listing.instrument(), happened, known, Long.toString(id), price, base, taker));
  }

  /** The taker sold where the buyer was the maker. */
  private static Side taker(JsonNode node) throws BadMessageException {
    JsonNode buyerIsMaker = node.path("m");
    if (!buyerIsMaker.isBoolean()) {
      throw new BadMessageException("m does not say whether the buyer was the maker");
    }
    return buyerIsMaker.booleanValue() ? Side.SELL : Side.BUY;
  }
}
