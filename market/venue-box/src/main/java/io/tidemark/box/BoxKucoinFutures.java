package io.tidemark.box;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * KuCoin's futures in the box, of contracts of one unit of the base: each level that changes is a
 * message with a number of its own.
 */
final class BoxKucoinFutures extends BoxKucoin {

  private static final String LEVEL = "[%s,%s]";

  /** The number of the last message of each book. */
  private final Map<String, Long> numbers = new HashMap<>();

  @Override
  public List<String> changes(BoxMarket market, BoxMarket.Change change, long previous) {
    return change.levels().stream()
        .map(
            level ->
                """
                {"type":"message","topic":"/contractMarket/level2:%s","subject":"level2","data":{"sequence":%d,"change":"%s,%s,%s","timestamp":%d}}\
                """
                    .formatted(
                        market.symbol(),
                        numbers.merge(market.symbol(), 1L, Long::sum),
                        level.price(),
                        level.bid() ? "buy" : "sell",
                        level.size(),
                        market.millis()))
        .toList();
  }

  @Override
  public Optional<String> otherDepth(BoxMarket market) {
    return Optional.of(
        """
        {"type":"message","topic":"/contractMarket/level2Depth5:%s","subject":"level2","data":{"asks":[%s],"bids":[%s],"sequence":7,"timestamp":%d}}\
        """
            .formatted(
                market.symbol(),
                BoxJson.levels(market.best(false, 5), LEVEL),
                BoxJson.levels(market.best(true, 5), LEVEL),
                market.millis()));
  }

  @Override
  public String trade(BoxMarket market, BoxMarket.Deal deal) {
    return """
    {"type":"message","topic":"/contractMarket/execution:%s","subject":"match","data":{"symbol":"%s",%s}}\
    """
        .formatted(market.symbol(), market.symbol(), fields(deal));
  }

  private static String fields(BoxMarket.Deal deal) {
    return """
    "sequence":%d,"tradeId":"%d","side":"%s","size":%s,"price":"%s","ts":%d000000\
    """
        .formatted(
            7 * deal.id(), deal.id(), BoxJson.side(deal), deal.size(), deal.price(), deal.millis());
  }

  @Override
  public Optional<String> list(String path, List<BoxMarket> markets) {
    return path.endsWith("/api/v1/contracts/active")
        ? Optional.of(answer("[" + BoxJson.rows(markets, market -> description(market, "")) + "]"))
        : Optional.empty();
  }

  private static String description(BoxMarket market, String more) {
    return """
    {"symbol":"%s","baseCurrency":"%s","quoteCurrency":"USDT","settleCurrency":"USDT","multiplier":1,"isInverse":false,"expireDate":null%s}\
    """
        .formatted(market.symbol(), market.symbol().substring(0, 3), more);
  }

  @Override
  public Optional<String> asked(String path, BoxMarket market) {
    return path.endsWith("/api/v1/contracts/" + market.symbol())
        ? Optional.of(
            answer(description(market, ",\"openInterest\":\"" + market.openInterest() + "\"")))
        : Optional.empty();
  }

  @Override
  public Optional<String> trades(String path, BoxMarket market) {
    return path.endsWith("/trade/history?symbol=" + market.symbol())
        ? Optional.of(
            answer(
                "["
                    + BoxJson.newestFirst(market.lastDeals(100), deal -> "{" + fields(deal) + "}")
                    + "]"))
        : Optional.empty();
  }

  @Override
  public String snapshotPath(BoxMarket market) {
    return "/level2/snapshot?symbol=" + market.symbol();
  }

  @Override
  public Optional<String> snapshot(String path, BoxMarket market) {
    return path.endsWith(snapshotPath(market))
        ? Optional.of(
            answer(
                "{\"symbol\":\"%s\",\"sequence\":%d,\"bids\":[%s],\"asks\":[%s],\"ts\":%d000000}"
                    .formatted(
                        market.symbol(),
                        numbers.getOrDefault(market.symbol(), 0L),
                        BoxJson.levels(market.bids(), LEVEL),
                        BoxJson.levels(market.asks(), LEVEL),
                        market.millis())))
        : Optional.empty();
  }
}
