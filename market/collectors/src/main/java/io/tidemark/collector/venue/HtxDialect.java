package io.tidemark.collector.venue;

import io.tidemark.exchange.Venue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * HTX, once Huobi: it sends texts compressed, and asks every few seconds whether the client lives.
 * Books of spot are whole each second; those of contracts are whole first, then changes with a
 * version. Mark prices and funding are on other sockets: they are asked for, as open interest is;
 * liquidations are not collected. Source: HTX's public documentation, "Websocket Market Data" of
 * spot, of USDT-margined and of coin-margined contracts.
 */
final class HtxDialect extends StreamDialect {

  /** A market of HTX, and what differs in it. */
  @SuppressWarnings("ImmutableEnumChecker") // a list that does not change
  enum Market {
    SPOT(
        Venue.HTX,
        "api.huobi.pro",
        "/ws",
        "/v1/common/symbols",
        "/market/history/trade?symbol=",
        "BTC-USDT@htx"),
    LINEAR(
        Venue.HTX_FUTURES,
        "api.hbdm.com",
        "/linear-swap-ws",
        "/linear-swap-api/v1/swap_contract_info?business_type=all",
        "/linear-swap-ex/market/history/trade?contract_code=",
        "BTC-USDT-PERP@htx",
        "BTC-USDT-250328@htx"),
    INVERSE(
        Venue.HTX_FUTURES,
        "api.hbdm.com",
        "/swap-ws",
        "/swap-api/v1/swap_contract_info",
        "/swap-ex/market/history/trade?contract_code=",
        "BTC-USD-PERP@htx");

    private final Venue venue;
    private final String host;
    private final String path;
    private final String list;
    private final String trades;
    private final List<String> examples;

    Market(Venue venue, String host, String path, String list, String trades, String... examples) {
      this.venue = venue;
      this.host = host;
      this.path = path;
      this.list = list;
      this.trades = trades;
      this.examples = List.of(examples);
    }
  }

  /** A text that is longer is no message of the venue. */
  private static final int LONGEST_TEXT = 16 << 20;

  /** Books of contracts. */
  private static final String CHANGES = "depth.size_150.high_freq";

  private static final Pattern PING = Pattern.compile("\\{\"ping\":(\\d{1,20})}");

  private final Market market;

  HtxDialect(Market market) {
    super(market.venue, "wss://" + market.host, "https://" + market.host, Duration.ofSeconds(20));
    this.market = market;
  }

  @Override
  public String name() {
    return market == Market.INVERSE ? "htx-futures-inverse" : super.name();
  }

  @Override
  public VenueProfile profile() {
    return new VenueProfile(
        market == Market.SPOT ? "market data of spot" : "market data of contracts",
        market.examples,
        market == Market.SPOT ? BookCheck.WHOLE : BookCheck.NUMBERS,
        1_000,
        VenueProfile.Proof.EXAMPLES,
        market == Market.SPOT ? "a book once a second" : "");
  }

  @Override
  public List<MarketStream> streams(InstrumentKind kind) {
    boolean has =
        switch (market) {
          case SPOT -> kind.isSpot();
          case LINEAR -> !kind.isSpot();
          case INVERSE -> kind == InstrumentKind.PERPETUAL;
        };
    return has
        ? List.of(
            MarketStream.trades("trade.detail"),
            MarketStream.book(kind.isSpot() ? "depth.step0" : CHANGES))
        : List.of();
  }

  @Override
  public Optional<String> symbol(String instrument) {
    return InstrumentParts.of(instrument, "htx")
        .filter(
            parts ->
                switch (market) {
                  case SPOT -> parts.isSpot();
                  case LINEAR -> !parts.isSpot() && parts.quote().equals("USDT");
                  case INVERSE -> parts.isPerpetual() && parts.quote().equals("USD");
                })
        .map(
            parts -> {
              String pair = parts.base() + "-" + parts.quote();
              if (parts.isSpot()) {
                return pair.replace("-", "").toLowerCase(Locale.ROOT);
              }
              return parts.isPerpetual() ? pair : pair + "-" + parts.term();
            });
  }

  @Override
  public List<URI> instrumentLists(FeedPlan plan) {
    return List.of(plan.rest().resolve(market.list));
  }

  @Override
  public URI connection(FeedPlan plan) {
    return plan.socket().resolve(market.path);
  }

  @Override
  List<String> texts(Verb verb, Collection<String> symbols, Set<FeedChannel> channels) {
    InstrumentKind kind = market == Market.SPOT ? InstrumentKind.SPOT : InstrumentKind.PERPETUAL;
    List<MarketStream> streams = streams(kind, channels);
    List<String> texts = new ArrayList<>();
    for (String symbol : symbols) {
      for (MarketStream stream : streams) {
        String more = stream.name().equals(CHANGES) ? ",\"data_type\":\"incremental\"" : "";
        texts.add(text(verb, symbol + "." + stream.name(), more));
      }
    }
    return texts;
  }

  private static String text(Verb verb, String topic, String more) {
    return "{\"%s\":\"market.%s\"%s,\"id\":\"1\"}"
        .formatted(verb == Verb.SUBSCRIBE ? "sub" : "unsub", topic, more);
  }

  @Override
  public Optional<URI> pastTrades(FeedPlan plan, String symbol) {
    return Optional.of(plan.rest().resolve(market.trades + symbol + "&size=1000"));
  }

  @Override
  public Map<MarketData, URI> asked(FeedPlan plan, String symbol) {
    return switch (market) {
      case SPOT -> Map.of();
      case LINEAR -> asked(plan, "/linear-swap-api", "linear_swap", symbol);
      case INVERSE -> asked(plan, "/swap-api", "swap", symbol);
    };
  }

  /** The mark price is the last candle's, and the newest funding is the one that settled last. */
  private static Map<MarketData, URI> asked(
      FeedPlan plan, String path, String product, String symbol) {
    Map<MarketData, URI> asked = new EnumMap<>(MarketData.class);
    asked.put(
        MarketData.MARK_PRICE,
        plan.rest()
            .resolve(
                "/index/market/history/%s_mark_price_kline?contract_code=%s&period=1min&size=1"
                    .formatted(product, symbol)));
    asked.put(
        MarketData.OPEN_INTEREST,
        plan.rest().resolve(path + "/v1/swap_open_interest?contract_code=" + symbol));
    if (symbol.indexOf('-') == symbol.lastIndexOf('-')) { // a perpetual
      asked.put(
          MarketData.FUNDING,
          plan.rest().resolve(path + "/v1/swap_historical_funding_rate?contract_code=" + symbol));
    }
    return asked;
  }

  @Override
  public Optional<String> text(byte[] bytes) {
    try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      byte[] text = stream.readNBytes(LONGEST_TEXT + 1);
      return text.length > LONGEST_TEXT
          ? Optional.empty()
          : Optional.of(new String(text, StandardCharsets.UTF_8));
    } catch (IOException e) {
      // not compressed: the connection lives, and what it said is not known
      return Optional.empty();
    }
  }

  @Override
  public Optional<String> reply(String received) {
    Matcher ping = PING.matcher(received);
    return ping.matches() ? Optional.of("{\"pong\":" + ping.group(1) + "}") : Optional.empty();
  }

  /** Each topic is a text of its own. */
  @Override
  public Duration betweenTexts() {
    return Duration.ofMillis(100);
  }
}
