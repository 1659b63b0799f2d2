package io.tidemark.collector.venue;

import io.tidemark.exchange.Venue;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Crypto.com Exchange, version 1: one socket for spot and contracts, books of 50 levels. The venue
 * asks for a sign of life every 30 s. Source: its public documentation, "Websocket Heartbeats",
 * "Rate Limits", "book.{instrument_name}.{depth}" and "public/get-trades".
 */
final class CryptoComDialect extends StreamDialect {

  private static final String TEXT =
      "{\"id\":1,\"method\":\"%s\",\"params\":{\"channels\":[%%s]%s}}";

  /** Without it, books come whole each time and five times as seldom. */
  private static final String CHANGES =
      ",\"book_subscription_type\":\"SNAPSHOT_AND_UPDATE\",\"book_update_frequency\":100";

  private static final String INDEX = "index";
  private static final int MOST_CHANNELS = 100;
  private static final String HEARTBEAT = "\"public/heartbeat\"";
  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*(\\d+)");
  private static final Set<String> CONTRACT_QUOTES = Set.of("USD", "USDT", "USDC", "EUR");

  CryptoComDialect() {
    super(
        Venue.CRYPTO_COM,
        "wss://stream.crypto.com",
        "https://api.crypto.com",
        Duration.ofSeconds(70));
  }

  @Override
  public VenueProfile profile() {
    return new VenueProfile(
        "Exchange, version 1",
        List.of("BTC-USDT@crypto_com", "BTC-USD-PERP@crypto_com", "BTC-USD-250328@crypto_com"),
        BookCheck.NUMBERS,
        150,
        VenueProfile.Proof.EXAMPLES,
        "books of 50 levels");
  }

  @Override
  public List<MarketStream> streams(InstrumentKind kind) {
    List<MarketStream> streams = new ArrayList<>();
    streams.add(MarketStream.trades("trade"));
    streams.add(MarketStream.book("book"));
    if (!kind.isSpot()) {
      streams.add(MarketStream.derivative("ticker", MarketData.OPEN_INTEREST));
      streams.add(MarketStream.derivative("mark", MarketData.MARK_PRICE));
      streams.add(MarketStream.derivative(INDEX, MarketData.INDEX_PRICE));
    }
    if (kind == InstrumentKind.PERPETUAL) {
      streams.add(MarketStream.derivative("funding", MarketData.FUNDING));
    }
    return streams;
  }

  @Override
  public Optional<String> symbol(String instrument) {
    return InstrumentParts.of(instrument, "crypto_com")
        .filter(
            parts ->
                parts.isSpot()
                    || (CONTRACT_QUOTES.contains(parts.quote())
                        && parts.term().matches("PERP|\\d{6}")))
        .map(
            parts ->
                parts.isSpot()
                    ? parts.base() + "_" + parts.quote()
                    : parts.base() + parts.quote() + "-" + parts.term());
  }

  @Override
  public List<URI> instrumentLists(FeedPlan plan) {
    return List.of(request(plan, "get-instruments"));
  }

  private static URI request(FeedPlan plan, String what) {
    return plan.rest().resolve("/exchange/v1/public/" + what);
  }

  @Override
  public URI connection(FeedPlan plan) {
    return plan.socket().resolve("/exchange/v1/market");
  }

  @Override
  List<String> texts(Verb verb, Collection<String> symbols, Set<FeedChannel> channels) {
    Set<String> names = new LinkedHashSet<>();
    List<String> books = new ArrayList<>();
    for (String symbol : symbols) {
      for (MarketStream stream : streams(kind(symbol), channels)) {
        if (stream.channel() == FeedChannel.BOOK) {
          books.add(stream.name() + "." + symbol + ".50");
        } else {
          names.add(stream.name() + "." + (stream.name().equals(INDEX) ? index(symbol) : symbol));
        }
      }
    }
    List<String> texts = new ArrayList<>();
    texts.addAll(inTexts(TEXT.formatted(verb.word(), CHANGES), inQuotes(books), MOST_CHANNELS));
    texts.addAll(inTexts(TEXT.formatted(verb.word(), ""), inQuotes(names), MOST_CHANNELS));
    return texts;
  }

  private static List<String> inQuotes(Collection<String> names) {
    return names.stream().map(name -> '"' + name + '"').toList();
  }

  private static InstrumentKind kind(String symbol) {
    if (symbol.indexOf('-') < 0) {
      return InstrumentKind.SPOT;
    }
    return symbol.endsWith("-" + InstrumentParts.PERPETUAL)
        ? InstrumentKind.PERPETUAL
        : InstrumentKind.DATED;
  }

  /** The contracts of a pair have one. */
  private static String index(String symbol) {
    return symbol.substring(0, symbol.indexOf('-')) + "-INDEX";
  }

  /** The venue tells the whole book to who subscribes again. */
  @Override
  public List<String> resubscribeBook(String symbol) {
    return texts(Verb.SUBSCRIBE, List.of(symbol), EnumSet.of(FeedChannel.BOOK));
  }

  /** The first message of trades holds past ones. */
  @Override
  public boolean tellsWhatIsSent() {
    return true;
  }

  /** It wants the id of its question within 5 s. */
  @Override
  public Optional<String> reply(String received) {
    if (!received.contains(HEARTBEAT)) {
      return Optional.empty();
    }
    Matcher id = ID.matcher(received);
    return id.find()
        ? Optional.of("{\"id\":%s,\"method\":\"public/respond-heartbeat\"}".formatted(id.group(1)))
        : Optional.empty();
  }

  @Override
  public Optional<URI> pastTrades(FeedPlan plan, String symbol) {
    return Optional.of(request(plan, "get-trades?instrument_name=" + symbol + "&count=150"));
  }

  /** Texts are counted by the second of the clock in which the connection was opened. */
  @Override
  public Duration beforeTexts() {
    return Duration.ofSeconds(1);
  }
}
