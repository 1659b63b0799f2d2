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
 * Bitget, version 3 (that of its unified account; public channels need none): one socket, and a
 * connection for each product, for they share their symbols. Source: Bitget's public documentation,
 * "UTA", its channels publicTrade, books, ticker and liquidation, "Get Instruments" and "Get Recent
 * Public Fills".
 */
final class BitgetDialect extends StreamDialect {

  /** What is traded, and settled in what. */
  enum Product {
    SPOT,
    USDT_FUTURES,
    USDC_FUTURES,
    COIN_FUTURES;

    /** The venue's name of it. */
    private String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** A text may have 4,096 bytes. */
  private static final int MOST_ARGUMENTS = 40;

  private final Product product;

  BitgetDialect(Product product) {
    super(Venue.BITGET, "wss://ws.bitget.com", "https://api.bitget.com", Duration.ofSeconds(60));
    this.product = product;
  }

  @Override
  public String name() {
    return "bitget" + (product == Product.SPOT ? "" : "-" + product.word());
  }

  /** Dated contracts have names of their own, which no rule makes. */
  @Override
  public Optional<String> symbol(String instrument) {
    return InstrumentParts.of(instrument, "bitget")
        .filter(
            parts ->
                switch (product) {
                  case SPOT -> parts.isSpot();
                  case USDT_FUTURES -> parts.isPerpetual() && parts.quote().equals("USDT");
                  case USDC_FUTURES -> parts.isPerpetual() && parts.quote().equals("USDC");
                  case COIN_FUTURES -> parts.isPerpetual() && parts.quote().equals("USD");
                })
        .map(parts -> parts.base() + (product == Product.USDC_FUTURES ? "PERP" : parts.quote()));
  }

  @Override
  public List<URI> instrumentLists(FeedPlan plan) {
    return List.of(request(plan, "instruments", ""));
  }

  private URI request(FeedPlan plan, String what, String more) {
    String category = product.word().toUpperCase(Locale.ROOT);
    return plan.rest().resolve("/api/v3/market/" + what + "?category=" + category + more);
  }

  @Override
  public URI connection(FeedPlan plan) {
    return plan.socket().resolve("/v3/ws/public");
  }

  @Override
  List<String> texts(Verb verb, Collection<String> symbols, Set<FeedChannel> channels) {
    boolean derivative = channels.contains(FeedChannel.DERIVATIVE) && product != Product.SPOT;
    List<String> arguments = new ArrayList<>();
    for (String symbol : symbols) {
      String of = ",\"symbol\":\"" + symbol + "\"";
      if (channels.contains(FeedChannel.TRADES)) {
        arguments.add(argument("publicTrade", of));
      }
      if (channels.contains(FeedChannel.BOOK)) {
        arguments.add(argument("books", of));
      }
      if (derivative) {
        arguments.add(argument("ticker", of));
      }
    }
    if (derivative) {
      // of all symbols at once
      arguments.add(argument("liquidation", ""));
    }
    return inTexts("{\"op\":\"" + verb.word() + "\",\"args\":[%s]}", arguments, MOST_ARGUMENTS);
  }

  private String argument(String topic, String more) {
    return "{\"instType\":\"%s\",\"topic\":\"%s\"%s}".formatted(product.word(), topic, more);
  }

  @Override
  public Optional<URI> pastTrades(FeedPlan plan, String symbol) {
    return Optional.of(request(plan, "fills", "&symbol=" + symbol + "&limit=100"));
  }

  /** As a plain text; {@code pong} comes back. */
  @Override
  public Optional<String> ping() {
    return Optional.of("ping");
  }

  /** More than 50 channels of a connection are advised against. */
  @Override
  public int symbolsPerConnection() {
    return 16;
  }
}
