package io.tidemark.exchange.okx;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Candle;
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

/** What is remembered of one instrument of OKX, and what its rows mean. */
final class OkxInstrument {

  /** A channel without a trade for so long, while another has one, has ended, µs. */
  private static final long MOST_SILENCE = 60_000_000;

  /** Older versions say partial; small books, which come whole, name no action. */
  private static final Set<String> SNAPSHOTS = Set.of("snapshot", "partial", "");

  private static final int OPEN = 1;
  private static final int CLOSED = 8;

  private final Listing listing;
  private final StreamedBook book;
  private final TrackedTrades trades;
  private final TrackedDerivative derivative;

  /** The channel that tells its trades: the others tell the same, one by one or together. */
  private String tradeChannel = "";

  /** When the last trade of that channel was made, µs since the epoch. */
  private long tradedAt = Long.MIN_VALUE;

  private double last = Double.NaN;

  OkxInstrument(Listing listing) {
    this.listing = listing;
    this.book = new StreamedBook(listing, "seqId", "prevSeqId", SNAPSHOTS);
    this.trades = new TrackedTrades(listing);
    this.derivative = new TrackedDerivative(listing);
  }

  /** Whether it is known what its amounts are counted in. */
  boolean isSized() {
    return !listing.unit().equals(OkxContracts.UNKNOWN);
  }

  /** A new connection: what an older one told is over. */
  void restart() {
    book.restart();
    tradedAt = Long.MIN_VALUE;
  }

  /** Something is missing, and nobody knows what. */
  void forgetBook() {
    book.forget();
  }

  Outcome book(String channel, String action, OkxRow row, long at) {
    return book.isOf(channel, SNAPSHOTS.contains(action) && !action.isEmpty())
        ? book.read(action, row.node(), () -> row.time(at), at)
        : new Outcome.Passed(NoFact.REPEATED);
  }

  /**
   * A trade.
   *
   * @throws BadMessageException if it is none
   */
  Outcome trade(String channel, OkxRow row, long at) throws BadMessageException {
    double price = row.price();
    double base = listing.unit().base(row.size(), price);
    Side taker = row.side();
    String id = row.tradeId();
    long time = row.time(at);
    if (tradedAt < time - MOST_SILENCE) {
      tradeChannel = channel;
    }
    if (!tradeChannel.equals(channel)) {
      return new Outcome.Passed(NoFact.REPEATED);
    }
    tradedAt = Math.max(tradedAt, time);
    return trades.trade(id, time, at, price, base, taker);
  }

  /**
   * A trade of the answer to a request.
   *
   * @throws BadMessageException if it is none
   */
  Outcome pastTrade(OkxRow row, long at) throws BadMessageException {
    double price = row.price();
    double base = listing.unit().base(row.size(), price);
    return Outcome.of(
        Trade.of(listing.instrument(), row.time(at), at, row.tradeId(), price, base, row.side()));
  }

  /**
   * What a ticker says beyond the summary of a day: version 3 has open interest there.
   *
   * @throws BadMessageException if it is none
   */
  List<Outcome> ticker(OkxRow row, long at) throws BadMessageException {
    last = row.last();
    return row.hasOpenInterest() && isSized() ? openInterest(row, at) : List.of();
  }

  /**
   * Mark price.
   *
   * @throws BadMessageException if it is none
   */
  List<Outcome> markPrice(OkxRow row, long at) throws BadMessageException {
    return derivative.value(TrackedDerivative.Value.MARK_PRICE, row.markPrice(), row.time(at), at);
  }

  /** Where the index stands that it follows. */
  List<Outcome> index(OkxIndices.Price price, long at) {
    return derivative.value(TrackedDerivative.Value.INDEX_PRICE, price.value(), price.time(), at);
  }

  /**
   * The rate that settles next.
   *
   * @throws BadMessageException if it is none
   */
  List<Outcome> fundingRate(OkxRow row, long at) throws BadMessageException {
    double rate = row.fundingRate();
    long settles = row.settles();
    long time = row.time(at);
    return settles > 0
        ? derivative.fundingRate(rate, settles, time, at)
        : List.of(derivative.fundingRate(rate, time));
  }

  /**
   * Open interest: in contracts, and in the base currency where they cannot be converted.
   *
   * @throws BadMessageException if it is none
   */
  List<Outcome> openInterest(OkxRow row, long at) throws BadMessageException {
    long time = row.time(at);
    double price = Double.isNaN(derivative.markPrice()) ? last : derivative.markPrice();
    double contracts = row.openInterest();
    boolean converts = isSized() && Double.isFinite(listing.unit().base(contracts, price));
    return converts || !Json.says(row.node(), "oiCcy")
        ? derivative.openInterest(contracts, price, time, at)
        : derivative.value(
            TrackedDerivative.Value.OPEN_INTEREST, Json.number(row.node(), "oiCcy"), time, at);
  }

  /**
   * Liquidations: one in version 3, where type 3 closes a long position and type 4 a short one;
   * several of an instrument in version 5.
   *
   * @throws BadMessageException if they are none
   */
  List<Outcome> liquidations(OkxRow row, long at) throws BadMessageException {
    JsonNode node = row.node();
    if (node.has("created_at")) {
      Side side =
          switch (node.path("type").asText()) {
            case "3" -> Side.SELL;
            case "4" -> Side.BUY;
            default -> throw new BadMessageException("type is " + node.path("type"));
          };
      long time = WireTime.ofIso(node, "created_at");
      return List.of(derivative.liquidation("", row.price(), row.size(), side, time, at));
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (JsonNode detail : node.has("details") ? Json.array(node, "details") : List.of(node)) {
      outcomes.add(
          derivative.liquidation(
              "",
              Json.number(detail, "bkPx"),
              Json.number(detail, "sz"),
              Json.side(detail, "side"),
              WireTime.ofMillis(detail, "ts"),
              at));
    }
    return outcomes;
  }

  /**
   * A candle: start, four prices, volume, volume in the base currency of contracts, and last of all
   * whether it is closed.
   *
   * @param length µs; 0 where it has none that bars can have
   * @throws BadMessageException if it is none
   */
  Outcome candle(JsonNode values, long length, boolean contracts, long at)
      throws BadMessageException {
    double volume = Json.number(values, contracts ? 6 : 5);
    long start = WireTime.ofMillis(values, 0);
    if (!values.path(CLOSED).asText().equals("1")) {
      return new Outcome.Passed(NoFact.FORMING);
    }
    return length == 0
        ? new Outcome.Passed(NoFact.NOT_KEPT)
        : Outcome.of(
            Candle.of(
                listing.instrument(),
                start,
                length,
                at,
                Json.number(values, OPEN),
                Json.number(values, OPEN + 1),
                Json.number(values, OPEN + 2),
                Json.number(values, OPEN + 3),
                volume));
  }
}
