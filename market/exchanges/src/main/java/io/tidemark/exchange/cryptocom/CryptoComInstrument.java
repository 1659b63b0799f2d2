package io.tidemark.exchange.cryptocom;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.TrackedDerivative;
import io.tidemark.exchange.protocol.TrackedDerivative.Value;
import io.tidemark.exchange.protocol.TrackedTrades;
import io.tidemark.exchange.protocol.WireTime;
import java.util.List;

/** What is remembered of one instrument of Crypto.com, and what is said of it. */
final class CryptoComInstrument {

  private static final long HOUR = 3_600_000_000L;
  private static final long NOT_ASKED = Long.MIN_VALUE;

  private final Listing listing;
  private final CryptoComBook book;
  private final TrackedTrades trades;
  private final TrackedDerivative derivative;

  /** When trades were asked for, while no answer has come; local clock. */
  private long askedAt = NOT_ASKED;

  /** Whether there was a message of trades. */
  private boolean watched;

  CryptoComInstrument(Listing listing) {
    this.listing = listing;
    this.book = new CryptoComBook(listing);
    this.trades = new TrackedTrades(listing);
    this.derivative = new TrackedDerivative(listing);
  }

  CryptoComBook book() {
    return book;
  }

  /** Whether the index of that perpetual prices this contract, too. */
  boolean isOfTheIndexOf(Listing perpetual) {
    String pair = perpetual.instrument().substring(0, perpetual.instrument().lastIndexOf('-') + 1);
    return listing.instrument().startsWith(pair);
  }

  /** A connection was opened, maybe the one that tells of this instrument. */
  void reconnect() {
    book.tracked().mayRestart();
  }

  /** Its trades were asked for. */
  void ask(long at) {
    askedAt = at;
  }

  /**
   * A message of trades begins: those before the time that it tells, by the venue's clock, are
   * history. The first answer to a subscription holds the last trades, others hold new ones.
   */
  long beginTrades() {
    long since = watched ? NOT_ASKED : askedAt;
    askedAt = NOT_ASKED;
    watched = true;
    return since;
  }

  /**
   * A trade.
   *
   * @param since see {@link #beginTrades}
   * @throws BadMessageException if it is none
   */
  Outcome trade(JsonNode row, long since, long at) throws BadMessageException {
    String id = Json.idOrNone(row, "d");
    long time = WireTime.ofMillis(row, "t");
    double price = Json.number(row, "p");
    double base = listing.unit().base(Json.number(row, "q"), price);
    Side taker = Json.side(row, "s");
    return time < since ? trades.history(id) : trades.trade(id, time, at, price, base, taker);
  }

  /**
   * A trade in an answer to a request for past ones.
   *
   * @throws BadMessageException if it is none
   */
  Outcome pastTrade(JsonNode row, long at) throws BadMessageException {
    double price = Json.number(row, "p");
    return Outcome.of(
        Trade.of(
            listing.instrument(),
            WireTime.ofMillis(row, "t"),
            at,
            Json.idOrNone(row, "d"),
            price,
            listing.unit().base(Json.number(row, "q"), price),
            Json.side(row, "s")));
  }

  /**
   * A ticker's open interest.
   *
   * @throws BadMessageException if it is none
   */
  List<Outcome> ticker(JsonNode row, long at) throws BadMessageException {
    boolean contract = listing.instrument().indexOf('-') != listing.instrument().lastIndexOf('-');
    List<Outcome> outcomes =
        contract && row.hasNonNull("oi")
            ? derivative.openInterest(
                Json.number(row, "oi"), derivative.markPrice(), WireTime.ofMillis(row, "t"), at)
            : List.of();
    return orSummary(outcomes);
  }

  /**
   * A mark price or an index price.
   *
   * @throws BadMessageException if it is none
   */
  List<Outcome> price(Value which, JsonNode row, long at) throws BadMessageException {
    return orSummary(
        derivative.value(which, Json.number(row, "v"), WireTime.ofMillis(row, "t"), at));
  }

  /**
   * The hourly rate that settles at the end of the hour.
   *
   * @throws BadMessageException if it is none
   */
  List<Outcome> funding(JsonNode row, long at) throws BadMessageException {
    long time = WireTime.ofMillis(row, "t");
    long settles = (time / HOUR + 1) * HOUR;
    return derivative.fundingRate(Json.number(row, "v"), settles, time, at);
  }

  private static List<Outcome> orSummary(List<Outcome> outcomes) {
    return outcomes.isEmpty() ? List.of(new Outcome.Passed(NoFact.SUMMARY)) : outcomes;
  }
}
