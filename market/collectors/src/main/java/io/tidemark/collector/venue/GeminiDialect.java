package io.tidemark.collector.venue;

import io.tidemark.exchange.Venue;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Gemini's socket of 2025: streams by name, books whole first. The venue lists each symbol by a
 * request of its own; no list is asked for, for the names tell what symbols stand for. Source:
 * Gemini's public documentation, "WebSocket API", "Streams", and "List Trades".
 */
final class GeminiDialect extends StreamDialect {

  GeminiDialect() {
    super(Venue.GEMINI, "wss://ws.gemini.com", "https://api.gemini.com", Duration.ofSeconds(40));
  }

  @Override
  public VenueProfile profile() {
    return new VenueProfile(
        "socket of 2025",
        List.of("BTC-USD@gemini", "BTC-GUSD-PERP@gemini"),
        BookCheck.NUMBERS,
        500,
        VenueProfile.Proof.EXAMPLES);
  }

  @Override
  public List<MarketStream> streams(InstrumentKind kind) {
    MarketStream trades = MarketStream.trades("trade");
    MarketStream book = MarketStream.book("depth@100ms");
    return switch (kind) {
      case SPOT -> List.of(trades, book);
      case PERPETUAL ->
          List.of(
              trades,
              book,
              MarketStream.derivative("markPrice", MarketData.MARK_PRICE),
              MarketStream.derivative("fundingAmount", MarketData.FUNDING));
      case DATED -> List.of();
    };
  }

  @Override
  public Optional<String> symbol(String instrument) {
    return InstrumentParts.of(instrument, "gemini")
        .filter(parts -> parts.isSpot() || parts.isPerpetual())
        .map(parts -> (parts.base() + parts.quote() + parts.term()).toLowerCase(Locale.ROOT));
  }

  @Override
  public List<URI> instrumentLists(FeedPlan plan) {
    return List.of();
  }

  /** Each subscription of a book is answered with all of its levels. */
  @Override
  public URI connection(FeedPlan plan) {
    return plan.socket().resolve("/?snapshot=-1");
  }

  /** A stream that the venue does not know refuses its text: each kind has its own. */
  @Override
  List<String> texts(Verb verb, Collection<String> symbols, Set<FeedChannel> channels) {
    List<String> perpetuals = symbols.stream().filter(symbol -> symbol.endsWith("perp")).toList();
    List<String> texts = new ArrayList<>();
    for (MarketStream stream : streams(InstrumentKind.PERPETUAL, channels)) {
      Collection<String> of = stream.channel() == FeedChannel.DERIVATIVE ? perpetuals : symbols;
      if (!of.isEmpty()) {
        texts.add(text(verb, of, "@" + stream.name()));
      }
    }
    return texts;
  }

  private static String text(Verb verb, Collection<String> symbols, String stream) {
    return "{\"id\":\"1\",\"method\":\"%s\",\"params\":[%s]}"
        .formatted(verb.word(), quoted(symbols.stream().map(symbol -> symbol + stream).toList()));
  }

  @Override
  public Optional<URI> pastTrades(FeedPlan plan, String symbol) {
    return Optional.of(plan.rest().resolve("/v1/trades/" + symbol + "?limit_trades=500"));
  }

  @Override
  public Optional<String> ping() {
    return Optional.of("{\"id\":\"1\",\"method\":\"ping\"}");
  }

  @Override
  public Duration pingEvery() {
    return Duration.ofSeconds(15);
  }
}
