package io.tidemark.exchange.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Statement;
import java.util.List;

/** What is remembered of one instrument, and what its events mean. */
final class BinanceInstrument {

  private final BinanceMarket market;
  private final Listing listing;
  private final BinanceSubscription subscription = new BinanceSubscription();
  private final BinanceBook book;
  private final BinanceTrades trades;
  private final BinanceMarks marks;

  BinanceInstrument(BinanceMarket market, Listing listing) {
    this.market = market;
    this.listing = listing;
    this.book = new BinanceBook(market, listing);
    this.trades = new BinanceTrades(listing);
    this.marks = new BinanceMarks(listing);
  }

  /**
   * An event of a kind that {@link BinanceEvent} reads.
   *
   * @param stream that it came in; empty where the connection does not name streams
   * @throws BadMessageException if it is not what its kind says
   */
  List<Outcome> read(BinanceEvent event, String stream, JsonNode node, long receivedAt)
      throws BadMessageException {
    return switch (event) {
      case TRADE -> trades.read(node, BinanceTrades.Kind.SINGLE, receivedAt);
      case AGGREGATE_TRADE -> trades.read(node, BinanceTrades.Kind.AGGREGATE, receivedAt);
      case BOOK_CHANGE -> List.of(change(stream, node, receivedAt));
      case QUOTE -> List.of(book.quote(BinanceQuote.of(node, receivedAt)));
      case CANDLE -> List.of(candle(node, receivedAt));
      case MARK_PRICE -> marks.read(node, receivedAt);
      case LIQUIDATION -> List.of(liquidation(node, receivedAt));
      case OPEN_INTEREST -> marks.openInterest(node, receivedAt);
    };
  }

  /**
   * A trade of the past: of {@code trades} with id, price, qty, time, isBuyerMaker, of {@code
   * aggTrades} with a, p, q, T, m.
   *
   * @throws BadMessageException if it is none
   */
  Outcome pastTrade(JsonNode row, long receivedAt) throws BadMessageException {
    boolean aggregate = row.has("a");
    double price = Json.number(row, aggregate ? "p" : "price");
    double quantity = Json.number(row, aggregate ? "q" : "qty");
    JsonNode buyerIsMaker = row.path(aggregate ? "m" : "isBuyerMaker");
    if (!buyerIsMaker.isBoolean()) {
      throw new BadMessageException("nothing says whether the buyer was the maker");
    }
    return Outcome.of(
        Trade.of(
            listing.instrument(),
            BinanceTimes.micros(row, aggregate ? "T" : "time"),
            receivedAt,
            Long.toString(Json.whole(row, aggregate ? "a" : "id")),
            price,
            listing.unit().base(quantity, price),
            buyerIsMaker.booleanValue() ? Side.SELL : Side.BUY));
  }

  /**
   * A REST snapshot of the book.
   *
   * @throws BadMessageException if it is none
   */
  Outcome snapshot(JsonNode node, long receivedAt) throws BadMessageException {
    return book.snapshot(BinanceDiff.ofSnapshot(node, receivedAt));
  }

  /**
   * The best levels of the book, all of them each time. On futures they come as changes do.
   *
   * @param stream that they came in
   * @throws BadMessageException if they are none
   */
  Outcome bestLevels(String stream, JsonNode node, long receivedAt) throws BadMessageException {
    BinanceDiff levels =
        node.has("lastUpdateId")
            ? BinanceDiff.ofSnapshot(node, receivedAt)
            : BinanceDiff.of(node, receivedAt);
    return subscription.turn(stream, true, receivedAt) == BinanceSubscription.Turn.READ
        ? book.snapshot(levels)
        : new Outcome.Passed(NoFact.REPEATED);
  }

  /** Whether it is a contract of this pair, such as {@code BTCUSD}. */
  boolean isOf(String pair) {
    String name = listing.instrument();
    int end = name.lastIndexOf('-');
    return end > 0 && name.substring(0, end).replace("-", "").equals(pair);
  }

  /** The price of its pair's index. */
  Outcome index(double price, long happened, long receivedAt) {
    return marks.index(price, happened, receivedAt);
  }

  private Outcome change(String stream, JsonNode node, long receivedAt) throws BadMessageException {
    BinanceDiff diff = BinanceDiff.of(node, receivedAt);
    switch (subscription.turn(stream, false, receivedAt)) {
      case REPEAT -> {
        return new Outcome.Passed(NoFact.REPEATED);
      }
      case BEGIN -> book.restart();
      case READ -> {}
    }
    if (!market.isSpot() && diff.previous() == BinanceDiff.NONE) {
      throw new BadMessageException("there is no pu");
    }
    return book.change(diff);
  }

  /** Its volume in base: COIN-M counts contracts in v and the base currency in q. */
  private Outcome candle(JsonNode node, long receivedAt) throws BadMessageException {
    JsonNode candle = node.path("k");
    JsonNode closed = candle.path("x");
    if (!closed.isBoolean()) {
      throw new BadMessageException("x does not say whether the candle is closed");
    }
    long start = BinanceTimes.micros(candle, "t");
    long length = BinanceTimes.microsAfter(candle, "T") - start;
    double open = Json.number(candle, "o");
    double high = Json.number(candle, "h");
    double low = Json.number(candle, "l");
    double close = Json.number(candle, "c");
    double volume = Json.number(candle, market == BinanceMarket.COINM ? "q" : "v");
    if (!closed.booleanValue()) {
      return new Outcome.Passed(NoFact.FORMING);
    }
    long known = BinanceTimes.known(node, receivedAt);
    return Outcome.of(
        Candle.of(listing.instrument(), start, length, known, open, high, low, close, volume));
  }

  /**
   * Filled base quantity of an order that the exchange gave, at its average price: one that sells
   * ends a long. It is stated at the order's own price, as other venues say no other.
   */
  private Outcome liquidation(JsonNode node, long receivedAt) throws BadMessageException {
    JsonNode order = node.path("o");
    double filled = Json.number(order, "z");
    double average = Json.number(order, "ap");
    double stated = Json.says(order, "p") ? Json.number(order, "p") : average;
    double price = stated > 0 ? stated : average; // an order at the market has none
    long happened = BinanceTimes.micros(order, "T");
    long known = BinanceTimes.known(node, receivedAt);
    Side side = Json.side(order, "S");
    if (filled == 0) {
      return new Outcome.Passed(NoFact.NOT_KEPT);
    }
    String name = side == Side.BUY ? Metric.LIQUIDATED_SHORT : Metric.LIQUIDATED_LONG;
    double base = listing.unit().base(filled, average == 0 ? price : average);
    Outcome amount = Outcome.of(Metric.of(listing.instrument(), happened, known, name, base));
    return amount instanceof Outcome.Known
        ? amount.stating(
            new Statement.Liquidation(
                listing.instrument(),
                happened,
                "",
                price,
                listing.unit().base(filled, price),
                side))
        : amount;
  }
}
