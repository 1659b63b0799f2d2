package io.tidemark.collector.venue;

import io.tidemark.exchange.Venue;
import io.tidemark.exchange.candle.CandleAnswer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Binance's markets and Binance US: combined streams named in the URL, snapshots of books by
 * request. Source: Binance's public documentation, "WebSocket Streams" and "How to manage a local
 * order book correctly". Liquidations come with the derivatives' channel.
 */
final class BinanceDialect implements VenueDialect {

  /** A market of Binance, and what differs in it. */
  @SuppressWarnings("ImmutableEnumChecker") // a list that does not change
  enum Market {
    SPOT(
        Venue.BINANCE,
        "wss://stream.binance.com:9443",
        "https://api.binance.com",
        "/api/v3",
        "BTC-USDT@binance"),
    US(
        Venue.BINANCE_US,
        "wss://stream.binance.us:9443",
        "https://api.binance.us",
        "/api/v3",
        "BTC-USD@binance_us"),
    USDM(
        Venue.BINANCE_FUTURES,
        "wss://fstream.binance.com",
        "https://fapi.binance.com",
        "/fapi/v1",
        "BTC-USDT-PERP@binance",
        "BTC-USDT-250328@binance"),
    COINM(
        Venue.BINANCE_DELIVERY,
        "wss://dstream.binance.com",
        "https://dapi.binance.com",
        "/dapi/v1",
        "BTC-USD-PERP@binance_coinm",
        "BTC-USD-250328@binance_coinm");

    private final Venue venue;
    private final URI socket;
    private final URI rest;
    private final String path;
    private final List<String> examples;

    Market(Venue venue, String socket, String rest, String path, String... examples) {
      this.venue = venue;
      this.socket = URI.create(socket);
      this.rest = URI.create(rest);
      this.path = path;
      this.examples = List.of(examples);
    }

    private boolean isSpot() {
      return this == SPOT || this == US;
    }

    /** What stands behind the @ of its instruments. */
    private String suffix() {
      return switch (this) {
        case SPOT, USDM -> "binance";
        case US -> "binance_us";
        case COINM -> "binance_coinm";
      };
    }
  }

  /** What candles are called, by their length in µs. */
  private static final Map<Long, String> CANDLES =
      CandleLengths.named(
          "1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h", "6h", "8h", "12h", "1d");

  private static final int MOST_CANDLES = 1_000;

  private final Market market;

  BinanceDialect(Market market) {
    this.market = market;
  }

  @Override
  public Venue venue() {
    return market.venue;
  }

  @Override
  public URI socket() {
    return market.socket;
  }

  @Override
  public URI rest() {
    return market.rest;
  }

  @Override
  public VenueProfile profile() {
    return new VenueProfile(
        "combined streams",
        market.examples,
        BookCheck.NUMBERS,
        1_000,
        market == Market.US ? VenueProfile.Proof.EXAMPLES : VenueProfile.Proof.REPLAYED);
  }

  @Override
  public List<MarketStream> streams(InstrumentKind kind) {
    if (kind.isSpot() != market.isSpot()) {
      return List.of();
    }
    MarketStream book = MarketStream.book("depth@100ms");
    return market.isSpot()
        ? List.of(MarketStream.trades("trade"), book)
        : List.of(
            MarketStream.trades("aggTrade"),
            book,
            MarketStream.derivative(
                "markPrice@1s", MarketData.MARK_PRICE, MarketData.INDEX_PRICE, MarketData.FUNDING),
            MarketStream.derivative("forceOrder", MarketData.LIQUIDATIONS));
  }

  @Override
  public Optional<String> symbol(String instrument) {
    return InstrumentParts.of(instrument, market.suffix())
        .filter(parts -> parts.isSpot() == market.isSpot())
        .map(
            parts ->
                parts.base()
                    + parts.quote()
                    + (parts.isSpot() || (parts.isPerpetual() && market == Market.USDM)
                        ? ""
                        : "_" + parts.term()));
  }

  @Override
  public List<URI> instrumentLists(FeedPlan plan) {
    return List.of(plan.rest().resolve(market.path + "/exchangeInfo"));
  }

  @Override
  public URI connection(FeedPlan plan) {
    InstrumentKind kind = market.isSpot() ? InstrumentKind.SPOT : InstrumentKind.PERPETUAL;
    List<String> streams = new ArrayList<>();
    for (String name : plan.names()) {
      String symbol = name.toLowerCase(Locale.ROOT);
      for (MarketStream stream : streams(kind, plan.channels())) {
        streams.add(symbol + "@" + stream.name());
      }
    }
    return plan.socket().resolve("/stream?streams=" + String.join("/", streams));
  }

  @Override
  public List<String> subscribe(FeedPlan plan) {
    return List.of();
  }

  @Override
  public List<String> resubscribeBook(String symbol) {
    return List.of();
  }

  @Override
  public Optional<URI> snapshot(FeedPlan plan, String symbol) {
    return Optional.of(
        plan.rest().resolve(market.path + "/depth?symbol=" + symbol + "&limit=1000"));
  }

  @Override
  public Optional<URI> pastTrades(FeedPlan plan, String symbol) {
    String request = market.isSpot() ? "/trades" : "/aggTrades";
    return Optional.of(
        plan.rest().resolve(market.path + request + "?symbol=" + symbol + "&limit=1000"));
  }

  @Override
  public Map<MarketData, URI> asked(FeedPlan plan, String symbol) {
    return market.isSpot()
        ? Map.of()
        : Map.of(
            MarketData.OPEN_INTEREST,
            plan.rest().resolve(market.path + "/openInterest?symbol=" + symbol));
  }

  /** Those of contracts skip trades of the insurance fund. */
  @Override
  public boolean numbersTrades() {
    return market.isSpot();
  }

  @Override
  public Optional<PastCandles> pastCandles(FeedPlan plan, String symbol, long length, int most) {
    CandleAnswer answer =
        market == Market.COINM ? CandleAnswer.BINANCE_COINM : CandleAnswer.BINANCE;
    return Optional.ofNullable(CANDLES.get(length))
        .map(
            interval ->
                new PastCandles(
                    plan.rest()
                        .resolve(
                            "%s/klines?symbol=%s&interval=%s&limit=%d"
                                .formatted(
                                    market.path, symbol, interval, Math.min(most, MOST_CANDLES))),
                    answer,
                    Math.min(most, MOST_CANDLES),
                    MOST_CANDLES));
  }

  /** It pings every 20 s on spot, every 3 min elsewhere; some stream moves more often. */
  @Override
  public Duration silence() {
    return Duration.ofSeconds(60);
  }

  /** It takes 300. */
  @Override
  public int connectionsInFiveMinutes() {
    return 250;
  }

  /** A book of 1,000 levels costs 50 of 6,000 a minute on spot, 20 of 2,400 elsewhere. */
  @Override
  public Duration betweenRequests() {
    return Duration.ofMillis(600);
  }
}
