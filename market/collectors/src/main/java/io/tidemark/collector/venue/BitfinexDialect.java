package io.tidemark.collector.venue;

import io.tidemark.exchange.Venue;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Bitfinex, version 2: all messages of a connection are numbered, and a lost one may have been of
 * any book. To end a subscription its channel's number is needed, so books are told again on a new
 * connection only. Source: Bitfinex' public documentation, "WebSocket: public channels", "Conf
 * flags".
 */
final class BitfinexDialect extends StreamDialect {

  /** TIMESTAMP and SEQ_ALL. */
  private static final int FLAGS = 32_768 + 65_536;

  /** The status that is of all symbols at once. */
  private static final String OF_ALL = "liq:global";

  BitfinexDialect() {
    super(
        Venue.BITFINEX,
        "wss://api-pub.bitfinex.com",
        "https://api-pub.bitfinex.com",
        Duration.ofSeconds(45));
  }

  @Override
  public VenueProfile profile() {
    return new VenueProfile(
        "version 2",
        List.of("BTC-USD@bitfinex", "BTC-USDT-PERP@bitfinex"),
        BookCheck.CONNECTION_NUMBERS,
        1_000,
        VenueProfile.Proof.REPLAYED,
        "books of 250 levels");
  }

  @Override
  public List<MarketStream> streams(InstrumentKind kind) {
    MarketStream trades = MarketStream.trades("trades");
    MarketStream book = MarketStream.book("book");
    return switch (kind) {
      case SPOT -> List.of(trades, book);
      case PERPETUAL ->
          List.of(
              trades,
              book,
              MarketStream.derivative(
                  "deriv",
                  MarketData.MARK_PRICE,
                  MarketData.INDEX_PRICE,
                  MarketData.FUNDING,
                  MarketData.OPEN_INTEREST),
              MarketStream.derivative(OF_ALL, MarketData.LIQUIDATIONS));
      case DATED -> List.of();
    };
  }

  @Override
  public Optional<String> symbol(String instrument) {
    return InstrumentParts.of(instrument, "bitfinex").flatMap(BitfinexDialect::symbol);
  }

  /** Short names stand together, longer ones have a colon between them. */
  private static Optional<String> symbol(InstrumentParts parts) {
    String base = name(parts.base());
    String quote = name(parts.quote());
    if (parts.isPerpetual()) {
      return Optional.of("t" + base + "F0:" + quote + "F0");
    }
    String between = base.length() == 3 && quote.length() == 3 ? "" : ":";
    return parts.isSpot() ? Optional.of("t" + base + between + quote) : Optional.empty();
  }

  /** Bitfinex' short name, as its "pub:map:currency:sym" has them. */
  private static String name(String currency) {
    return switch (currency) {
      case "ALGO" -> "ALG";
      case "ATOM" -> "ATO";
      case "DASH" -> "DSH";
      case "DATA" -> "DAT";
      case "IOTA" -> "IOT";
      case "MANA" -> "MNA";
      case "MDOGE" -> "DOG";
      case "QTUM" -> "QTM";
      case "USDC" -> "UDC";
      case "USDT" -> "UST";
      default -> currency;
    };
  }

  @Override
  public List<URI> instrumentLists(FeedPlan plan) {
    return List.of(plan.rest().resolve("/v2/conf/pub:list:pair:exchange"));
  }

  @Override
  public URI connection(FeedPlan plan) {
    return plan.socket().resolve("/ws/2");
  }

  @Override
  public List<String> subscribe(FeedPlan plan) {
    List<String> texts = new ArrayList<>();
    texts.add("{\"event\":\"conf\",\"flags\":%d}".formatted(FLAGS));
    texts.addAll(super.subscribe(plan));
    return texts;
  }

  @Override
  List<String> texts(Verb verb, Collection<String> symbols, Set<FeedChannel> channels) {
    Set<String> texts = new LinkedHashSet<>();
    for (String symbol : symbols) {
      for (MarketStream stream : streams(kind(symbol), channels)) {
        if (!stream.name().equals(OF_ALL)) {
          texts.add(text(stream, symbol));
        }
      }
    }
    for (String symbol : symbols) {
      streams(kind(symbol), channels).stream()
          .filter(stream -> stream.name().equals(OF_ALL))
          .forEach(stream -> texts.add(text(stream, symbol)));
    }
    return List.copyOf(texts);
  }

  private static InstrumentKind kind(String symbol) {
    return isPerpetual(symbol) ? InstrumentKind.PERPETUAL : InstrumentKind.SPOT;
  }

  private static String text(MarketStream stream, String symbol) {
    return switch (stream.channel()) {
      case TRADES -> text("trades", "\"symbol\":\"" + symbol + "\"");
      case BOOK ->
          text(
              "book",
              "\"symbol\":\"%s\",\"prec\":\"P0\",\"freq\":\"F0\",\"len\":\"250\""
                  .formatted(symbol));
      case DERIVATIVE ->
          text(
              "status",
              "\"key\":\"%s\""
                  .formatted(stream.name().equals(OF_ALL) ? OF_ALL : stream.name() + ":" + symbol));
    };
  }

  private static boolean isPerpetual(String symbol) {
    return symbol.contains("F0:");
  }

  private static String text(String channel, String what) {
    return "{\"event\":\"subscribe\",\"channel\":\"%s\",%s}".formatted(channel, what);
  }

  @Override
  public List<String> resubscribeBook(String symbol) {
    return List.of();
  }

  @Override
  public Optional<URI> pastTrades(FeedPlan plan, String symbol) {
    return Optional.of(plan.rest().resolve("/v2/trades/" + symbol + "/hist?limit=1000"));
  }

  /** A connection has room for 25 channels. */
  @Override
  public int symbolsPerConnection() {
    return 8;
  }
}
