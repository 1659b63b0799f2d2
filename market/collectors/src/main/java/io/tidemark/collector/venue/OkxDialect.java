package io.tidemark.collector.venue;

import io.tidemark.exchange.Venue;
import io.tidemark.exchange.candle.CandleAnswer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * OKX, version 5: the client sends {@code ping} as a plain text. Source: OKX's public
 * documentation, "WebSocket", "Get instruments" and "Get trades".
 */
final class OkxDialect extends StreamDialect {

  /** What candles are called, by their length in µs. */
  private static final Map<Long, String> CANDLES =
      CandleLengths.named(
          "1m", "3m", "5m", "15m", "30m", "1H", "2H", "4H", "6Hutc", "12Hutc", "1Dutc");

  private static final int MOST_CANDLES = 300;

  OkxDialect() {
    super(Venue.OKX, "wss://ws.okx.com:8443", "https://www.okx.com", Duration.ofSeconds(30));
  }

  @Override
  public VenueProfile profile() {
    return new VenueProfile(
        "version 5",
        List.of("BTC-USDT@okx", "BTC-USDT-PERP@okx", "BTC-USD-PERP@okx", "BTC-USD-250328@okx"),
        BookCheck.NUMBERS,
        500,
        VenueProfile.Proof.EXAMPLES);
  }

  @Override
  public List<MarketStream> streams(InstrumentKind kind) {
    List<MarketStream> streams = new ArrayList<>();
    streams.add(MarketStream.trades("trades"));
    streams.add(MarketStream.book("books"));
    if (!kind.isSpot()) {
      streams.add(MarketStream.derivative("mark-price", MarketData.MARK_PRICE));
      streams.add(MarketStream.derivative("open-interest", MarketData.OPEN_INTEREST));
    }
    if (kind == InstrumentKind.PERPETUAL) {
      streams.add(MarketStream.derivative("funding-rate", MarketData.FUNDING));
    }
    return streams;
  }

  @Override
  public Optional<String> symbol(String instrument) {
    return InstrumentParts.of(instrument, "okx")
        .map(
            parts ->
                parts.base()
                    + "-"
                    + parts.quote()
                    + (parts.isSpot() ? "" : "-" + (parts.isPerpetual() ? "SWAP" : parts.term())));
  }

  @Override
  public List<URI> instrumentLists(FeedPlan plan) {
    List<URI> lists = new ArrayList<>();
    for (String type : List.of("SPOT", "SWAP", "FUTURES")) {
      boolean wanted = plan.names().stream().anyMatch(symbol -> type(symbol).equals(type));
      if (wanted) {
        lists.add(plan.rest().resolve("/api/v5/public/instruments?instType=" + type));
      }
    }
    return lists;
  }

  private static String type(String symbol) {
    if (symbol.endsWith("-SWAP")) {
      return "SWAP";
    }
    return symbol.indexOf('-') == symbol.lastIndexOf('-') ? "SPOT" : "FUTURES";
  }

  @Override
  public URI connection(FeedPlan plan) {
    return plan.socket().resolve("/ws/v5/public");
  }

  @Override
  List<String> texts(Verb verb, Collection<String> symbols, Set<FeedChannel> channels) {
    List<String> arguments = new ArrayList<>();
    for (String symbol : symbols) {
      for (MarketStream stream : streams(kind(symbol), channels)) {
        arguments.add(argument(stream.name(), symbol));
      }
    }
    return List.of(
        "{\"op\":\"%s\",\"args\":[%s]}".formatted(verb.word(), String.join(",", arguments)));
  }

  private static InstrumentKind kind(String symbol) {
    return switch (type(symbol)) {
      case "SPOT" -> InstrumentKind.SPOT;
      case "SWAP" -> InstrumentKind.PERPETUAL;
      default -> InstrumentKind.DATED;
    };
  }

  private static String argument(String channel, String symbol) {
    return "{\"channel\":\"%s\",\"instId\":\"%s\"}".formatted(channel, symbol);
  }

  @Override
  public Optional<URI> pastTrades(FeedPlan plan, String symbol) {
    return Optional.of(
        plan.rest().resolve("/api/v5/market/trades?instId=" + symbol + "&limit=500"));
  }

  @Override
  public Optional<String> ping() {
    return Optional.of("ping");
  }

  /** Candles of six hours and more begin with the day in Hong Kong unless UTC is asked for. */
  @Override
  public Optional<PastCandles> pastCandles(FeedPlan plan, String symbol, long length, int most) {
    return Optional.ofNullable(CANDLES.get(length))
        .map(
            bar ->
                new PastCandles(
                    plan.rest()
                        .resolve(
                            "/api/v5/market/candles?instId=%s&bar=%s&limit=%d"
                                .formatted(symbol, bar, Math.min(most, MOST_CANDLES))),
                    type(symbol).equals("SPOT")
                        ? CandleAnswer.OKX_SPOT
                        : CandleAnswer.OKX_CONTRACTS,
                    Math.min(most, MOST_CANDLES),
                    MOST_CANDLES));
  }
}
