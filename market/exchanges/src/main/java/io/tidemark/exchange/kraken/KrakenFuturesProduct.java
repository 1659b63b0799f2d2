package io.tidemark.exchange.kraken;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.TrackedBook;
import io.tidemark.exchange.protocol.TrackedDerivative;
import io.tidemark.exchange.protocol.TrackedDerivative.Value;
import io.tidemark.exchange.protocol.TrackedTrades;
import io.tidemark.exchange.protocol.TradeNumbers;
import io.tidemark.exchange.protocol.Unit;
import io.tidemark.exchange.protocol.WireTime;
import java.util.ArrayList;
import java.util.List;

/**
 * What is remembered of one contract of Kraken Futures, and what is said of it. A change of its
 * book has the number of the one before plus 1, and so has a trade.
 */
final class KrakenFuturesProduct {

  private final Listing listing;
  private final TrackedBook book;
  private final TrackedTrades trades;
  private final TradeNumbers numbers;
  private final TrackedDerivative derivative;

  /** Number of the last change of the book. */
  private long sequence;

  KrakenFuturesProduct(Listing listing) {
    this.listing = listing;
    this.book = new TrackedBook(listing, TrackedBook.Loss.BY_CHAIN);
    this.trades = new TrackedTrades(listing);
    this.numbers = new TradeNumbers(listing);
    this.derivative = new TrackedDerivative(listing);
  }

  /** The whole book. */
  Outcome snapshot(JsonNode message, long at) {
    return book.snapshot(
        () -> {
          for (JsonNode level : Json.array(message, "bids")) {
            book.set(true, Json.number(level, "price"), Json.number(level, "qty"));
          }
          for (JsonNode level : Json.array(message, "asks")) {
            book.set(false, Json.number(level, "price"), Json.number(level, "qty"));
          }
          sequence = Json.whole(message, "seq");
          return book.outcome(time(message, at), at);
        });
  }

  /** A level that changed. */
  Outcome change(JsonNode message, long at) {
    TrackedBook.Reading level = () -> level(message, at);
    return book.isKnown() ? book.change(() -> next(message, level)) : book.change(level);
  }

  private Outcome next(JsonNode message, TrackedBook.Reading level) throws BadMessageException {
    long number = Json.whole(message, "seq");
    if (number <= sequence) {
      return new Outcome.Passed(NoFact.SUPERSEDED);
    }
    if (number != sequence + 1) {
      long missing = number - sequence - 1;
      return book.lostBefore(
          missing + " changes are missing between " + sequence + " and " + number, level);
    }
    Outcome outcome = level.read();
    sequence = number;
    return outcome;
  }

  private Outcome level(JsonNode message, long at) throws BadMessageException {
    boolean bid = Json.buys(message, "side");
    book.set(bid, Json.number(message, "price"), Json.number(message, "qty"));
    return book.outcome(time(message, at), at);
  }

  /** Changes had no time before 2019. */
  private static long time(JsonNode message, long at) throws BadMessageException {
    return Json.says(message, "timestamp") ? WireTime.ofMillis(message, "timestamp") : at;
  }

  /**
   * Trades from before the subscription.
   *
   * @throws BadMessageException if they are none
   */
  Outcome history(JsonNode rows) throws BadMessageException {
    for (JsonNode row : rows) {
      if (Json.says(row, "uid")) {
        trades.history(Json.id(row, "uid"));
      }
      if (row.has("seq")) {
        numbers.upTo(Json.whole(row, "seq"));
      }
    }
    return new Outcome.Passed(NoFact.HISTORY);
  }

  /**
   * A trade, and the position that it closed by force.
   *
   * @throws BadMessageException if it is none
   */
  List<Outcome> trade(JsonNode message, long at) throws BadMessageException {
    String type = Json.text(message, "type");
    List<Outcome> outcomes = new ArrayList<>(3);
    if (message.has("seq")) {
      long sent = WireTime.ofMillis(message, "time");
      outcomes.addAll(numbers.trade(Json.whole(message, "seq"), sent));
    }
    if (!type.equals("fill") && !type.equals("liquidation")) {
      outcomes.add(
          new Outcome.Refused(
              RejectReason.INCONSISTENT,
              "type is '" + type + "': not a trade between two in the market"));
      return outcomes;
    }
    double price = Json.number(message, "price");
    double quantity = Json.number(message, "qty");
    long time = WireTime.ofMillis(message, "time");
    Side taker = Json.side(message, "side");
    String id = Json.idOrNone(message, "uid");
    double base = listing.unit().base(quantity, price);
    Outcome trade =
        id.isEmpty()
            ? Outcome.of(Trade.of(listing.instrument(), time, at, id, price, base, taker))
            : trades.trade(id, time, at, price, base, taker);
    outcomes.add(trade);
    if (type.equals("liquidation") && trade instanceof Outcome.Known) {
      outcomes.add(derivative.liquidation(id, price, quantity, taker, time, at));
    }
    return outcomes;
  }

  /**
   * A trade of the answer to a request.
   *
   * @throws BadMessageException if it is none
   */
  Outcome pastTrade(JsonNode row, long at) throws BadMessageException {
    String type = Json.text(row, "type");
    if (!type.equals("fill") && !type.equals("liquidation")) {
      return new Outcome.Passed(NoFact.NOT_KEPT);
    }
    double price = Json.number(row, "price");
    return Outcome.of(
        Trade.of(
            listing.instrument(),
            WireTime.ofIso(row, "time"),
            at,
            Json.id(row, "uid"),
            price,
            listing.unit().base(Json.number(row, "size"), price),
            Json.side(row, "side")));
  }

  /**
   * Prices, open interest and funding rate of a ticker.
   *
   * @throws BadMessageException if it is none
   */
  List<Outcome> ticker(JsonNode message, long at) throws BadMessageException {
    long time = WireTime.ofMillis(message, "time");
    List<Outcome> outcomes = new ArrayList<>(4);
    if (Json.says(message, "markPrice")) {
      double mark = Json.number(message, "markPrice");
      outcomes.addAll(derivative.value(Value.MARK_PRICE, mark, time, at));
    }
    if (Json.says(message, "index")) {
      double index = Json.number(message, "index");
      outcomes.addAll(derivative.value(Value.INDEX_PRICE, index, time, at));
    }
    if (Json.says(message, "openInterest")) {
      double quantity = Json.number(message, "openInterest");
      double price = derivative.markPrice();
      outcomes.addAll(derivative.openInterest(quantity, price, time, at));
    }
    if (Json.says(message, "relative_funding_rate") || Json.says(message, "funding_rate")) {
      double rate = relativeRate(message);
      outcomes.addAll(
          Json.says(message, "next_funding_rate_time")
              ? derivative.fundingRate(
                  rate, WireTime.ofMillis(message, "next_funding_rate_time"), time, at)
              : List.of(derivative.fundingRate(rate, time)));
    }
    return outcomes.isEmpty() ? List.of(new Outcome.Passed(NoFact.SUMMARY)) : outcomes;
  }

  /**
   * {@code funding_rate} is an amount for each contract: of the base, where a contract is worth the
   * quote, and the other way round.
   */
  private double relativeRate(JsonNode message) throws BadMessageException {
    if (Json.says(message, "relative_funding_rate")) {
      return Json.number(message, "relative_funding_rate");
    }
    double absolute = Json.number(message, "funding_rate");
    double index = Json.number(message, "index");
    return listing.unit() instanceof Unit.Inverse ? absolute * index : absolute / index;
  }
}
