package io.tidemark.collector.venue;

import io.tidemark.exchange.Venue;
import io.tidemark.exchange.candle.CandleAnswer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Bybit, version 5: each category has a socket of its own; the client pings. Source: Bybit's public
 * documentation, "WebSocket Stream" and "Get Instruments Info".
 */
final class BybitDialect extends StreamDialect {

  /** A category of instruments. */
  enum Category {
    SPOT(Venue.BYBIT_SPOT, "BTC-USDT@bybit"),
    LINEAR(Venue.BYBIT, "BTC-USDT-PERP@bybit"),
    INVERSE(Venue.BYBIT, "BTC-USD-PERP@bybit");

    private final Venue venue;
    private final String example;

    Category(Venue venue, String example) {
      this.venue = venue;
      this.example = example;
    }
  }

  /** How long candles may be, in minutes, by their length in µs. */
  private static final Map<Long, Long> CANDLES =
      CandleLengths.counted(
          60_000_000, "1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h", "6h", "12h", "1d");

  private static final int MOST_CANDLES = 1_000;

  /** More arguments in one text are refused. */
  private static final int MOST_ARGUMENTS = 10;

  private final Category category;

  BybitDialect(Category category) {
    super(
        category.venue, "wss://stream.bybit.com", "https://api.bybit.com", Duration.ofSeconds(30));
    this.category = category;
  }

  @Override
  public VenueProfile profile() {
    return new VenueProfile(
        "version 5",
        List.of(category.example),
        BookCheck.NUMBERS,
        category == Category.SPOT ? 60 : 1_000,
        VenueProfile.Proof.EXAMPLES);
  }

  @Override
  public List<MarketStream> streams(InstrumentKind kind) {
    if (kind != kind()) {
      return List.of();
    }
    MarketStream trades = MarketStream.trades("publicTrade");
    MarketStream book = MarketStream.book("orderbook.50");
    return kind.isSpot()
        ? List.of(trades, book)
        : List.of(
            trades,
            book,
            MarketStream.derivative(
                "tickers",
                MarketData.MARK_PRICE,
                MarketData.INDEX_PRICE,
                MarketData.FUNDING,
                MarketData.OPEN_INTEREST),
            MarketStream.derivative("allLiquidation", MarketData.LIQUIDATIONS));
  }

  private InstrumentKind kind() {
    return category == Category.SPOT ? InstrumentKind.SPOT : InstrumentKind.PERPETUAL;
  }

  /** Dated contracts have names of their own, which no rule makes. */
  @Override
  public Optional<String> symbol(String instrument) {
    return InstrumentParts.of(instrument, "bybit")
        .filter(
            parts ->
                switch (category) {
                  case SPOT -> parts.isSpot();
                  case LINEAR -> parts.isPerpetual() && parts.quote().equals("USDT");
                  case INVERSE -> parts.isPerpetual() && parts.quote().equals("USD");
                })
        .map(parts -> parts.base() + parts.quote());
  }

  @Override
  public List<URI> instrumentLists(FeedPlan plan) {
    return List.of(
        plan.rest().resolve("/v5/market/instruments-info?category=" + word() + "&limit=1000"));
  }

  @Override
  public URI connection(FeedPlan plan) {
    return plan.socket().resolve("/v5/public/" + word());
  }

  private String word() {
    return category.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String name() {
    return "bybit-" + word();
  }

  @Override
  List<String> texts(Verb verb, Collection<String> symbols, Set<FeedChannel> channels) {
    List<String> topics = new ArrayList<>();
    for (String symbol : symbols) {
      for (MarketStream stream : streams(kind(), channels)) {
        topics.add(quoted(List.of(stream.name() + "." + symbol)));
      }
    }
    return inTexts("{\"op\":\"" + verb.word() + "\",\"args\":[%s]}", topics, MOST_ARGUMENTS);
  }

  @Override
  public Optional<URI> pastTrades(FeedPlan plan, String symbol) {
    return Optional.of(
        plan.rest()
            .resolve(
                "/v5/market/recent-trade?category="
                    + word()
                    + "&symbol="
                    + symbol
                    + "&limit="
                    + profile().pastTrades()));
  }

  @Override
  public Optional<String> ping() {
    return Optional.of("{\"op\":\"ping\"}");
  }

  @Override
  public Optional<PastCandles> pastCandles(FeedPlan plan, String symbol, long length, int most) {
    return Optional.ofNullable(CANDLES.get(length))
        .map(
            minutes ->
                new PastCandles(
                    plan.rest()
                        .resolve(
                            "/v5/market/kline?category=%s&symbol=%s&interval=%s&limit=%d"
                                .formatted(
                                    word(),
                                    symbol,
                                    minutes == 1_440 ? "D" : minutes,
                                    Math.min(most, MOST_CANDLES))),
                    category == Category.INVERSE ? CandleAnswer.BYBIT_INVERSE : CandleAnswer.BYBIT,
                    Math.min(most, MOST_CANDLES),
                    MOST_CANDLES));
  }
}
