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
 * Kraken spot, version 2: a heartbeat each second. Source: Kraken's public documentation,
 * "WebSocket v2".
 */
final class KrakenDialect extends StreamDialect {

  /** How long candles may be, in minutes, by their length in µs. */
  private static final Map<Long, Long> CANDLES =
      CandleLengths.counted(60_000_000, "1m", "5m", "15m", "30m", "1h", "4h", "1d");

  private static final int MOST_CANDLES = 720;

  KrakenDialect() {
    super(Venue.KRAKEN, "wss://ws.kraken.com", "https://api.kraken.com", Duration.ofSeconds(15));
  }

  @Override
  public VenueProfile profile() {
    return new VenueProfile(
        "version 2",
        List.of("BTC-USD@kraken"),
        BookCheck.CHECKSUM,
        1_000,
        VenueProfile.Proof.EXAMPLES);
  }

  @Override
  public List<MarketStream> streams(InstrumentKind kind) {
    return kind.isSpot()
        ? List.of(MarketStream.trades("trade"), MarketStream.book("book"))
        : List.of();
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

  @Override
  List<String> texts(Verb verb, Collection<String> symbols, Set<FeedChannel> channels) {
    return streams(InstrumentKind.SPOT, channels).stream()
        .map(stream -> text(verb, stream, symbols))
        .toList();
  }

  private static String text(Verb verb, MarketStream stream, Collection<String> symbols) {
    boolean book = stream.channel() == FeedChannel.BOOK;
    return "{\"method\":\"%s\",\"params\":{\"channel\":\"%s\",\"symbol\":[%s],%s}}"
        .formatted(
            verb.word(),
            stream.name(),
            quoted(symbols),
            book ? "\"depth\":25" : "\"snapshot\":false");
  }

  /** Here pairs have Kraken's own names of assets. */
  @Override
  public Optional<URI> pastTrades(FeedPlan plan, String symbol) {
    return Optional.of(
        plan.rest().resolve("/0/public/Trades?pair=" + pair(symbol) + "&count=1000"));
  }

  /** Numbers of a pair's trades go up by 1, in the stream and in answers. */
  @Override
  public boolean numbersTrades() {
    return true;
  }

  private static String pair(String symbol) {
    return symbol.replace("/", "").replaceFirst("^BTC", "XBT").replaceFirst("^DOGE", "XDG");
  }

  /** It answers with the last 720. */
  @Override
  public Optional<PastCandles> pastCandles(FeedPlan plan, String symbol, long length, int most) {
    return Optional.ofNullable(CANDLES.get(length))
        .map(
            minutes ->
                new PastCandles(
                    plan.rest()
                        .resolve("/0/public/OHLC?pair=" + pair(symbol) + "&interval=" + minutes),
                    CandleAnswer.KRAKEN,
                    MOST_CANDLES,
                    MOST_CANDLES));
  }

  /** More than one a second are refused. */
  @Override
  public Duration betweenRequests() {
    return Duration.ofMillis(1_200);
  }
}
