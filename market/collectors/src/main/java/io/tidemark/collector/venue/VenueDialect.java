package io.tidemark.collector.venue;

import io.tidemark.exchange.Venue;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a venue wants to be talked to: what is sent and asked, how often, and how it says that it
 * lives. What it says is read by its protocol. Stateless.
 */
public interface VenueDialect {

  /** Whose protocol reads the answers. */
  Venue venue();

  /** What a feed of it is called, for people. */
  default String name() {
    return venue().label();
  }

  /** What its addresses are called in the configuration. */
  default String endpoint() {
    return venue().label();
  }

  /** Where the public socket is, without a path. */
  URI socket();

  /** Where requests are answered, without a path. */
  URI rest();

  /** What people want to know of it. */
  VenueProfile profile();

  /** What is subscribed to for each instrument of a kind; none where the venue has none. */
  List<MarketStream> streams(InstrumentKind kind);

  /** Those of {@link #streams(InstrumentKind)} that belong to these channels. */
  default List<MarketStream> streams(InstrumentKind kind, Set<FeedChannel> channels) {
    return streams(kind).stream().filter(stream -> channels.contains(stream.channel())).toList();
  }

  /** What the venue calls an instrument such as {@code BTC-USDT@binance}; empty if it has none. */
  Optional<String> symbol(String instrument);

  /** What lists the instruments, with their contract sizes. */
  List<URI> instrumentLists(FeedPlan plan);

  /** What a connection for the plan is opened to; with a {@link #ticket}, without it. */
  URI connection(FeedPlan plan);

  /** What is asked by POST before each connection; empty where there is nothing to ask. */
  default Optional<URI> ticket(FeedPlan plan) {
    return Optional.empty();
  }

  /**
   * What a connection is opened to by the answer to the {@link #ticket}.
   *
   * @return empty if the answer is none
   */
  default Optional<URI> connection(FeedPlan plan, String answer) {
    return Optional.empty();
  }

  /** The text that the venue sends as bytes; empty where bytes are no text. */
  default Optional<String> text(byte[] bytes) {
    return Optional.empty();
  }

  /** What is sent when a connection stands, in this order. */
  List<String> subscribe(FeedPlan plan);

  /**
   * What is sent to get a book's snapshot again; where it is asked for by {@link #snapshot}, what
   * makes a silent subscription speak again, if the venue has that; empty where only a new
   * connection helps.
   */
  List<String> resubscribeBook(String symbol);

  /** What is asked for a book's snapshot; empty where it comes in the stream. */
  Optional<URI> snapshot(FeedPlan plan, String symbol);

  /** What is asked for the last trades; empty where the venue has no such request. */
  default Optional<URI> pastTrades(FeedPlan plan, String symbol) {
    return Optional.empty();
  }

  /** Whether the ids of an instrument's trades, past ones included, go up by 1. */
  default boolean numbersTrades() {
    return false;
  }

  /** What no stream says of a symbol, and what is asked for it now and then. */
  default Map<MarketData, URI> asked(FeedPlan plan, String symbol) {
    return Map.of();
  }

  /** How often that is asked for each instrument. */
  default Duration askedEvery() {
    return Duration.ofSeconds(60);
  }

  /**
   * What is asked for the last candles; empty where the venue has none of this length.
   *
   * @param length µs
   * @param most that are wanted; the answer may have fewer, and more
   */
  default Optional<PastCandles> pastCandles(FeedPlan plan, String symbol, long length, int most) {
    return Optional.empty();
  }

  /** What is to be sent because the venue asks whether the client lives; mostly nothing. */
  default Optional<String> reply(String received) {
    return Optional.empty();
  }

  /** Whether the venue says that it will end the connection: a new one is up before. */
  default boolean endsSoon(String received) {
    return false;
  }

  /**
   * Whether its protocol is told what is sent: it counts the answers that are to come, or knows
   * past trades by when new ones were asked for.
   */
  default boolean tellsWhatIsSent() {
    return false;
  }

  /** What is sent now and then, in the venue's own way; empty where it wants nothing. */
  default Optional<String> ping() {
    return Optional.empty();
  }

  /** Whether the venue wants ping frames, which are no texts. */
  default boolean isPingedByFrames() {
    return false;
  }

  /** How often a ping is sent, of either kind. */
  default Duration pingEvery() {
    return Duration.ofSeconds(20);
  }

  /** Nothing at all for so long: the connection is dead. */
  Duration silence();

  /** How long before the venue ends a connection by itself; a new one is up before. */
  default Duration life() {
    return Duration.ofHours(23);
  }

  /** At least so long from when a connection stands to the first text; questions are answered. */
  default Duration beforeTexts() {
    return Duration.ZERO;
  }

  /** At least so long between two texts that are sent. */
  default Duration betweenTexts() {
    return Duration.ofMillis(250);
  }

  /** Most connections in five minutes from one address, all feeds of the venue together. */
  default int connectionsInFiveMinutes() {
    return 60;
  }

  /** At least so long between two requests, of all feeds of the venue together. */
  default Duration betweenRequests() {
    return Duration.ofMillis(250);
  }

  /** Most symbols of one connection. */
  default int symbolsPerConnection() {
    return 50;
  }
}
