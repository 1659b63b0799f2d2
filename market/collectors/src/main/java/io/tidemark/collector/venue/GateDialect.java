package io.tidemark.collector.venue;

import io.tidemark.exchange.Venue;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gate's spot market and its perpetuals, version 4; contracts have a socket for each currency that
 * they are settled in. Books are those of {@code obu}, "Order Book V2", which sends the whole
 * first. Source: Gate's public documentation, "Spot WebSocket v4", "Futures WebSocket v4", and the
 * trades of "API v4".
 */
final class GateDialect extends StreamDialect {

  /** A market of Gate, and what differs in it. */
  enum Market {
    SPOT(Venue.GATE, "wss://api.gateio.ws", "/ws/v4/", "spot", "BTC-USDT@gate"),
    USDT(
        Venue.GATE_FUTURES,
        "wss://fx-ws.gateio.ws",
        "/v4/ws/usdt",
        "futures",
        "BTC-USDT-PERP@gate"),
    BTC(Venue.GATE_FUTURES, "wss://fx-ws.gateio.ws", "/v4/ws/btc", "futures", "BTC-USD-PERP@gate");

    private final Venue venue;
    private final String socket;
    private final String path;
    private final String prefix;
    private final String example;

    Market(Venue venue, String socket, String path, String prefix, String example) {
      this.venue = venue;
      this.socket = socket;
      this.path = path;
      this.prefix = prefix;
      this.example = example;
    }
  }

  /** A number is wanted, and its value is not looked at but where a key signs it. */
  private static final String TEXT =
      "{\"time\":1,\"channel\":\"%s.%s\",\"event\":\"%s\",\"payload\":[%s]}";

  private final Market market;

  GateDialect(Market market) {
    super(market.venue, market.socket, "https://api.gateio.ws", Duration.ofSeconds(40));
    this.market = market;
  }

  @Override
  public String name() {
    return market == Market.BTC ? "gate-futures-btc" : super.name();
  }

  @Override
  public VenueProfile profile() {
    return new VenueProfile(
        "version 4",
        List.of(market.example),
        BookCheck.NUMBERS,
        1_000,
        VenueProfile.Proof.EXAMPLES);
  }

  @Override
  public List<MarketStream> streams(InstrumentKind kind) {
    if (kind != kind()) {
      return List.of();
    }
    MarketStream trades = MarketStream.trades("trades");
    MarketStream book = MarketStream.book("obu");
    return kind.isSpot()
        ? List.of(trades, book)
        : List.of(
            trades,
            book,
            MarketStream.derivative(
                "tickers", MarketData.MARK_PRICE, MarketData.INDEX_PRICE, MarketData.OPEN_INTEREST),
            MarketStream.derivative("public_liquidates", MarketData.LIQUIDATIONS));
  }

  private InstrumentKind kind() {
    return market == Market.SPOT ? InstrumentKind.SPOT : InstrumentKind.PERPETUAL;
  }

  /** Other contracts than that of BTC in USD are settled in BTC: their size is none of the base. */
  @Override
  public Optional<String> symbol(String instrument) {
    return InstrumentParts.of(instrument, "gate")
        .filter(
            parts ->
                switch (market) {
                  case SPOT -> parts.isSpot();
                  case USDT -> parts.isPerpetual() && parts.quote().equals("USDT");
                  case BTC ->
                      parts.isPerpetual()
                          && parts.base().equals("BTC")
                          && parts.quote().equals("USD");
                })
        .map(parts -> parts.base() + "_" + parts.quote());
  }

  @Override
  public List<URI> instrumentLists(FeedPlan plan) {
    return List.of(resource(plan, market == Market.SPOT ? "/currency_pairs" : "/contracts"));
  }

  private URI resource(FeedPlan plan, String what) {
    String settled =
        switch (market) {
          case SPOT -> "";
          case USDT -> "/usdt";
          case BTC -> "/btc";
        };
    return plan.rest().resolve("/api/v4/" + market.prefix + settled + what);
  }

  @Override
  public URI connection(FeedPlan plan) {
    return plan.socket().resolve(market.path);
  }

  @Override
  List<String> texts(Verb verb, Collection<String> symbols, Set<FeedChannel> channels) {
    List<String> books = symbols.stream().map(symbol -> "ob." + symbol + ".400").toList();
    return streams(kind(), channels).stream()
        .map(
            stream ->
                text(verb, stream.name(), stream.channel() == FeedChannel.BOOK ? books : symbols))
        .toList();
  }

  private String text(Verb verb, String channel, Collection<String> payload) {
    return TEXT.formatted(market.prefix, channel, verb.word(), quoted(payload));
  }

  @Override
  public Optional<URI> pastTrades(FeedPlan plan, String symbol) {
    String which = market == Market.SPOT ? "currency_pair=" : "contract=";
    return Optional.of(resource(plan, "/trades?" + which + symbol + "&limit=1000"));
  }

  /** An answer comes to each ping. */
  @Override
  public Optional<String> ping() {
    return Optional.of("{\"time\":1,\"channel\":\"%s.ping\"}".formatted(market.prefix));
  }

  @Override
  public Duration pingEvery() {
    return Duration.ofSeconds(15);
  }
}
