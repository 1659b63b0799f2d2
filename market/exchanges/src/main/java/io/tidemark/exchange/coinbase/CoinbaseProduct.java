package io.tidemark.exchange.coinbase;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.TrackedBook;
import io.tidemark.exchange.protocol.TrackedTrades;
import io.tidemark.exchange.protocol.TradeNumbers;
import io.tidemark.exchange.protocol.Unit;
import io.tidemark.exchange.protocol.WireTime;
import java.util.ArrayList;
import java.util.List;

/**
 * What is remembered of one product of Coinbase, and what is said of it on either feed. Trades are
 * numbered by 1, and name the maker's side. The book's changes have no number of their own: a
 * crossed book is a sign of a lost one. An empty side is none, since a product that is wound down
 * may have one.
 */
final class CoinbaseProduct {

  private static final String EXCHANGE = "level2";
  private static final String ADVANCED = "l2_data";
  private static final String PERPETUAL = "-PERP@";

  /** How the feed writes that a change has no time. */
  private static final String NO_TIME = "0001-01-01T";

  private final Listing listing;
  private final TrackedBook book;
  private final TrackedTrades trades;
  private final TradeNumbers numbers;

  /** The time of the last change of the book, µs since the epoch; 0 before the first. */
  private long changedAt;

  /** Whether a trade came that was not of a snapshot. */
  private boolean watched;

  CoinbaseProduct(Listing listing) {
    this.listing = listing;
    this.book = new TrackedBook(listing, TrackedBook.Loss.BY_CROSSING);
    this.trades = new TrackedTrades(listing);
    this.numbers = new TradeNumbers(listing);
  }

  /** A connection was opened, maybe the one that tells of this product. */
  void reconnect() {
    book.mayRestart();
  }

  /** Something else showed that a message of any kind is missing. */
  void forgetBook() {
    book.forget();
  }

  /** A message of Advanced Trade is missing; whether the book is known no more by that. */
  boolean forgetAdvancedBook() {
    boolean forgets = book.isKnown() && book.isOf(ADVANCED);
    if (forgets) {
      book.forget();
    }
    return forgets;
  }

  /** The Exchange's snapshot. */
  Outcome snapshot(JsonNode message, long at) {
    if (!book.beginsWith(EXCHANGE)) {
      return new Outcome.Passed(NoFact.REPEATED);
    }
    return book.snapshot(
        () -> {
          book.setAll(true, Json.array(message, "bids"));
          book.setAll(false, Json.array(message, "asks"));
          return book.outcome(at, at);
        });
  }

  /** The Exchange's change. */
  Outcome change(JsonNode message, long at) {
    if (!book.isOf(EXCHANGE)) {
      return new Outcome.Passed(NoFact.REPEATED);
    }
    return book.change(
        () -> {
          book.setSided(Json.array(message, "changes"));
          return book.outcome(time(message, "time", at), at);
        });
  }

  /** Advanced Trade's snapshot or change. */
  Outcome levels(JsonNode event, JsonNode message, long at) throws BadMessageException {
    String type = Json.text(event, "type");
    TrackedBook.Reading levels =
        () -> {
          for (JsonNode row : Json.array(event, "updates")) {
            double price = Json.number(row, "price_level");
            book.set(isBid(row), price, Json.number(row, "new_quantity"));
          }
          return book.outcome(time(message, "timestamp", at), at);
        };
    return switch (type) {
      case "snapshot" ->
          book.beginsWith(ADVANCED) ? book.snapshot(levels) : new Outcome.Passed(NoFact.REPEATED);
      case "update" ->
          book.isOf(ADVANCED) ? book.change(levels) : new Outcome.Passed(NoFact.REPEATED);
      default -> book.unreadable("type is '" + type + "', which is not known");
    };
  }

  private static boolean isBid(JsonNode row) throws BadMessageException {
    String side = Json.text(row, "side");
    return switch (side) {
      case "bid" -> true;
      case "offer", "ask" -> false;
      default -> throw new BadMessageException("side is '" + side + "', not bid or offer");
    };
  }

  private long time(JsonNode message, String field, long at) throws BadMessageException {
    if (message.path(field).asText().startsWith(NO_TIME)) {
      return changedAt > 0 ? changedAt : at;
    }
    changedAt = WireTime.ofIso(message, field);
    return changedAt;
  }

  /**
   * A trade, of either feed; after why those before it are missing, if any are. One from before the
   * first connection is history; one that came while the connection was closed is a trade.
   *
   * @param history whether it is of the answer to a subscription
   * @throws BadMessageException if it is none
   */
  List<Outcome> trade(JsonNode row, boolean history, long at) throws BadMessageException {
    String id = Json.idOrNone(row, "trade_id");
    double price = Json.number(row, "price");
    double size = listing.unit().base(Json.number(row, "size"), price);
    long time = WireTime.ofIso(row, "time");
    Side taker = Json.buys(row, "side") ? Side.SELL : Side.BUY;
    List<Outcome> outcomes = new ArrayList<>(2);
    if (isNumbered()) {
      outcomes.addAll(numbers.trade(Json.whole(row, "trade_id"), time));
    }
    outcomes.add(
        history && !watched ? trades.history(id) : trades.trade(id, time, at, price, size, taker));
    watched |= !history;
    return outcomes;
  }

  /**
   * A trade of the answer to a request, of either feed: side is the maker's here, too.
   *
   * @throws BadMessageException if it is none
   */
  Outcome pastTrade(JsonNode row, long at) throws BadMessageException {
    double price = Json.number(row, "price");
    return Outcome.of(
        Trade.of(
            listing.instrument(),
            WireTime.ofIso(row, "time"),
            at,
            Long.toString(Json.whole(row, "trade_id")),
            price,
            listing.unit().base(Json.number(row, "size"), price),
            Json.buys(row, "side") ? Side.SELL : Side.BUY));
  }

  /** The venue's last trade: why some up to it are missing, if any are. */
  List<Outcome> lastTrade(long number) {
    return isNumbered() ? numbers.upTo(number) : List.of();
  }

  /** Of derivatives nothing is said about the ids of trades. */
  private boolean isNumbered() {
    return listing.unit().equals(Unit.BASE) && !listing.instrument().contains(PERPETUAL);
  }
}
