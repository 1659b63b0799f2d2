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

  @Override
  public VenueProfile profile() {
    return new VenueProfile(
        "version 1",
        List.of(
            "BTC-USD-PERP@kraken_futures",
            "BTC-USD-PERP@kraken_flex",
            "BTC-USD-250328@kraken_futures",
            "BTC-USD-250328@kraken_flex"),
        BookCheck.NUMBERS,
        100,
        VenueProfile.Proof.REPLAYED);
  }

  @Override
  public List<MarketStream> streams(InstrumentKind kind) {
    return kind.isSpot()
        ? List.of()
        : List.of(
            MarketStream.trades("trade", MarketData.LIQUIDATIONS),
            MarketStream.book("book"),
            MarketStream.derivative(
                "ticker",
                MarketData.MARK_PRICE,
                MarketData.INDEX_PRICE,
                MarketData.FUNDING,
                MarketData.OPEN_INTEREST));
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
    return streams(InstrumentKind.PERPETUAL, channels).stream()
        .map(
            stream ->
                "{\"event\":\"%s\",\"feed\":\"%s\",\"product_ids\":[%s]}"
                    .formatted(verb.word(), stream.name(), quoted(symbols)))
        .toList();
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
