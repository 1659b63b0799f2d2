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

  private static List<String> texts(String verb, String symbol, Set<FeedChannel> channels) {
    List<String> texts = new ArrayList<>();
    if (channels.contains(FeedChannel.TRADES)) {
      texts.add(text(verb, "deal", symbol, ""));
    }
    if (channels.contains(FeedChannel.BOOK)) {
      // joined changes would have no number each
      texts.add(text(verb, "depth", symbol, ",\"compress\":false"));
    }
    if (channels.contains(FeedChannel.DERIVATIVE)) {
      texts.add(text(verb, "ticker", symbol, ""));
      texts.add(text(verb, "funding.rate", symbol, ""));
    }
    return texts;
  }

  private static String text(String verb, String topic, String symbol, String more) {
    return "{\"method\":\"%s.%s\",\"param\":{\"symbol\":\"%s\"%s}}"
        .formatted(verb, topic, symbol, more);
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
