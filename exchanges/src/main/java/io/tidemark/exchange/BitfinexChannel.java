package io.tidemark.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import java.util.List;

/** What is remembered of one channel that was subscribed on Bitfinex. */
final class BitfinexChannel {

  /** What a channel tells. */
  enum Kind {
    /** Levels: {@code [price, count, amount]}. */
    BOOK,
    /** Single orders: {@code [id, price, amount]}. */
    ORDERS,
    TRADES,
    TICKER,
    CANDLES,
    OTHER
  }

  private final Kind kind;
  private final Listing listing;
  private final StreamedBook book;
  private final BitfinexOrders orders = new BitfinexOrders();
  private final TradeMemory trades = new TradeMemory();

  /**
   * Has received nothing yet.
   *
   * @param chained whether the connection's messages are numbered
   */
  BitfinexChannel(Kind kind, Listing listing, boolean chained) {
    this.kind = kind;
    this.listing = listing;
    this.book = new StreamedBook(listing, chained);
  }

  static Kind kind(JsonNode subscribed) {
    return switch (subscribed.path("channel").asText()) {
      case "book" -> subscribed.path("prec").asText().equals("R0") ? Kind.ORDERS : Kind.BOOK;
      case "trades" -> Kind.TRADES;
      case "ticker" -> Kind.TICKER;
      case "candles" -> Kind.CANDLES;
      default -> Kind.OTHER;
    };
  }

  boolean isBook() {
    return kind == Kind.BOOK || kind == Kind.ORDERS;
  }

  /** Something of the connection is missing. */
  void lose() {
    book.await();
  }

  /**
   * What a message of the channel means.
   *
   * @param message the channel's id, then what it tells
   * @param time the venue's, µs since the epoch
   */
  Outcome read(JsonNode message, long time, long at) throws BadMessageException {
    return switch (kind) {
      case TICKER -> new Outcome.Passed(NoFact.SUMMARY);
      case CANDLES -> new Outcome.Passed(NoFact.FORMING);
      case OTHER -> new Outcome.Passed(NoFact.NOT_KEPT);
      case TRADES -> trade(message, at);
      case BOOK, ORDERS -> levels(message.path(1), time, at);
    };
  }

  private Outcome levels(JsonNode payload, long time, long at) {
    boolean snapshot = payload.isArray() && (payload.isEmpty() || payload.path(0).isArray());
    if (!snapshot && book.isAwaiting()) {
      return new Outcome.Passed(NoFact.AWAITING_SNAPSHOT);
    }
    try {
      LevelChanges changes = new LevelChanges();
      if (snapshot) {
        orders.clear();
      }
      for (JsonNode row : snapshot ? payload : List.of(payload)) {
        if (kind == Kind.ORDERS) {
          orders.change(row, changes);
        } else {
          level(row, changes);
        }
      }
      if (snapshot) {
        book.begin(changes);
      } else {
        changes.applyTo(book.book());
      }
      return book.top(time, at);
    } catch (BadMessageException e) {
      return book.unreadable(e);
    }
  }

  /** A count of 0 removes the level; the amount's sign says the side, below 0 for asks. */
  private static void level(JsonNode row, LevelChanges changes) throws BadMessageException {
    double price = Json.number(row, 0);
    double count = Json.number(row, 1);
    double amount = Json.number(row, 2);
    if (!(count >= 0) || amount == 0) {
      throw new BadMessageException("a level is " + row);
    }
    changes.add(amount > 0, price, count == 0 ? 0 : Math.abs(amount));
  }

  /** {@code "te"} says that a trade was executed, {@code "tu"} the same again. */
  private Outcome trade(JsonNode message, long at) throws BadMessageException {
    JsonNode said = message.path(1);
    if (said.isArray()) {
      for (JsonNode row : said) {
        trades.add(id(row));
      }
      return new Outcome.Passed(NoFact.HISTORY);
    }
    return switch (said.asText()) {
      case "te", "tu" -> trade(message.path(2), said.asText(), at);
      default -> throw new BadMessageException("'" + said.asText() + "' is no word of trades");
    };
  }

  /** {@code [id, ms, amount, price]}; an amount below 0 was sold by the taker. */
  private Outcome trade(JsonNode row, String word, long at) throws BadMessageException {
    if (!row.isArray()) {
      throw new BadMessageException("the trade of '" + word + "' is no list");
    }
    long id = id(row);
    long time = WireTime.ofMillis(whole(row, 1), "the trade's time");
    double amount = Json.number(row, 2);
    double price = Json.number(row, 3);
    if (!trades.add(id)) {
      return new Outcome.Passed(NoFact.REPEATED);
    }
    Side taker = amount > 0 ? Side.BUY : Side.SELL;
    String instrument = listing.instrument();
    return Outcome.of(
        Trade.of(instrument, time, at, Long.toString(id), price, Math.abs(amount), taker));
  }

  private static long id(JsonNode row) throws BadMessageException {
    return whole(row, 0);
  }

  /** The element as a whole number. */
  static long whole(JsonNode row, int index) throws BadMessageException {
    JsonNode value = row.path(index);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new BadMessageException("element " + index + " is " + value + ", no whole number");
    }
    return value.longValue();
  }
}
