package io.tidemark.box;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** KuCoin's spot market in the box: a token before the connection, snapshots by request. */
class BoxKucoin extends BoxStream {

  BoxKucoin() {
    super("[mM]arket/level2:([A-Z0-9,-]+)\"");
  }

  @Override
  public boolean knows(BoxFault fault) {
    return fault != BoxFault.RESENDS_SNAPSHOT;
  }

  /** A text names several symbols. */
  @Override
  public Set<String> subscribesTo(String text) {
    Set<String> symbols = new HashSet<>();
    super.subscribesTo(text).forEach(some -> symbols.addAll(List.of(some.split(",", -1))));
    return symbols;
  }

  @Override
  public List<String> onSubscription(BoxMarket market) {
    return List.of("{\"id\":\"1\",\"type\":\"ack\"}");
  }

  @Override
  public List<String> changes(BoxMarket market, BoxMarket.Change change, long previous) {
    String level = "[\"%s\",\"%s\",\"" + change.number() + "\"]";
    return List.of(
        """
        {"type":"message","topic":"/market/level2:%s","subject":"trade.l2update","data":{"changes":{"asks":[%s],"bids":[%s]},"sequenceStart":%d,"sequenceEnd":%d,"symbol":"%s","time":%d}}"""
            .formatted(
                market.symbol(),
                BoxJson.levels(change, false, level),
                BoxJson.levels(change, true, level),
                previous + 1,
                change.number(),
                market.symbol(),
                market.millis()));
  }

  @Override
  public Optional<String> otherDepth(BoxMarket market) {
    return Optional.of(
        """
        {"type":"message","topic":"/spotMarket/level2Depth5:%s","subject":"level2","data":{"asks":[%s],"bids":[%s],"timestamp":%d}}"""
            .formatted(
                market.symbol(),
                BoxJson.levels(market.best(false, 5), BoxJson.PAIR),
                BoxJson.levels(market.best(true, 5), BoxJson.PAIR),
                market.millis()));
  }

  @Override
  public String trade(BoxMarket market, BoxMarket.Deal deal) {
    return """
        {"type":"message","topic":"/market/match:%s","subject":"trade.l3match","data":{"symbol":"%s","type":"match","tradeId":"%d",%s}}"""
        .formatted(market.symbol(), market.symbol(), deal.id(), fields(deal));
  }

  private static String fields(BoxMarket.Deal deal) {
    return """
        "sequence":"%d","side":"%s","size":"%s","price":"%s","time":"%d000000\""""
        .formatted(deal.id(), BoxJson.side(deal), deal.size(), deal.price(), deal.millis());
  }

  @Override
  public Optional<String> list(String path, List<BoxMarket> markets) {
    return path.endsWith("/api/v2/symbols")
        ? Optional.of(
            answer(
                "["
                    + BoxJson.rows(
                        markets,
                        market ->
                            "{\"symbol\":\"%s\",\"baseCurrency\":\"%s\",\"quoteCurrency\":\"USDT\"}"
                                .formatted(market.symbol(), market.symbol().replace("-USDT", "")))
                    + "]"))
        : Optional.empty();
  }

  static String answer(String data) {
    return "{\"code\":\"200000\",\"data\":" + data + "}";
  }

  @Override
  public Optional<String> ticket(String path) {
    return path.endsWith("/bullet-public")
        ? Optional.of(
            answer(
                """
                {"token":"kept_-short==","instanceServers":[{"endpoint":"wss://socket.invalid/","encrypt":true,"protocol":"websocket","pingInterval":18000,"pingTimeout":10000}]}"""))
        : Optional.empty();
  }

  @Override
  public boolean answersPastTrades() {
    return true;
  }

  @Override
  public Optional<String> trades(String path, BoxMarket market) {
    return path.endsWith("/market/histories?symbol=" + market.symbol())
        ? Optional.of(
            answer(
                "[" + BoxJson.rows(market.lastDeals(100), deal -> "{" + fields(deal) + "}") + "]"))
        : Optional.empty();
  }

  @Override
  public String snapshotPath(BoxMarket market) {
    return "/market/orderbook/level2_100?symbol=" + market.symbol();
  }

  @Override
  public Optional<String> snapshot(String path, BoxMarket market) {
    return path.endsWith(snapshotPath(market))
        ? Optional.of(
            answer(
                "{\"time\":%d,\"sequence\":\"%d\",\"bids\":[%s],\"asks\":[%s]}"
                    .formatted(
                        market.millis(),
                        market.number(),
                        BoxJson.levels(market.bids(), BoxJson.PAIR),
                        BoxJson.levels(market.asks(), BoxJson.PAIR))))
        : Optional.empty();
  }
}
