package io.tidemark.collector.venue;

import io.tidemark.exchange.Venue;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * dYdX, version 4, as its indexer tells it: one text for each subscription. A connection's messages
 * are numbered together, and an answer has the number of what it answers, however late it comes;
 * names tell what they stand for without a list. Source: dYdX' public documentation, "Indexer
 * WebSocket" and "Indexer HTTP", and the indexer's own source.
 */
final class DydxDialect extends StreamDialect {

  private static final String TEXT = "{\"type\":\"%s\",\"channel\":\"%s\"%s}";

  private static final String MARKETS = "v4_markets";

  DydxDialect() {
    super(
        Venue.DYDX_V4,
        "wss://indexer.dydx.trade",
        "https://indexer.dydx.trade",
        Duration.ofSeconds(70));
  }

  @Override
  public VenueProfile profile() {
    return new VenueProfile(
        "version 4",
        List.of("BTC-USD-PERP@dydx_v4"),
        BookCheck.CONNECTION_NUMBERS,
        1_000,
        VenueProfile.Proof.EXAMPLES,
        "the mark price is the oracle's");
  }

  /** Books first: their snapshots are waited for. */
  @Override
  public List<MarketStream> streams(InstrumentKind kind) {
    return kind == InstrumentKind.PERPETUAL
        ? List.of(
            MarketStream.book("v4_orderbook"),
            MarketStream.trades("v4_trades", MarketData.LIQUIDATIONS),
            MarketStream.derivative(MARKETS, MarketData.MARK_PRICE, MarketData.OPEN_INTEREST))
        : List.of();
  }

  @Override
  public Optional<String> symbol(String instrument) {
    return InstrumentParts.of(instrument, "dydx_v4")
        .filter(parts -> parts.isPerpetual() && parts.quote().equals("USD"))
        .map(parts -> parts.base() + "-" + parts.quote());
  }

  @Override
  public List<URI> instrumentLists(FeedPlan plan) {
    return List.of();
  }

  @Override
  public URI connection(FeedPlan plan) {
    return plan.socket().resolve("/v4/ws");
  }

  /** Prices of all markets are one subscription. */
  @Override
  List<String> texts(Verb verb, Collection<String> symbols, Set<FeedChannel> channels) {
    List<String> texts = new ArrayList<>();
    for (MarketStream stream : streams(InstrumentKind.PERPETUAL, channels)) {
      if (stream.name().equals(MARKETS)) {
        texts.add(TEXT.formatted(verb.word(), MARKETS, ""));
      } else {
        symbols.forEach(symbol -> texts.add(text(verb, stream.name(), symbol)));
      }
    }
    return texts;
  }

  private static String text(Verb verb, String channel, String symbol) {
    return TEXT.formatted(verb.word(), channel, ",\"id\":\"" + symbol + "\"");
  }

  /** Each subscription takes a number, whose message comes with the answer. */
  @Override
  public boolean tellsWhatIsSent() {
    return true;
  }

  @Override
  public Optional<URI> pastTrades(FeedPlan plan, String symbol) {
    return Optional.of(plan.rest().resolve("/v4/trades/perpetualMarket/" + symbol + "?limit=1000"));
  }

  /** Rates that were settled: the socket says the one that settles next, and not when. */
  @Override
  public Map<MarketData, URI> asked(FeedPlan plan, String symbol) {
    return Map.of(
        MarketData.FUNDING, plan.rest().resolve("/v4/historicalFunding/" + symbol + "?limit=1"));
  }

  /** It takes two subscriptions a second of the same channel and market. */
  @Override
  public Duration betweenTexts() {
    return Duration.ofMillis(100);
  }

  /** A connection may have 32 subscriptions of a channel. */
  @Override
  public int symbolsPerConnection() {
    return 32;
  }
}
