package io.tidemark.collector.venue;

import io.tidemark.exchange.Venue;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * MEXC's futures: a text for each topic of each contract; changes of books wait for a snapshot by
 * request. Past trades are not asked for, for the answer does not have their ids. Source: MEXC's
 * public documentation, "Contract V1", "WebSocket API".
 */
final class MexcDialect implements VenueDialect {

  private static final Set<String> QUOTES = Set.of("USDT", "USDC", "USD");

  @Override
  public Venue venue() {
    return Venue.MEXC_FUTURES;
  }

  @Override
  public URI socket() {
    return URI.create("wss://contract.mexc.com");
  }

  @Override
  public URI rest() {
    return URI.create("https://contract.mexc.com");
  }

  @Override
  public VenueProfile profile() {
    return new VenueProfile(
        "`push.` channels of futures",
        List.of("BTC-USDT-PERP@mexc", "BTC-USDC-PERP@mexc", "BTC-USD-PERP@mexc"),
        BookCheck.NUMBERS,
        0,
        VenueProfile.Proof.EXAMPLES,
        "the funding rate is read, and is no fact");
  }

  @Override
  public List<MarketStream> streams(InstrumentKind kind) {
    return kind == InstrumentKind.PERPETUAL
        ? List.of(
            MarketStream.trades("deal"),
            MarketStream.book("depth"),
            MarketStream.derivative(
                "ticker", MarketData.MARK_PRICE, MarketData.INDEX_PRICE, MarketData.OPEN_INTEREST),
            MarketStream.derivative("funding.rate"))
        : List.of();
  }

  @Override
  public Optional<String> symbol(String instrument) {
    return InstrumentParts.of(instrument, "mexc")
        .filter(parts -> parts.isPerpetual() && QUOTES.contains(parts.quote()))
        .map(parts -> parts.base() + "_" + parts.quote());
  }

  @Override
  public List<URI> instrumentLists(FeedPlan plan) {
    return List.of(plan.rest().resolve("/api/v1/contract/detail"));
  }

  @Override
  public URI connection(FeedPlan plan) {
    return plan.socket().resolve("/edge");
  }

  @Override
  public List<String> subscribe(FeedPlan plan) {
    List<String> texts = new ArrayList<>();
    plan.names().forEach(symbol -> texts.addAll(texts("sub", symbol, plan.channels())));
    return texts;
  }

  private List<String> texts(String verb, String symbol, Set<FeedChannel> channels) {
    return streams(InstrumentKind.PERPETUAL, channels).stream()
        .map(stream -> text(verb, stream, symbol))
        .toList();
  }

  /** Changes of a book that are joined would have no number each. */
  private static String text(String verb, MarketStream stream, String symbol) {
    String more = stream.channel() == FeedChannel.BOOK ? ",\"compress\":false" : "";
    return "{\"method\":\"%s.%s\",\"param\":{\"symbol\":\"%s\"%s}}"
        .formatted(verb, stream.name(), symbol, more);
  }

  @Override
  public List<String> resubscribeBook(String symbol) {
    Set<FeedChannel> book = EnumSet.of(FeedChannel.BOOK);
    List<String> texts = new ArrayList<>(texts("unsub", symbol, book));
    texts.addAll(texts("sub", symbol, book));
    return texts;
  }

  @Override
  public Optional<URI> snapshot(FeedPlan plan, String symbol) {
    return Optional.of(plan.rest().resolve("/api/v1/contract/depth/" + symbol));
  }

  /** Without one for a minute the connection is ended. */
  @Override
  public Optional<String> ping() {
    return Optional.of("{\"method\":\"ping\"}");
  }

  @Override
  public Duration pingEvery() {
    return Duration.ofSeconds(15);
  }

  @Override
  public Duration silence() {
    return Duration.ofSeconds(40);
  }

  @Override
  public Duration betweenTexts() {
    return Duration.ofMillis(100);
  }
}
