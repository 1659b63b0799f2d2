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
 * Gate's spot market and its perpetuals, version 4; contracts have a socket for each currency that
 * they are settled in. Books are those of {@code obu}, "Order Book V2", which sends the whole
 * first. Source: Gate's public documentation, "Spot WebSocket v4", "Futures WebSocket v4", and the
 * trades of "API v4".
 */
final class GateDialect extends StreamDialect {

  /** A market of Gate, and what differs in it. */
  enum Market {
    SPOT(Venue.GATE, "wss://api.gateio.ws", "/ws/v4/", "spot"),
    USDT(Venue.GATE_FUTURES, "wss://fx-ws.gateio.ws", "/v4/ws/usdt", "futures"),
    BTC(Venue.GATE_FUTURES, "wss://fx-ws.gateio.ws", "/v4/ws/btc", "futures");

    private final Venue venue;
    private final String socket;
    private final String path;
    private final String prefix;

    Market(Venue venue, String socket, String path, String prefix) {
      this.venue = venue;
      this.socket = socket;
      this.path = path;
      this.prefix = prefix;
    }
  }

  /** A number is wanted, and its value is not looked at but where a key signs it. */
  private static final String TEXT =
      "{\"time\":1,\"channel\":\"%s.%s\",\"event\":\"%s\",\"payload\":[%s]}";

  private final Market market;

  GateDialect(Market market) {
    super(market.venue, market.socket, "https://api.gateio.ws", Duration.ofSeconds(40));
    this.market = market;
  }

  @Override
  public String name() {
    return market == Market.BTC ? "gate-futures-btc" : super.name();
  }

  /** Other contracts than that of BTC in USD are settled in BTC: their size is none of the base. */
  @Override
  public Optional<String> symbol(String instrument) {
    return InstrumentParts.of(instrument, "gate")
        .filter(
            parts ->
                switch (market) {
                  case SPOT -> parts.isSpot();
                  case USDT -> parts.isPerpetual() && parts.quote().equals("USDT");
                  case BTC ->
                      parts.isPerpetual()
                          && parts.base().equals("BTC")
                          && parts.quote().equals("USD");
                })
        .map(parts -> parts.base() + "_" + parts.quote());
  }

  @Override
  public List<URI> instrumentLists(FeedPlan plan) {
    return List.of(resource(plan, market == Market.SPOT ? "/currency_pairs" : "/contracts"));
  }

  private URI resource(FeedPlan plan, String what) {
    String settled =
        switch (market) {
          case SPOT -> "";
          case USDT -> "/usdt";
          case BTC -> "/btc";
        };
    return plan.rest().resolve("/api/v4/" + market.prefix + settled + what);
  }

  @Override
  public URI connection(FeedPlan plan) {
    return plan.socket().resolve(market.path);
  }

  @Override
  List<String> texts(Verb verb, Collection<String> symbols, Set<FeedChannel> channels) {
    List<String> texts = new ArrayList<>();
    if (channels.contains(FeedChannel.TRADES)) {
      texts.add(text(verb, "trades", symbols));
    }
    if (channels.contains(FeedChannel.BOOK)) {
      texts.add(text(verb, "obu", symbols.stream().map(it -> "ob." + it + ".400").toList()));
    }
    if (channels.contains(FeedChannel.DERIVATIVE) && market != Market.SPOT) {
      texts.add(text(verb, "tickers", symbols));
      texts.add(text(verb, "public_liquidates", symbols));
    }
    return texts;
  }

  private String text(Verb verb, String channel, Collection<String> payload) {
    return TEXT.formatted(market.prefix, channel, verb.word(), quoted(payload));
  }

  @Override
  public Optional<URI> pastTrades(FeedPlan plan, String symbol) {
    String which = market == Market.SPOT ? "currency_pair=" : "contract=";
    return Optional.of(resource(plan, "/trades?" + which + symbol + "&limit=1000"));
  }

  /** An answer comes to each ping. */
  @Override
  public Optional<String> ping() {
    return Optional.of("{\"time\":1,\"channel\":\"%s.ping\"}".formatted(market.prefix));
  }

  @Override
  public Duration pingEvery() {
    return Duration.ofSeconds(15);
  }
}
