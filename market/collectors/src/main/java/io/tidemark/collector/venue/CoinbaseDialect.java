package io.tidemark.collector.venue;

import io.tidemark.exchange.Venue;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Coinbase Exchange: snapshots of books in the stream, a heartbeat each second that says the last
 * trade's id. Source: Coinbase's public documentation, "WebSocket Channels".
 */
final class CoinbaseDialect implements VenueDialect {

  @Override
  public Venue venue() {
    return Venue.COINBASE;
  }

  @Override
  public URI socket() {
    return URI.create("wss://ws-feed.exchange.coinbase.com");
  }

  @Override
  public URI rest() {
    return URI.create("https://api.exchange.coinbase.com");
  }

  @Override
  public Optional<String> symbol(String instrument) {
    return InstrumentParts.of(instrument, "coinbase")
        .filter(InstrumentParts::isSpot)
        .map(parts -> parts.base() + "-" + parts.quote());
  }

  @Override
  public List<URI> instrumentLists(FeedPlan plan) {
    return List.of(plan.rest().resolve("/products"));
  }

  @Override
  public URI connection(FeedPlan plan) {
    return plan.socket().resolve("/");
  }

  @Override
  public List<String> subscribe(FeedPlan plan) {
    List<String> channels = new ArrayList<>(List.of("heartbeat"));
    if (plan.wants(FeedChannel.TRADES)) {
      channels.add("matches");
    }
    if (plan.wants(FeedChannel.BOOK)) {
      channels.add("level2_batch");
    }
    return List.of(text("subscribe", List.copyOf(plan.names()), channels));
  }

  @Override
  public List<String> resubscribeBook(String symbol) {
    List<String> book = List.of("level2_batch");
    return List.of(
        text("unsubscribe", List.of(symbol), book), text("subscribe", List.of(symbol), book));
  }

  private static String text(String type, List<String> symbols, List<String> channels) {
    return "{\"type\":\"%s\",\"product_ids\":[%s],\"channels\":[%s]}"
        .formatted(type, quoted(symbols), quoted(channels));
  }

  private static String quoted(List<String> texts) {
    return texts.stream().map(text -> '"' + text + '"').collect(Collectors.joining(","));
  }

  @Override
  public Optional<URI> snapshot(FeedPlan plan, String symbol) {
    return Optional.empty();
  }

  @Override
  public Optional<URI> pastTrades(FeedPlan plan, String symbol) {
    return Optional.of(plan.rest().resolve("/products/" + symbol + "/trades?limit=1000"));
  }

  @Override
  public Duration silence() {
    return Duration.ofSeconds(15);
  }
}
