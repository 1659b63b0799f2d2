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
 * Bitstamp, version 2: a text for each channel of each market. The book is the best 100 levels,
 * whole each time: the changes of the whole book have no numbers, so that a lost one would not
 * show. The venue asks for a new connection before it ends one. Source: Bitstamp's public
 * documentation, "WebSocket API v2", and "HTTP API", "Markets" and "Transactions".
 */
final class BitstampDialect extends StreamDialect {

  /** Longer texts are of the market. */
  private static final int LONGEST_REQUEST = 200;

  BitstampDialect() {
    super(
        Venue.BITSTAMP,
        "wss://ws.bitstamp.net",
        "https://www.bitstamp.net",
        Duration.ofSeconds(40));
  }

  @Override
  public VenueProfile profile() {
    return new VenueProfile(
        "version 2",
        List.of("BTC-USD@bitstamp", "BTC-USD-PERP@bitstamp"),
        BookCheck.WHOLE,
        VenueProfile.ALL_OF_AN_HOUR,
        VenueProfile.Proof.EXAMPLES,
        "books of 100 levels; past trades are those of an hour, in whole seconds");
  }

  @Override
  public List<MarketStream> streams(InstrumentKind kind) {
    MarketStream trades = MarketStream.trades("live_trades");
    MarketStream book = MarketStream.book("order_book");
    return switch (kind) {
      case SPOT -> List.of(trades, book);
      case PERPETUAL ->
          List.of(
              trades,
              book,
              MarketStream.derivative(
                  "funding_rate",
                  MarketData.MARK_PRICE,
                  MarketData.INDEX_PRICE,
                  MarketData.FUNDING));
      case DATED -> List.of();
    };
  }

  @Override
  public Optional<String> symbol(String instrument) {
    return InstrumentParts.of(instrument, "bitstamp")
        .filter(parts -> parts.isSpot() || parts.isPerpetual())
        .map(
            parts ->
                (parts.base() + parts.quote()).toLowerCase(Locale.ROOT)
                    + (parts.isSpot() ? "" : "-perp"));
  }

  @Override
  public List<URI> instrumentLists(FeedPlan plan) {
    return List.of(plan.rest().resolve("/api/v2/markets/"));
  }

  @Override
  public URI connection(FeedPlan plan) {
    return plan.socket().resolve("/");
  }

  @Override
  List<String> texts(Verb verb, Collection<String> symbols, Set<FeedChannel> channels) {
    List<String> texts = new ArrayList<>();
    for (String symbol : symbols) {
      InstrumentKind kind =
          symbol.endsWith("-perp") ? InstrumentKind.PERPETUAL : InstrumentKind.SPOT;
      for (MarketStream stream : streams(kind, channels)) {
        texts.add(text(verb, stream.name() + "_" + symbol));
      }
    }
    return texts;
  }

  private static String text(Verb verb, String channel) {
    return "{\"event\":\"bts:%s\",\"data\":{\"channel\":\"%s\"}}".formatted(verb.word(), channel);
  }

  /** Those of the last hour; their times are in seconds. */
  @Override
  public Optional<URI> pastTrades(FeedPlan plan, String symbol) {
    return Optional.of(plan.rest().resolve("/api/v2/transactions/" + symbol + "/?time=hour"));
  }

  @Override
  public boolean endsSoon(String received) {
    return received.length() < LONGEST_REQUEST && received.contains("\"bts:request_reconnect\"");
  }

  /** It is answered. */
  @Override
  public Optional<String> ping() {
    return Optional.of("{\"event\":\"bts:heartbeat\"}");
  }

  @Override
  public Duration pingEvery() {
    return Duration.ofSeconds(15);
  }

  /** Each channel is a text of its own. */
  @Override
  public Duration betweenTexts() {
    return Duration.ofMillis(100);
  }
}
