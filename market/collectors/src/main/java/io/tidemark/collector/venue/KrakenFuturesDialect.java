package io.tidemark.collector.venue;

import io.tidemark.exchange.Venue;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Kraken Futures, version 1: a feed of heartbeats, and the client pings at least every 60 s.
 * Source: Kraken's public documentation, "Futures WebSocket" and "Get instruments".
 */
final class KrakenFuturesDialect extends StreamDialect {

  KrakenFuturesDialect() {
    super(
        Venue.KRAKEN_FUTURES,
        "wss://futures.kraken.com",
        "https://futures.kraken.com",
        Duration.ofSeconds(30));
  }

  /** Inverse contracts are of {@code kraken_futures}, those of several collaterals of flex. */
  @Override
  public Optional<String> symbol(String instrument) {
    return InstrumentParts.of(instrument)
        .filter(parts -> !parts.isSpot())
        .flatMap(
            parts ->
                switch (parts.venue()) {
                  case "kraken_futures" -> Optional.of(symbol(parts, "I"));
                  case "kraken_flex" -> Optional.of(symbol(parts, "F"));
                  default -> Optional.empty();
                });
  }

  private static String symbol(InstrumentParts parts, String kind) {
    return (parts.isPerpetual() ? "P" : "F")
        + kind
        + "_"
        + (parts.base().equals("BTC") ? "XBT" : parts.base())
        + parts.quote()
        + (parts.isPerpetual() ? "" : "_" + parts.term());
  }

  @Override
  public List<URI> instrumentLists(FeedPlan plan) {
    return List.of(plan.rest().resolve("/derivatives/api/v3/instruments"));
  }

  @Override
  public URI connection(FeedPlan plan) {
    return plan.socket().resolve("/ws/v1");
  }

  @Override
  public List<String> subscribe(FeedPlan plan) {
    List<String> texts = new ArrayList<>();
    texts.add("{\"event\":\"subscribe\",\"feed\":\"heartbeat\"}");
    texts.addAll(super.subscribe(plan));
    return texts;
  }

  @Override
  List<String> texts(Verb verb, Collection<String> symbols, Set<FeedChannel> channels) {
    List<String> texts = new ArrayList<>();
    for (FeedChannel channel : FeedChannel.values()) {
      if (channels.contains(channel)) {
        texts.add(
            "{\"event\":\"%s\",\"feed\":\"%s\",\"product_ids\":[%s]}"
                .formatted(verb.word(), feed(channel), quoted(symbols)));
      }
    }
    return texts;
  }

  private static String feed(FeedChannel channel) {
    return switch (channel) {
      case TRADES -> "trade";
      case BOOK -> "book";
      case DERIVATIVE -> "ticker";
    };
  }

  @Override
  public Optional<URI> pastTrades(FeedPlan plan, String symbol) {
    return Optional.of(plan.rest().resolve("/derivatives/api/v3/history?symbol=" + symbol));
  }

  @Override
  public boolean isPingedByFrames() {
    return true;
  }
}
