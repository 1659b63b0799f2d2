package io.tidemark.exchange.gemini;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.tidemark.exchange.protocol.WireTime;
import java.util.ArrayList;
import java.util.List;

/**
 * What is remembered of one pair of Gemini, and what is said of it. Books of version 2 have neither
 * time nor number. A change of the new socket's book begins with the number with which the one
 * before ended; a snapshot ends with the number with which it begins.
 */
final class GeminiPair {

  private static final String VERSION_TWO = "l2";
  private static final String SOCKET = "depth";

  private final Listing listing;
  private final TrackedBook book;
  private final TrackedTrades trades;
  private final TrackedDerivative derivative;

  /** Number of the last change of the new socket's book. */
  private long sequence;

  /** Whether there was a change of the new socket's book. */
  private boolean hasBegun;

  /** Whether a trade came that was not of a snapshot. */
  private boolean watched;

  GeminiPair(Listing listing) {
    this.listing = listing;
    this.book = new TrackedBook(listing, TrackedBook.Loss.BY_CROSSING);
    this.trades = new TrackedTrades(listing);
    this.derivative = new TrackedDerivative(listing);
  }

  void forgetBook() {
    book.forget();
  }

  /** A connection was opened, maybe the one that tells of this pair. */
  void reconnect() {
    book.mayRestart();
  }

  /** The new socket was opened: what an older connection told is over. */
  void restartSocket() {
    if (book.isKnown() && book.isOf(SOCKET)) {
      book.forget();
    }
  }

  /**
   * Version 2's levels; the first message holds the last trades too. Those that came while the
   * connection was closed are trades, those before the first connection are history.
   */
  List<Outcome> levels(JsonNode message, long at) throws BadMessageException {
    boolean snapshot = message.has("trades") || message.has("auction_events");
    if (!(snapshot ? book.beginsWith(VERSION_TWO) : book.isOf(VERSION_TWO))) {
      return List.of(new Outcome.Passed(NoFact.REPEATED));
    }
    TrackedBook.Reading levels =
        () -> {
          book.setSided(Json.array(message, "changes"));
          return book.outcome(at, at);
        };
    if (!snapshot) {
      return List.of(book.change(levels));
    }
    List<Outcome> outcomes = pastTrades(message.path("trades"), at);
    outcomes.add(book.snapshot(levels));
    return outcomes;
  }

  private List<Outcome> pastTrades(JsonNode rows, long at) throws BadMessageException {
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = rows.size() - 1; i >= 0; i--) {
      JsonNode row = rows.path(i);
      if (watched) {
        outcomes.add(tell(row, at));
      } else {
        trades.history(id(row));
      }
    }
    if (!rows.isEmpty() && !watched) {
      outcomes.add(new Outcome.Passed(NoFact.HISTORY));
    }
    return outcomes;
  }

  /**
   * Version 2's trade.
   *
   * @throws BadMessageException if it is none
   */
  Outcome trade(JsonNode row, long at) throws BadMessageException {
    watched = true;
    return tell(row, at);
  }

  private Outcome tell(JsonNode row, long at) throws BadMessageException {
    return trades.trade(
        id(row),
        WireTime.ofMillis(row, "timestamp"),
        at,
        Json.number(row, "price"),
        Json.number(row, "quantity"),
        Json.side(row, "side"));
  }

  private static String id(JsonNode row) throws BadMessageException {
    return Long.toString(Json.whole(row, "event_id"));
  }

  /**
   * The new socket's trade: {@code m} says whether the buyer is the maker.
   *
   * @throws BadMessageException if it is none
   */
  Outcome socketTrade(JsonNode message, long at) throws BadMessageException {
    if (!message.path("m").isBoolean()) {
      throw new BadMessageException("m does not say whether the buyer is the maker");
    }
    watched = true;
    return trades.trade(
        Long.toString(Json.whole(message, "t")),
        WireTime.ofNanos(message, "E"),
        at,
        Json.number(message, "p"),
        Json.number(message, "q"),
        message.path("m").booleanValue() ? Side.SELL : Side.BUY);
  }

  /**
   * A trade of the answer to a request, by the id that the new socket has for it.
   *
   * @throws BadMessageException if it is none, such as one of an auction, which has no taker
   */
  Outcome pastTrade(JsonNode row, long at) throws BadMessageException {
    return Outcome.of(
        Trade.of(
            listing.instrument(),
            WireTime.ofMillis(row, "timestampms"),
            at,
            Long.toString(Json.whole(row, "tid")),
            Json.number(row, "price"),
            Json.number(row, "amount"),
            Json.side(row, "type")));
  }

  /**
   * The new socket's levels.
   *
   * @param isFirstWhole whether the first message is a snapshot, whatever its numbers
   */
  Outcome socketLevels(JsonNode message, boolean isFirstWhole, long at) throws BadMessageException {
    long first = Json.whole(message, "U");
    long last = Json.whole(message, "u");
    boolean snapshot = first == last || (isFirstWhole && !hasBegun);
    if (!(snapshot ? book.beginsWith(SOCKET) : book.isOf(SOCKET))) {
      return new Outcome.Passed(NoFact.REPEATED);
    }
    hasBegun = true;
    TrackedBook.Reading levels =
        () -> {
          book.setAll(true, Json.array(message, "b"));
          book.setAll(false, Json.array(message, "a"));
          sequence = last;
          return book.outcome(WireTime.ofNanos(message, "E"), at);
        };
    if (snapshot) {
      return book.snapshot(levels);
    }
    if (book.isKnown() && last <= sequence) {
      return new Outcome.Passed(NoFact.SUPERSEDED);
    }
    return book.isKnown() && first > sequence
        ? book.lostBefore(
            "a change follows " + first + ", but the one before was " + sequence, levels)
        : book.change(levels);
  }

  /**
   * Version 2's prices of a perpetual.
   *
   * @throws BadMessageException if they are none
   */
  List<Outcome> prices(JsonNode row, long at) throws BadMessageException {
    long time = WireTime.ofNanos(row, "timestamp");
    double mark = Json.number(row, "mark_price");
    List<Outcome> outcomes = new ArrayList<>(derivative.value(Value.MARK_PRICE, mark, time, at));
    if (row.has("spot_index")) {
      double index = Json.number(row, "spot_index");
      outcomes.addAll(derivative.value(Value.INDEX_PRICE, index, time, at));
    }
    return orSummary(outcomes);
  }

  /**
   * Version 2's funding: an amount for a contract, which is 1 of the base.
   *
   * @throws BadMessageException if it is none
   */
  List<Outcome> funding(JsonNode row, long at) throws BadMessageException {
    double mark = row.has("mark_price") ? Json.number(row, "mark_price") : derivative.markPrice();
    return funding(
        Json.number(row, "funding_amount") / mark,
        WireTime.ofNanos(row, "funding_date_time"),
        WireTime.ofNanos(row, "timestamp"),
        at);
  }

  /**
   * The new socket's mark price. Its index price is in a unit that the venue does not say.
   *
   * @throws BadMessageException if it is none
   */
  List<Outcome> socketPrice(JsonNode message, long at) throws BadMessageException {
    double mark = Json.number(message, "p");
    return orSummary(derivative.value(Value.MARK_PRICE, mark, WireTime.ofNanos(message, "E"), at));
  }

  /**
   * The new socket's funding.
   *
   * @throws BadMessageException if it is none
   */
  List<Outcome> socketFunding(JsonNode message, long at) throws BadMessageException {
    double rate = Json.number(message, "f") / Json.number(message, "p");
    return funding(rate, WireTime.ofNanos(message, "T"), WireTime.ofNanos(message, "E"), at);
  }

  private List<Outcome> funding(double rate, long settles, long time, long at) {
    return Double.isFinite(rate)
        ? derivative.fundingRate(rate, settles, time, at)
        : List.of(new Outcome.Passed(NoFact.UNSETTLED));
  }

  private static List<Outcome> orSummary(List<Outcome> outcomes) {
    return outcomes.isEmpty() ? List.of(new Outcome.Passed(NoFact.SUMMARY)) : outcomes;
  }
}
