package io.tidemark.exchange.bitfinex;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.TrackedDerivative;
import io.tidemark.exchange.protocol.TrackedTrades;
import io.tidemark.exchange.protocol.WireTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is remembered of one instrument of Bitfinex over its channels and connections. */
final class BitfinexInstrument {

  private final Listing listing;
  private final TrackedTrades trades;
  private final TrackedDerivative derivative;

  /** The channel that tells the book; null before the first. */
  private @Nullable BitfinexChannel book;

  BitfinexInstrument(Listing listing) {
    this.listing = listing;
    this.trades = new TrackedTrades(listing);
    this.derivative = new TrackedDerivative(listing);
  }

  Listing listing() {
    return listing;
  }

  /** A new connection: its channels are others. */
  void restart() {
    book = null;
  }

  /**
   * Whether the book is read from this channel: the first that tells it, but from single orders
   * only as long as nothing tells levels.
   */
  boolean isBookOf(BitfinexChannel channel) {
    BitfinexChannel chosen = book;
    if (chosen == null || (chosen.isOfOrders() && !channel.isOfOrders())) {
      book = channel;
    }
    return channel.equals(book);
  }

  /** The channel tells nothing any more. */
  void end(BitfinexChannel channel) {
    if (channel.equals(book)) {
      book = null;
    }
  }

  /** {@code "te"} says that a trade was executed, {@code "tu"} the same again. */
  Outcome trades(BitfinexMessage message, long at) throws BadMessageException {
    if (message.word().isEmpty()) {
      for (JsonNode row : message.payload()) {
        trades.history(id(row));
      }
      return new Outcome.Passed(NoFact.HISTORY);
    }
    return switch (message.word()) {
      case "te", "tu" -> trade(message.payload(), message.word(), at);
      default -> throw new BadMessageException("'" + message.word() + "' is no word of trades");
    };
  }

  /** {@code [id, ms, amount, price]}; an amount below 0 was sold by the taker. */
  private Outcome trade(JsonNode row, String word, long at) throws BadMessageException {
    if (!row.isArray()) {
      throw new BadMessageException("the trade of '" + word + "' is no list");
    }
    double amount = Json.number(row, 2);
    return trades.trade(
        id(row),
        WireTime.ofMillis(row, 1),
        at,
        Json.number(row, 3),
        Math.abs(amount),
        amount > 0 ? Side.BUY : Side.SELL);
  }

  /**
   * A trade of the answer to a request.
   *
   * @throws BadMessageException if it is none
   */
  Outcome pastTrade(JsonNode row, long at) throws BadMessageException {
    double amount = Json.number(row, 2);
    return Outcome.of(
        Trade.of(
            listing.instrument(),
            WireTime.ofMillis(row, 1),
            at,
            id(row),
            Json.number(row, 3),
            Math.abs(amount),
            amount > 0 ? Side.BUY : Side.SELL));
  }

  /**
   * The status of a derivative: {@code [ms, -, price, index, -, insurance fund, -, ms of the next
   * funding, accrued for the one after it, -, -, its rate, -, -, mark, -, -, open interest]}. Later
   * fields are newer and may be missing; all may be null.
   *
   * @param time the venue's, µs since the epoch
   */
  List<Outcome> status(JsonNode row, long time, long at) throws BadMessageException {
    if (!row.isArray() || row.path(0).isContainerNode()) {
      throw new BadMessageException("the status is no list of values");
    }
    List<Outcome> outcomes = new ArrayList<>();
    if (row.hasNonNull(11)) {
      double rate = Json.number(row, 11);
      if (row.hasNonNull(7)) {
        outcomes.addAll(derivative.fundingRate(rate, WireTime.ofMillis(row, 7), time, at));
      } else {
        outcomes.add(derivative.fundingRate(rate, time));
      }
    }
    if (row.hasNonNull(14)) {
      double mark = Json.number(row, 14);
      outcomes.addAll(derivative.value(TrackedDerivative.Value.MARK_PRICE, mark, time, at));
    }
    if (row.hasNonNull(3)) {
      double index = Json.number(row, 3);
      outcomes.addAll(derivative.value(TrackedDerivative.Value.INDEX_PRICE, index, time, at));
    }
    if (row.hasNonNull(17)) {
      double base = Json.number(row, 17);
      outcomes.addAll(derivative.openInterest(base, derivative.markPrice(), time, at));
    }
    return outcomes.isEmpty() ? List.of(new Outcome.Passed(NoFact.SUMMARY)) : outcomes;
  }

  /**
   * {@code ["pos", id, ms, -, symbol, amount, price of entry, -, whether it matches one that was
   * said, whether it was sold in the market, -, price of liquidation]}: an amount above 0 was a
   * long position. Old ones do not say their price of liquidation.
   */
  Outcome liquidation(JsonNode row, long at) throws BadMessageException {
    if (Json.whole(row, 8) != 0) {
      return new Outcome.Passed(NoFact.REPEATED);
    }
    double amount = Json.number(row, 5);
    return derivative.liquidation(
        id(row, 1),
        Json.number(row, row.hasNonNull(11) ? 11 : 6),
        Math.abs(amount),
        amount > 0 ? Side.SELL : Side.BUY,
        WireTime.ofMillis(row, 2),
        at);
  }

  private static String id(JsonNode row) throws BadMessageException {
    return id(row, 0);
  }

  private static String id(JsonNode row, int index) throws BadMessageException {
    return Long.toString(Json.whole(row, index));
  }
}
