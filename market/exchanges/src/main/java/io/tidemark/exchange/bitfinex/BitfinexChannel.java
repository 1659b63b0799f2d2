package io.tidemark.exchange.bitfinex;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.FormingCandle;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.TrackedBook;
import io.tidemark.exchange.protocol.WireTime;
import java.util.List;

/** What is remembered of one channel that tells of one instrument. */
final class BitfinexChannel {

  private final BitfinexSubscription subscription;
  private final BitfinexInstrument instrument;
  private final TrackedBook book;
  private final BitfinexOrders orders = new BitfinexOrders();
  private final FormingCandle candle;

  /**
   * Has received nothing yet.
   *
   * @param chained whether the connection's messages are numbered
   */
  BitfinexChannel(
      BitfinexSubscription subscription, BitfinexInstrument instrument, boolean chained) {
    this.subscription = subscription;
    this.instrument = instrument;
    this.book =
        new TrackedBook(
            instrument.listing(),
            chained ? TrackedBook.Loss.BY_CHAIN : TrackedBook.Loss.BY_CROSSING);
    this.candle = new FormingCandle(instrument.listing(), subscription.candleLength());
  }

  /** Whether it is what this subscription tells. */
  boolean isOf(BitfinexSubscription other) {
    return subscription.equals(other);
  }

  boolean isBook() {
    return subscription.kind() == BitfinexSubscription.Kind.BOOK || isOfOrders();
  }

  boolean isOfOrders() {
    return subscription.kind() == BitfinexSubscription.Kind.ORDERS;
  }

  /** Something of the connection is missing. */
  void lose() {
    book.forget();
    candle.restart();
  }

  /** It is not subscribed any more. */
  void end() {
    instrument.end(this);
  }

  /** What a message of the channel means. */
  List<Outcome> read(BitfinexMessage message, long at) throws BadMessageException {
    return switch (subscription.kind()) {
      case TICKER -> List.of(new Outcome.Passed(NoFact.SUMMARY));
      case CANDLES -> List.of(candles(message.payload(), at));
      case TRADES -> List.of(instrument.trades(message, at));
      case STATUS -> instrument.status(message.payload(), message.time(), at);
      case LIQUIDATIONS, OTHER -> List.of(new Outcome.Passed(NoFact.NOT_KEPT));
      case BOOK, ORDERS ->
          List.of(
              instrument.isBookOf(this)
                  ? levels(message.payload(), message.time(), at)
                  : new Outcome.Passed(NoFact.REPEATED));
    };
  }

  private Outcome levels(JsonNode payload, long time, long at) {
    boolean snapshot = payload.isArray() && (payload.isEmpty() || payload.path(0).isArray());
    if (snapshot) {
      orders.clear();
      return book.snapshot(() -> set(payload, time, at));
    }
    Outcome change = book.change(() -> set(List.of(payload), time, at));
    // The other orders of a level are not known: how large it is cannot be stated.
    return isOfOrders() && !book.isKnown() ? change.stating(null) : change;
  }

  private Outcome set(Iterable<JsonNode> rows, long time, long at) throws BadMessageException {
    for (JsonNode row : rows) {
      if (isOfOrders()) {
        orders.change(row, book);
      } else {
        level(row);
      }
    }
    return book.outcome(time, at);
  }

  /** A count of 0 removes the level; the amount's sign says the side, below 0 for asks. */
  private void level(JsonNode row) throws BadMessageException {
    double price = Json.number(row, 0);
    double count = Json.number(row, 1);
    double amount = Json.number(row, 2);
    if (!(count >= 0) || amount == 0) {
      throw new BadMessageException("a level is " + row);
    }
    book.set(amount > 0, price, count == 0 ? 0 : Math.abs(amount));
  }

  /** The first message holds the candles before, the newest first. */
  private Outcome candles(JsonNode payload, long at) throws BadMessageException {
    if (!payload.path(0).isArray()) {
      return candle(payload, at);
    }
    candle.restart();
    candle(payload.path(0), at);
    return new Outcome.Passed(NoFact.HISTORY);
  }

  /** {@code [ms, open, close, high, low, volume]}. */
  private Outcome candle(JsonNode row, long at) throws BadMessageException {
    return candle.candle(
        WireTime.ofMillis(row, 0),
        at,
        Json.number(row, 1),
        Json.number(row, 3),
        Json.number(row, 4),
        Json.number(row, 2),
        Json.number(row, 5));
  }
}
