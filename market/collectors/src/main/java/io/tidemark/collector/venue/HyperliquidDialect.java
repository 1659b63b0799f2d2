package io.tidemark.collector.venue;

import io.tidemark.exchange.Venue;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Hyperliquid's perpetuals, its own and those that others deployed: one text for each subscription,
 * books whole each time. Its lists are asked for by POST, and names tell perpetuals without them;
 * most of spot is only numbered, so it is left out. Source: its public documentation, "Websocket".
 */
final class HyperliquidDialect extends StreamDialect {

  /** Coins that are counted in thousands; their names begin with a small k. */
  private static final Set<String> THOUSANDS =
      Set.of("KPEPE", "KBONK", "KSHIB", "KFLOKI", "KLUNC", "KDOGS", "KNEIRO");

  HyperliquidDialect() {
    super(
        Venue.HYPERLIQUID,
        "wss://api.hyperliquid.xyz",
        "https://api.hyperliquid.xyz",
        Duration.ofSeconds(30));
  }

  @Override
  public VenueProfile profile() {
    return new VenueProfile(
        "its one dialect",
        List.of("BTC-USD-PERP@hyperliquid", "TSLA-USD-XYZPERP@hyperliquid"),
        BookCheck.WHOLE,
        0,
        VenueProfile.Proof.EXAMPLES,
        "books of 20 levels");
  }

  @Override
  public List<MarketStream> streams(InstrumentKind kind) {
    return kind == InstrumentKind.PERPETUAL
        ? List.of(
            MarketStream.trades("trades"),
            MarketStream.book("l2Book"),
            MarketStream.derivative(
                "activeAssetCtx",
                MarketData.MARK_PRICE,
                MarketData.INDEX_PRICE,
                MarketData.FUNDING,
                MarketData.OPEN_INTEREST))
        : List.of();
  }

  @Override
  public Optional<String> symbol(String instrument) {
    return InstrumentParts.of(instrument, "hyperliquid")
        .filter(parts -> parts.quote().equals("USD"))
        .filter(parts -> parts.term().endsWith(InstrumentParts.PERPETUAL))
        .map(HyperliquidDialect::symbol);
  }

  /** {@code TSLA-USD-XYZPERP} is {@code xyz:TSLA}. */
  private static String symbol(InstrumentParts parts) {
    String market =
        parts.term().substring(0, parts.term().length() - InstrumentParts.PERPETUAL.length());
    String coin = THOUSANDS.contains(parts.base()) ? "k" + parts.base().substring(1) : parts.base();
    return market.isEmpty() ? coin : market.toLowerCase(Locale.ROOT) + ":" + coin;
  }

  @Override
  public List<URI> instrumentLists(FeedPlan plan) {
    return List.of();
  }

  @Override
  public URI connection(FeedPlan plan) {
    return plan.socket().resolve("/ws");
  }

  @Override
  List<String> texts(Verb verb, Collection<String> symbols, Set<FeedChannel> channels) {
    List<String> texts = new ArrayList<>();
    for (String symbol : symbols) {
      for (MarketStream stream : streams(InstrumentKind.PERPETUAL, channels)) {
        texts.add(
            "{\"method\":\"%s\",\"subscription\":{\"type\":\"%s\",\"coin\":\"%s\"}}"
                .formatted(verb.word(), stream.name(), symbol));
      }
    }
    return texts;
  }

  @Override
  public Optional<String> ping() {
    return Optional.of("{\"method\":\"ping\"}");
  }

  /** It takes 2,000 texts a minute from an address. */
  @Override
  public Duration betweenTexts() {
    return Duration.ofMillis(100);
  }
}
