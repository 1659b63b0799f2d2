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
 * Coinbase's Advanced Trade, for what the Exchange does not have: perpetuals of the international
 * exchange. All messages of a connection are numbered together. Source: Coinbase's public
 * documentation, "Advanced Trade WebSocket Channels" and "Get Public Market Trades".
 */
final class AdvancedTradeDialect extends StreamDialect {

  AdvancedTradeDialect() {
    super(
        Venue.COINBASE,
        "wss://advanced-trade-ws.coinbase.com",
        "https://api.coinbase.com",
        Duration.ofSeconds(15));
  }

  @Override
  public String name() {
    return endpoint();
  }

  @Override
  public String endpoint() {
    return "coinbase-advanced";
  }

  @Override
  public VenueProfile profile() {
    return new VenueProfile(
        "Advanced Trade",
        List.of("BTC-USDC-PERP@coinbase"),
        BookCheck.CONNECTION_NUMBERS,
        1_000,
        VenueProfile.Proof.EXAMPLES);
  }

  @Override
  public List<MarketStream> streams(InstrumentKind kind) {
    return kind == InstrumentKind.PERPETUAL
        ? List.of(MarketStream.trades("market_trades"), MarketStream.book("level2"))
        : List.of();
  }

  @Override
  public Optional<String> symbol(String instrument) {
    return InstrumentParts.of(instrument, "coinbase")
        .filter(parts -> parts.isPerpetual() && parts.quote().equals("USDC"))
        .map(parts -> parts.base() + "-PERP-INTX");
  }

  /** The names of these contracts say all that there is to know. */
  @Override
  public List<URI> instrumentLists(FeedPlan plan) {
    return List.of();
  }

  @Override
  public URI connection(FeedPlan plan) {
    return plan.socket().resolve("/");
  }

  /** Without heartbeats a quiet subscription is ended; they come each second. */
  @Override
  public List<String> subscribe(FeedPlan plan) {
    List<String> texts = new ArrayList<>();
    texts.add("{\"type\":\"subscribe\",\"channel\":\"heartbeats\"}");
    texts.addAll(super.subscribe(plan));
    return texts;
  }

  @Override
  List<String> texts(Verb verb, Collection<String> symbols, Set<FeedChannel> channels) {
    return streams(InstrumentKind.PERPETUAL, channels).stream()
        .map(stream -> text(verb, stream.name(), symbols))
        .toList();
  }

  private static String text(Verb verb, String channel, Collection<String> symbols) {
    return "{\"type\":\"%s\",\"product_ids\":[%s],\"channel\":\"%s\"}"
        .formatted(verb.word(), quoted(symbols), channel);
  }

  @Override
  public Optional<URI> pastTrades(FeedPlan plan, String symbol) {
    return Optional.of(
        plan.rest().resolve("/api/v3/brokerage/market/products/" + symbol + "/ticker?limit=1000"));
  }
}
