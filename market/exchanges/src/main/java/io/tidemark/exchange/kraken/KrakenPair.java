package io.tidemark.exchange.kraken;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.TrackedTrades;
import io.tidemark.exchange.protocol.TradeNumbers;
import io.tidemark.exchange.protocol.WireTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is remembered of one pair of Kraken, and what is said of it in either version. */
final class KrakenPair {

  /** The book's subscription in version 2, where messages do not name the depth. */
  private static final String BOOK = "book";

  private final Listing listing;
  private final KrakenBook book;
  private final TrackedTrades trades;
  private final TradeNumbers numbers;

  /** Whether a trade came that was not of a snapshot. */
  private boolean watched;

  /** Levels a side that were subscribed in version 2; 0 where nobody said. */
  private int depth;

  KrakenPair(Listing listing, Supplier<@Nullable KrakenPrecision> precision) {
    this.listing = listing;
    this.book = new KrakenBook(listing, precision);
    this.trades = new TrackedTrades(listing);
    this.numbers = new TradeNumbers(listing);
  }

  /** A connection was opened, maybe the one that tells of this pair. */
  void reconnect() {
    book.tracked().mayRestart();
  }

  /** The venue confirms a subscription of version 2 of this many levels a side. */
  void subscribed(int levels) {
    depth = levels;
  }

  /**
   * Of a book in version 1.
   *
   * @param parts the message's own parts: snapshot or changes of either side, and the checksum
   * @param channel {@code book-1000}
   * @param levels a side, as the channel says
   */
  Outcome book(List<JsonNode> parts, String channel, int levels, long at) {
    boolean snapshot = parts.stream().anyMatch(part -> part.has("as") || part.has("bs"));
    return book(channel, snapshot, () -> KrakenUpdate.ofParts(parts, snapshot, at), levels, at);
  }

  /** Of a book in version 2. */
  Outcome book(JsonNode row, boolean snapshot, long at) {
    return book(BOOK, snapshot, () -> KrakenUpdate.ofRow(row, snapshot, at), depth, at);
  }

  private Outcome book(
      String channel, boolean snapshot, KrakenUpdate.Reading reading, int levels, long at) {
    boolean its = snapshot ? book.tracked().beginsWith(channel) : book.tracked().isOf(channel);
    if (!its) {
      return new Outcome.Passed(NoFact.REPEATED);
    }
    return snapshot ? book.snapshot(reading, levels, at) : book.change(reading, at);
  }

  /**
   * A trade of version 1: {@code [price, volume, time, "b" or "s", order type, ...]}; the side is
   * the taker's. It has no id, so one that was said twice cannot be told.
   *
   * @throws BadMessageException if it is none
   */
  Outcome trade(JsonNode row, long at) throws BadMessageException {
    double price = Json.number(row, 0);
    double volume = Json.number(row, 1);
    long time = WireTime.ofSeconds(row.path(2).asText());
    String side = row.path(3).asText();
    Side taker =
        switch (side) {
          case "b" -> Side.BUY;
          case "s" -> Side.SELL;
          default -> throw new BadMessageException("side is '" + side + "', not b or s");
        };
    return Outcome.of(Trade.of(listing.instrument(), time, at, "", price, volume, taker));
  }

  /**
   * A trade of version 2. A subscription is answered with the last trades: those that came while
   * the connection was closed are trades, those before the first connection are history.
   *
   * @throws BadMessageException if it is none
   */
  List<Outcome> trade(JsonNode row, boolean snapshot, long at) throws BadMessageException {
    long number = Json.whole(row, "trade_id");
    String id = Long.toString(number);
    long time = WireTime.ofIso(row, "timestamp");
    double price = Json.number(row, "price");
    double size = Json.number(row, "qty");
    Side taker = Json.side(row, "side");
    List<Outcome> outcomes = new ArrayList<>(numbers.trade(number, time));
    outcomes.add(
        snapshot && !watched ? trades.history(id) : trades.trade(id, time, at, price, size, taker));
    watched |= !snapshot;
    return outcomes;
  }

  /**
   * A trade of the answer to a request: price, volume, seconds, b or s, m or l, text, number.
   *
   * @throws BadMessageException if it is none
   */
  Outcome pastTrade(JsonNode row, long at) throws BadMessageException {
    String side = row.path(3).asText();
    if (!side.equals("b") && !side.equals("s")) {
      throw new BadMessageException("element 3 is '" + side + "', not b or s");
    }
    return Outcome.of(
        Trade.of(
            listing.instrument(),
            WireTime.ofSeconds(row.path(2).decimalValue().toPlainString()),
            at,
            Long.toString(Json.whole(row, 6)),
            Json.number(row, 0),
            Json.number(row, 1),
            side.equals("b") ? Side.BUY : Side.SELL));
  }
}
