package io.tidemark.collector.venue;

import io.tidemark.exchange.Venue;
import io.tidemark.exchange.candle.CandleAnswer;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Coinbase Exchange: a heartbeat each second says the last trade's id. Source: Coinbase's public
 * documentation, "WebSocket Channels".
 */
final class CoinbaseDialect extends StreamDialect {

  /** How long candles may be, in seconds, by their length in µs. */
  private static final Map<Long, Long> CANDLES =
      CandleLengths.counted(1_000_000, "1m", "5m", "15m", "1h", "6h", "1d");

  private static final int MOST_CANDLES = 300;

  CoinbaseDialect() {
    super(
        Venue.COINBASE,
        "wss://ws-feed.exchange.coinbase.com",
        "https://api.exchange.coinbase.com",
        Duration.ofSeconds(15));
  }

  @Override
  public VenueProfile profile() {
    return new VenueProfile(
        "Exchange",
        List.of("BTC-USD@coinbase"),
        BookCheck.CROSSED,
        1_000,
        VenueProfile.Proof.REPLAYED);
  }

  @Override
  public List<MarketStream> streams(InstrumentKind kind) {
    return kind.isSpot()
        ? List.of(
            MarketStream.trades("matches"),
            MarketStream.beside("heartbeat", FeedChannel.TRADES),
            MarketStream.book("level2_batch"))
        : List.of();
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
  List<String> texts(Verb verb, Collection<String> symbols, Set<FeedChannel> channels) {
    List<String> names =
        streams(InstrumentKind.SPOT, channels).stream().map(MarketStream::name).toList();
    return List.of(
        "{\"type\":\"%s\",\"product_ids\":[%s],\"channels\":[%s]}"
            .formatted(verb.word(), quoted(symbols), quoted(names)));
  }

  @Override
  public Optional<URI> pastTrades(FeedPlan plan, String symbol) {
    return Optional.of(plan.rest().resolve("/products/" + symbol + "/trades?limit=1000"));
  }

  /** Numbers of a product's trades go up by 1, in the stream and in answers. */
  @Override
  public boolean numbersTrades() {
    return true;
  }

  /** Without a begin and an end the last 300 are meant. */
  @Override
  public Optional<PastCandles> pastCandles(FeedPlan plan, String symbol, long length, int most) {
    return Optional.ofNullable(CANDLES.get(length))
        .map(
            seconds ->
                new PastCandles(
                    plan.rest().resolve("/products/" + symbol + "/candles?granularity=" + seconds),
                    CandleAnswer.COINBASE,
                    MOST_CANDLES,
                    MOST_CANDLES));
  }
}
