package io.tidemark.collector.venue;

import io.tidemark.exchange.Venue;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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

  /** Where the public socket is, without a path. */
  URI socket();

  /** Where requests are answered, without a path. */
  URI rest();

  /** What the venue calls an instrument such as {@code BTC-USDT@binance}; empty if it has none. */
  Optional<String> symbol(String instrument);

  /** What lists the instruments, with their contract sizes. */
  List<URI> instrumentLists(FeedPlan plan);

  /** What a connection for the plan is opened to. */
  URI connection(FeedPlan plan);

  /** What is sent when a connection stands, in this order. */
  List<String> subscribe(FeedPlan plan);

  /**
   * What is sent to get a book's snapshot again; empty where it is asked for by {@link #snapshot}.
   */
  List<String> resubscribeBook(String symbol);

  /** What is asked for a book's snapshot; empty where it comes in the stream. */
  Optional<URI> snapshot(FeedPlan plan, String symbol);

  /** What is asked for the last trades; empty where the venue has no such request. */
  default Optional<URI> pastTrades(FeedPlan plan, String symbol) {
    return Optional.empty();
  }

  /** What is to be sent because the venue asks whether the client lives; mostly nothing. */
  default Optional<String> reply(String received) {
    return Optional.empty();
  }

  /** What is sent now and then, in the venue's own way; empty where it wants nothing. */
  default Optional<String> ping() {
    return Optional.empty();
  }

  /** How often {@link #ping} is sent. */
  default Duration pingEvery() {
    return Duration.ofSeconds(20);
  }

  /** Nothing at all for so long: the connection is dead. */
  Duration silence();

  /** How long before the venue ends a connection by itself; a new one is up before. */
  default Duration life() {
    return Duration.ofHours(23);
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
