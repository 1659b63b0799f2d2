package io.tidemark.collector.venue;

import io.tidemark.exchange.Venue;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * KuCoin's spot market and futures: a token is asked for before each connection, changes of books
 * wait for a snapshot by request. Source: KuCoin's public documentation, "Get Public Token",
 * "Orderbook - Increment", "Trade", "Instrument" and "Get Trade History".
 */
final class KucoinDialect implements VenueDialect {

  /** A market of KuCoin. */
  @SuppressWarnings("ImmutableEnumChecker") // a list that does not change
  enum Market {
    SPOT(Venue.KUCOIN, "wss://ws-api-spot.kucoin.com", "https://api.kucoin.com", "BTC-USDT@kucoin"),
    FUTURES(
        Venue.KUCOIN_FUTURES,
        "wss://ws-api-futures.kucoin.com",
        "https://api-futures.kucoin.com",
        "BTC-USDT-PERP@kucoin",
        "BTC-USD-PERP@kucoin",
        "BTC-USD-250328@kucoin");

    private final Venue venue;
    private final URI socket;
    private final URI rest;
    private final List<String> examples;

    Market(Venue venue, String socket, String rest, String... examples) {
      this.venue = venue;
      this.socket = URI.create(socket);
      this.rest = URI.create(rest);
      this.examples = List.of(examples);
    }
  }

  private static final Pattern TOKEN = Pattern.compile("\"token\"\\s*:\\s*\"([A-Za-z0-9_=.-]+)\"");
  private static final Pattern ENDPOINT =
      Pattern.compile("\"endpoint\"\\s*:\\s*\"(wss://[A-Za-z0-9.:/-]+)\"");
  private static final Set<String> PERPETUAL_QUOTES = Set.of("USDT", "USDC", "USD");

  /** The letters of the months, January first. */
  private static final String MONTHS = "FGHJKMNQUVXZ";

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);

  private final Market market;

  KucoinDialect(Market market) {
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
    boolean spot = market == Market.SPOT;
    return new VenueProfile(
        spot ? "topics of spot" : "topics of futures",
        market.examples,
        BookCheck.NUMBERS,
        100,
        VenueProfile.Proof.EXAMPLES,
        spot ? "a book's snapshot has 100 levels" : "");
  }

  @Override
  public List<MarketStream> streams(InstrumentKind kind) {
    if (kind.isSpot() != (market == Market.SPOT)) {
      return List.of();
    }
    return kind.isSpot()
        ? List.of(MarketStream.trades("/market/match"), MarketStream.book("/market/level2"))
        : List.of(
            MarketStream.trades("/contractMarket/execution"),
            MarketStream.book("/contractMarket/level2"),
            MarketStream.derivative(
                "/contract/instrument", MarketData.MARK_PRICE, MarketData.INDEX_PRICE),
            MarketStream.derivative("/contract/announcement", MarketData.FUNDING));
  }

  @Override
  public Optional<String> symbol(String instrument) {
    return InstrumentParts.of(instrument, "kucoin")
        .filter(parts -> parts.isSpot() == (market == Market.SPOT))
        .flatMap(
            parts ->
                parts.isSpot() ? Optional.of(parts.base() + "-" + parts.quote()) : contract(parts));
  }

  /** Dated ones are inverse, and expire on the last Friday of their month. */
  private static Optional<String> contract(InstrumentParts parts) {
    String base = parts.base().equals("BTC") ? "XBT" : parts.base();
    if (parts.isPerpetual()) {
      return Optional.of(base + parts.quote() + "M")
          .filter(any -> PERPETUAL_QUOTES.contains(parts.quote()));
    }
    if (!parts.quote().equals("USD")) {
      return Optional.empty();
    }
    try {
      LocalDate day = LocalDate.parse(parts.term(), DAY);
      boolean last = day.equals(day.with(TemporalAdjusters.lastInMonth(DayOfWeek.FRIDAY)));
      String month = MONTHS.substring(day.getMonthValue() - 1, day.getMonthValue());
      return last
          ? Optional.of(base + "M" + month + parts.term().substring(0, 2))
          : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<URI> instrumentLists(FeedPlan plan) {
    String path = market == Market.SPOT ? "/api/v2/symbols" : "/api/v1/contracts/active";
    return List.of(plan.rest().resolve(path));
  }

  @Override
  public URI connection(FeedPlan plan) {
    return plan.socket().resolve("/");
  }

  @Override
  public Optional<URI> ticket(FeedPlan plan) {
    return Optional.of(plan.rest().resolve("/api/v1/bullet-public"));
  }

  /** The answer names the socket of the day; an address that the user gave goes before it. */
  @Override
  public Optional<URI> connection(FeedPlan plan, String answer) {
    Matcher token = TOKEN.matcher(answer);
    Matcher endpoint = ENDPOINT.matcher(answer);
    if (!token.find() || !endpoint.find()) {
      return Optional.empty();
    }
    boolean usual = plan.socket().equals(market.socket);
    URI socket = usual ? URI.create(endpoint.group(1)) : plan.socket().resolve("/");
    return Optional.of(URI.create(socket + "?token=" + token.group(1)));
  }

  @Override
  public List<String> subscribe(FeedPlan plan) {
    return texts("subscribe", plan.names(), plan.channels());
  }

  private List<String> texts(String verb, Collection<String> symbols, Set<FeedChannel> channels) {
    InstrumentKind kind = market == Market.SPOT ? InstrumentKind.SPOT : InstrumentKind.PERPETUAL;
    String of = ":" + String.join(",", symbols);
    return streams(kind, channels).stream().map(stream -> text(verb, stream.name() + of)).toList();
  }

  private static String text(String verb, String topic) {
    return "{\"id\":\"1\",\"type\":\"%s\",\"topic\":\"%s\",\"response\":true}"
        .formatted(verb, topic);
  }

  @Override
  public List<String> resubscribeBook(String symbol) {
    EnumSet<FeedChannel> book = EnumSet.of(FeedChannel.BOOK);
    List<String> texts = new ArrayList<>(texts("unsubscribe", List.of(symbol), book));
    texts.addAll(texts("subscribe", List.of(symbol), book));
    return texts;
  }

  /** Of spot the best 100 levels, for the whole book needs a key. */
  @Override
  public Optional<URI> snapshot(FeedPlan plan, String symbol) {
    String path =
        market == Market.SPOT ? "/api/v1/market/orderbook/level2_100" : "/api/v1/level2/snapshot";
    return Optional.of(plan.rest().resolve(path + "?symbol=" + symbol));
  }

  @Override
  public Optional<URI> pastTrades(FeedPlan plan, String symbol) {
    String path = market == Market.SPOT ? "/api/v1/market/histories" : "/api/v1/trade/history";
    return Optional.of(plan.rest().resolve(path + "?symbol=" + symbol));
  }

  /** The description of a contract has it. */
  @Override
  public Map<MarketData, URI> asked(FeedPlan plan, String symbol) {
    return market == Market.SPOT
        ? Map.of()
        : Map.of(MarketData.OPEN_INTEREST, plan.rest().resolve("/api/v1/contracts/" + symbol));
  }

  @Override
  public Optional<String> ping() {
    return Optional.of("{\"id\":\"1\",\"type\":\"ping\"}");
  }

  /** The venue wants one every 18 s, and waits for 10 s more. */
  @Override
  public Duration pingEvery() {
    return Duration.ofSeconds(15);
  }

  @Override
  public Duration silence() {
    return Duration.ofSeconds(40);
  }

  /** A text may name 100. */
  @Override
  public int symbolsPerConnection() {
    return 50;
  }
}
