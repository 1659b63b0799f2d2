package io.tidemark.box;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** OKX's perpetuals in the box, of contracts that are worth one unit of the base. */
final class BoxOkx extends BoxStream {

  BoxOkx() {
    super("\"books\",\"instId\":\"([A-Z0-9-]+)\"");
  }

  @Override
  public List<String> onSubscription(BoxMarket market) {
    return List.of(
        "{\"event\":\"subscribe\",\"arg\":{\"channel\":\"books\",\"instId\":\"%s\"},\"connId\":\"x\"}"
            .formatted(market.symbol()),
        message(market, "snapshot", -1, market.number(), side(market.bids()), side(market.asks())));
  }

  @Override
  public String change(BoxMarket market, BoxMarket.Change change, long previous) {
    return message(
        market, "update", previous, change.number(), levels(change, true), levels(change, false));
  }

  @Override
  public Optional<String> otherDepth(BoxMarket market) {
    return Optional.of(
        """
        {"arg":{"channel":"books5","instId":"%s"},"data":[{"asks":[%s],"bids":[%s],"instId":"%s","ts":"%d","seqId":%d}]}"""
            .formatted(
                market.symbol(),
                side(market.best(false, 5)),
                side(market.best(true, 5)),
                market.symbol(),
                System.currentTimeMillis(),
                market.number()));
  }

  private static String message(
      BoxMarket market, String action, long previous, long number, String bids, String asks) {
    return """
        {"arg":{"channel":"books","instId":"%s"},"action":"%s","data":[{"asks":[%s],"bids":[%s],"ts":"%d","seqId":%d,"prevSeqId":%d}]}"""
        .formatted(
            market.symbol(), action, asks, bids, System.currentTimeMillis(), number, previous);
  }

  private static String side(Map<Double, Double> levels) {
    return levels.entrySet().stream()
        .map(level -> "[\"" + level.getKey() + "\",\"" + level.getValue() + "\",\"0\",\"1\"]")
        .collect(Collectors.joining(","));
  }

  private static String levels(BoxMarket.Change change, boolean bid) {
    return change.levels().stream()
        .filter(level -> level.bid() == bid)
        .map(level -> "[\"" + level.price() + "\",\"" + level.size() + "\",\"0\",\"1\"]")
        .collect(Collectors.joining(","));
  }

  @Override
  public String trade(BoxMarket market, BoxMarket.Deal deal) {
    return """
        {"arg":{"channel":"trades","instId":"%s"},"data":[{"instId":"%s","tradeId":"%d","px":"%s","sz":"%s","side":"%s","ts":"%d","count":"1"}]}"""
        .formatted(
            market.symbol(),
            market.symbol(),
            deal.id(),
            deal.price(),
            deal.size(),
            deal.takerBuys() ? "buy" : "sell",
            deal.millis());
  }

  @Override
  public Optional<String> list(String path, List<BoxMarket> markets) {
    return path.contains("/public/instruments")
        ? Optional.of(
            markets.stream()
                .map(
                    market ->
                        """
                        {"instId":"%s","instType":"SWAP","ctVal":"1","ctMult":"1","ctValCcy":"%s","ctType":"linear","settleCcy":"USDT","uly":"%s","tickSz":"0.25","state":"live"}"""
                            .formatted(
                                market.symbol(),
                                market.symbol().split("-", 2)[0],
                                market.symbol().replace("-SWAP", "")))
                .collect(Collectors.joining(",", "{\"code\":\"0\",\"data\":[", "]}")))
        : Optional.empty();
  }
}
