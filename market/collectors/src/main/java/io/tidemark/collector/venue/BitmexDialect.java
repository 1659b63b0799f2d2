package io.tidemark.collector.venue;

import io.tidemark.exchange.Venue;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * BitMEX: tables of one symbol each; the client sends {@code ping} as a plain text. Books of quanto
 * contracts are not read. Source: BitMEX' public documentation, "WebSocket API".
 */
final class BitmexDialect extends StreamDialect {

  private static final String MONTHS = "FGHJKMNQUVXZ";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuMMdd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

  BitmexDialect() {
    super(Venue.BITMEX, "wss://ws.bitmex.com", "https://www.bitmex.com", Duration.ofSeconds(20));
  }

  @Override
  public VenueProfile profile() {
    return new VenueProfile(
        "tables",
        List.of(
            "BTC-USDT@bitmex",
            "BTC-USD-PERP@bitmex",
            "BTC-USDT-PERP@bitmex",
            "BTC-USD-250328@bitmex"),
        BookCheck.LEVEL_IDS,
        1_000,
        VenueProfile.Proof.REPLAYED,
        "of quanto contracts trades only");
  }

  @Override
  public List<MarketStream> streams(InstrumentKind kind) {
    MarketStream trades = MarketStream.trades("trade");
    MarketStream book = MarketStream.book("orderBookL2");
    return kind.isSpot()
        ? List.of(trades, book)
        : List.of(
            trades,
            book,
            MarketStream.derivative(
                "instrument",
                MarketData.MARK_PRICE,
                MarketData.INDEX_PRICE,
                MarketData.OPEN_INTEREST),
            MarketStream.derivative("funding", MarketData.FUNDING),
            MarketStream.derivative("liquidation", MarketData.LIQUIDATIONS));
  }

  @Override
  public Optional<String> symbol(String instrument) {
    return InstrumentParts.of(instrument, "bitmex").flatMap(BitmexDialect::symbol);
  }

  /** What is settled in bitcoin has no quote in a dated contract's name. */
  private static Optional<String> symbol(InstrumentParts parts) {
    String base = parts.base().equals("BTC") ? "XBT" : parts.base();
    if (parts.isSpot()) {
      return Optional.of(base + "_" + parts.quote());
    }
    if (parts.isPerpetual()) {
      return Optional.of(base + parts.quote());
    }
    String quote = base.equals("XBT") && parts.quote().equals("USD") ? "" : parts.quote();
    return quarter(parts.term()).map(term -> base + quote + term);
  }

  /** {@code 270326} is {@code H27}. */
  private static Optional<String> quarter(String term) {
    try {
      LocalDate day = LocalDate.parse(term, DAY);
      return Optional.of(MONTHS.charAt(day.getMonthValue() - 1) + term.substring(0, 2));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<URI> instrumentLists(FeedPlan plan) {
    return List.of(plan.rest().resolve("/api/v1/instrument/active"));
  }

  @Override
  public URI connection(FeedPlan plan) {
    return plan.socket().resolve("/realtime");
  }

  @Override
  List<String> texts(Verb verb, Collection<String> symbols, Set<FeedChannel> channels) {
    List<String> tables = new ArrayList<>();
    for (String symbol : symbols) {
      boolean spot = symbol.indexOf('_') >= 0;
      InstrumentKind kind = spot ? InstrumentKind.SPOT : InstrumentKind.PERPETUAL;
      for (MarketStream stream : streams(kind, channels)) {
        tables.add(stream.name() + ":" + symbol);
      }
    }
    return tables.isEmpty()
        ? List.of()
        : List.of("{\"op\":\"%s\",\"args\":[%s]}".formatted(verb.word(), quoted(tables)));
  }

  @Override
  public Optional<URI> pastTrades(FeedPlan plan, String symbol) {
    return Optional.of(
        plan.rest().resolve("/api/v1/trade?symbol=" + symbol + "&count=1000&reverse=true"));
  }

  @Override
  public Optional<String> ping() {
    return Optional.of("ping");
  }

  @Override
  public Duration pingEvery() {
    return Duration.ofSeconds(5);
  }
}
