package io.tidemark.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import java.util.ArrayList;
import java.util.List;

/**
 * One instrument's trades, single or aggregate: whichever came first, for both say the same.
 *
 * <p>The ids of each kind follow one another, so a missing one is a trade that was missed.
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
  private static final long NONE = -1;

  private final Listing listing;
  private Kind counted = Kind.SINGLE;
  private long lastId = NONE;

  BinanceTrades(Listing listing) {
    this.listing = listing;
  }

  /**
   * A trade, after the reason why those before it are missing, if any are.
   *
   * @throws BadMessageException if it is none
   */
  List<Outcome> read(JsonNode node, Kind kind, long receivedAt) throws BadMessageException {
    long id = Json.whole(node, kind.id);
    double price = Json.number(node, "p");
    double quantity = Json.number(node, "q");
    long happened = BinanceTimes.happened(node, receivedAt);
    long known = BinanceTimes.known(node, receivedAt);
    Side taker = taker(node);
    if (id < 0) {
      throw new BadMessageException(kind.id + " is " + id + ", no id");
    }
    if (lastId == NONE) {
      counted = kind;
    }
    if (kind != counted || id <= lastId) {
      return List.of(new Outcome.Passed(NoFact.REPEATED));
    }
    List<Outcome> outcomes = new ArrayList<>(2);
    if (lastId != NONE && id != lastId + 1) {
      outcomes.add(missing(id));
    }
    lastId = id;
    String origin = node.path("X").asText(IN_MARKET);
    outcomes.add(
        origin.equals(IN_MARKET)
            ? Outcome.of(
                Trade.of(
                    listing.instrument(),
                    happened,
                    known,
                    Long.toString(id),
                    price,
                    listing.unit().base(quantity, price),
                    taker))
            : new Outcome.Refused(
                RejectReason.INCONSISTENT,
                "X is '" + origin + "': not a trade between two in the market"));
    return outcomes;
  }

  private Outcome missing(long id) {
    return new Outcome.Refused(
        RejectReason.OUT_OF_SEQUENCE,
        (id - lastId - 1) + " trades are missing between " + lastId + " and " + id);
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
