package io.tidemark.collector.venue;

import io.tidemark.exchange.Venue;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Kraken spot, version 2: snapshots of books in the stream, a heartbeat each second. Source:
 * Kraken's public documentation, "WebSocket v2".
 */
final class KrakenDialect implements VenueDialect {

  @Override
  public Venue venue() {
    return Venue.KRAKEN;
  }

  @Override
  public URI socket() {
    return URI.create("wss://ws.kraken.com");
  }

  @Override
  public URI rest() {
    return URI.create("https://api.kraken.com");
  }

  @Override
  public Optional<String> symbol(String instrument) {
    return InstrumentParts.of(instrument, "kraken")
        .filter(InstrumentParts::isSpot)
        .map(parts -> parts.base() + "/" + parts.quote());
  }

  @Override
  public List<URI> instrumentLists(FeedPlan plan) {
    return List.of(plan.rest().resolve("/0/public/AssetPairs"));
  }

  @Override
  public URI connection(FeedPlan plan) {
    return plan.socket().resolve("/v2");
  }

  /** The instrument channel says how many digits the checksum is made of. */
  @Override
  public List<String> subscribe(FeedPlan plan) {
    List<String> texts = new ArrayList<>();
    texts.add("{\"method\":\"subscribe\",\"params\":{\"channel\":\"instrument\"}}");
    if (plan.wants(FeedChannel.TRADES)) {
      texts.add(text("subscribe", "trade", plan.names(), "\"snapshot\":false"));
    }
    if (plan.wants(FeedChannel.BOOK)) {
      texts.add(text("subscribe", "book", plan.names(), "\"depth\":25"));
    }
    return texts;
  }

  @Override
  public List<String> resubscribeBook(String symbol) {
    return List.of(
        text("unsubscribe", "book", List.of(symbol), "\"depth\":25"),
        text("subscribe", "book", List.of(symbol), "\"depth\":25"));
  }

  private static String text(
      String method, String channel, Collection<String> symbols, String more) {
    return "{\"method\":\"%s\",\"params\":{\"channel\":\"%s\",\"symbol\":[%s],%s}}"
        .formatted(
            method,
            channel,
            symbols.stream().map(text -> '"' + text + '"').collect(Collectors.joining(",")),
            more);
  }

  @Override
  public Optional<URI> snapshot(FeedPlan plan, String symbol) {
    return Optional.empty();
  }

  @Override
  public Duration silence() {
    return Duration.ofSeconds(15);
  }
}
