package io.tidemark.collector.venue;

import io.tidemark.exchange.Venue;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
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

  BitfinexDialect() {
    super(
        Venue.BITFINEX,
        "wss://api-pub.bitfinex.com",
        "https://api-pub.bitfinex.com",
        Duration.ofSeconds(45));
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
    List<String> texts = new ArrayList<>();
    for (String symbol : symbols) {
      if (channels.contains(FeedChannel.TRADES)) {
        texts.add(text("trades", "\"symbol\":\"" + symbol + "\""));
      }
      if (channels.contains(FeedChannel.BOOK)) {
        String levels = "\"symbol\":\"%s\",\"prec\":\"P0\",\"freq\":\"F0\",\"len\":\"250\"";
        texts.add(text("book", levels.formatted(symbol)));
      }
      if (channels.contains(FeedChannel.DERIVATIVE) && isPerpetual(symbol)) {
        texts.add(text("status", "\"key\":\"deriv:" + symbol + "\""));
      }
    }
    if (channels.contains(FeedChannel.DERIVATIVE)
        && symbols.stream().anyMatch(BitfinexDialect::isPerpetual)) {
      texts.add(text("status", "\"key\":\"liq:global\""));
    }
    return texts;
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
