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
    SPOT("BTC-USDT@bitget"),
    USDT_FUTURES("BTC-USDT-PERP@bitget"),
    USDC_FUTURES("BTC-USDC-PERP@bitget"),
    COIN_FUTURES("BTC-USD-PERP@bitget");

    private final String example;

    Product(String example) {
      this.example = example;
    }

    /** The venue's name of it. */
    private String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** A text may have 4,096 bytes. */
  private static final int MOST_ARGUMENTS = 40;

  /** The topic that is of all symbols at once. */
  private static final String OF_ALL = "liquidation";

  private final Product product;

  BitgetDialect(Product product) {
    super(Venue.BITGET, "wss://ws.bitget.com", "https://api.bitget.com", Duration.ofSeconds(60));
    this.product = product;
  }

  @Override
  public String name() {
    return "bitget" + (product == Product.SPOT ? "" : "-" + product.word());
  }

  @Override
  public VenueProfile profile() {
    return new VenueProfile(
        "version 3 (UTA)",
        List.of(product.example),
        BookCheck.NUMBERS,
        100,
        VenueProfile.Proof.EXAMPLES,
        hasLiquidations() ? "of liquidations a second's largest of each side" : "");
  }

  @Override
  public List<MarketStream> streams(InstrumentKind kind) {
    if (kind != kind()) {
      return List.of();
    }
    List<MarketStream> streams = new ArrayList<>();
    streams.add(MarketStream.trades("publicTrade"));
    streams.add(MarketStream.book("books"));
    if (!kind.isSpot()) {
      streams.add(
          MarketStream.derivative(
              "ticker",
              MarketData.MARK_PRICE,
              MarketData.INDEX_PRICE,
              MarketData.FUNDING,
              MarketData.OPEN_INTEREST));
    }
    if (hasLiquidations()) {
      streams.add(MarketStream.derivative(OF_ALL, MarketData.LIQUIDATIONS));
    }
    return streams;
  }

  private InstrumentKind kind() {
    return product == Product.SPOT ? InstrumentKind.SPOT : InstrumentKind.PERPETUAL;
  }

  /** Those of coin futures are not read: their unit is not said. */
  private boolean hasLiquidations() {
    return product == Product.USDT_FUTURES || product == Product.USDC_FUTURES;
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
    List<MarketStream> streams = streams(kind(), channels);
    List<String> arguments = new ArrayList<>();
    for (String symbol : symbols) {
      String of = ",\"symbol\":\"" + symbol + "\"";
      for (MarketStream stream : streams) {
        if (!stream.name().equals(OF_ALL)) {
          arguments.add(argument(stream.name(), of));
        }
      }
    }
    if (streams.stream().anyMatch(stream -> stream.name().equals(OF_ALL))) {
      arguments.add(argument(OF_ALL, ""));
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
