package io.tidemark.box;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** MEXC's spot market in the box: market data is protobuf, the rest text; versions rise by one. */
final class BoxMexcSpot extends BoxStream {

  private static final String CHANNEL = "spot@public.%s.v3.api.pb@%s";

  BoxMexcSpot() {
    super("aggre\\.depth\\.v3\\.api\\.pb@100ms@([A-Z0-9]+)\"");
  }

  @Override
  public boolean knows(BoxFault fault) {
    return fault != BoxFault.RESENDS_SNAPSHOT;
  }

  @Override
  public Set<String> subscribesTo(String text) {
    return text.contains("\"SUBSCRIPTION\"") ? symbols(text) : Set.of();
  }

  @Override
  public List<String> answers(String text) {
    return text.contains("\"PING\"") ? List.of(said("PONG")) : List.of();
  }

  private static String said(String what) {
    return "{\"id\":0,\"code\":0,\"msg\":\"%s\"}".formatted(what);
  }

  /** Messages of the market have a character for each byte; they begin with the channel's field. */
  @Override
  public Optional<byte[]> bytes(String text) {
    return text.startsWith("{")
        ? Optional.empty()
        : Optional.of(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public List<String> onSubscription(BoxMarket market) {
    return List.of(said(CHANNEL.formatted("aggre.depth", "100ms@" + market.symbol())));
  }

  @Override
  public List<String> changes(BoxMarket market, BoxMarket.Change change, long previous) {
    WireBytes levels = new WireBytes();
    for (BoxMarket.Level level : change.levels()) {
      levels.message(level.bid() ? 2 : 1, level(level.price(), level.size()));
    }
    levels.text(4, Long.toString(previous + 1)).text(5, Long.toString(change.number()));
    return List.of(message(market, "aggre.depth", "100ms@" + market.symbol(), 313, levels));
  }

  private static WireBytes level(double price, double size) {
    return new WireBytes().text(1, Double.toString(price)).text(2, Double.toString(size));
  }

  private static String message(
      BoxMarket market, String topic, String of, int field, WireBytes body) {
    return new WireBytes()
        .text(1, CHANNEL.formatted(topic, of))
        .text(3, market.symbol())
        .number(6, market.millis())
        .message(field, body)
        .characters();
  }

  @Override
  public Optional<String> otherDepth(BoxMarket market) {
    WireBytes levels = new WireBytes();
    add(levels, 1, market.best(false, 5));
    add(levels, 2, market.best(true, 5));
    levels.text(4, Long.toString(market.number()));
    return Optional.of(message(market, "limit.depth", market.symbol() + "@5", 303, levels));
  }

  private static void add(WireBytes levels, int field, Map<Double, Double> side) {
    side.forEach((price, size) -> levels.message(field, level(price, size)));
  }

  @Override
  public String trade(BoxMarket market, BoxMarket.Deal deal) {
    WireBytes row =
        level(deal.price(), deal.size())
            .number(3, deal.takerBuys() ? 1 : 2)
            .number(4, deal.millis())
            .text(5, Long.toString(deal.id()));
    WireBytes deals = new WireBytes().message(1, row);
    return message(market, "aggre.deals", "100ms@" + market.symbol(), 314, deals);
  }

  @Override
  public Optional<String> list(String path, List<BoxMarket> markets) {
    return path.endsWith("/api/v3/exchangeInfo")
        ? Optional.of("{\"symbols\":[" + BoxJson.rows(markets, BoxMexcSpot::listed) + "]}")
        : Optional.empty();
  }

  private static String listed(BoxMarket market) {
    return "{\"symbol\":\"%s\",\"baseAsset\":\"%s\",\"quoteAsset\":\"USDT\"}"
        .formatted(market.symbol(), market.symbol().replace("USDT", ""));
  }

  @Override
  public String snapshotPath(BoxMarket market) {
    return "/api/v3/depth?symbol=" + market.symbol() + "&limit=1000";
  }

  @Override
  public Optional<String> snapshot(String path, BoxMarket market) {
    return path.endsWith(snapshotPath(market))
        ? Optional.of(
            "{\"lastUpdateId\":%d,\"bids\":[%s],\"asks\":[%s],\"timestamp\":%d}"
                .formatted(
                    market.number(),
                    BoxJson.levels(market.bids(), BoxJson.PAIR),
                    BoxJson.levels(market.asks(), BoxJson.PAIR),
                    market.millis()))
        : Optional.empty();
  }
}
