package io.tidemark.box;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Bybit's linear perpetuals in the box. */
final class BoxBybit extends BoxStream {

  BoxBybit() {
    super("\"orderbook\\.50\\.([A-Z0-9]+)\"");
  }

  @Override
  public List<String> onSubscription(BoxMarket market) {
    return List.of(
        "{\"success\":true,\"ret_msg\":\"\",\"op\":\"subscribe\",\"conn_id\":\"x\"}",
        message(
            50,
            market,
            "snapshot",
            market.number(),
            BoxJson.levels(market.bids(), BoxJson.PAIR),
            BoxJson.levels(market.asks(), BoxJson.PAIR)));
  }

  @Override
  public List<String> changes(BoxMarket market, BoxMarket.Change change, long previous) {
    return List.of(
        message(
            50,
            market,
            "delta",
            change.number(),
            BoxJson.levels(change, true, BoxJson.PAIR),
            BoxJson.levels(change, false, BoxJson.PAIR)));
  }

  @Override
  public Optional<String> otherDepth(BoxMarket market) {
    return Optional.of(
        message(
            1,
            market,
            "snapshot",
            market.number(),
            BoxJson.levels(market.best(true, 1), BoxJson.PAIR),
            BoxJson.levels(market.best(false, 1), BoxJson.PAIR)));
  }

  private static String message(
      int depth, BoxMarket market, String type, long number, String bids, String asks) {
    return """
    {"topic":"orderbook.%d.%s","type":"%s","ts":%d,"data":{"s":"%s","b":[%s],"a":[%s],"u":%d,"seq":%d}}\
    """
        .formatted(
            depth,
            market.symbol(),
            type,
            market.millis(),
            market.symbol(),
            bids,
            asks,
            number,
            7 * number);
  }

  @Override
  public String trade(BoxMarket market, BoxMarket.Deal deal) {
    return """
    {"topic":"publicTrade.%s","type":"snapshot","ts":%d,"data":[{"T":%d,"s":"%s","S":"%s","v":"%s","p":"%s","L":"PlusTick","i":"%d","BT":false}]}\
    """
        .formatted(
            market.symbol(),
            deal.millis(),
            deal.millis(),
            market.symbol(),
            deal.takerBuys() ? "Buy" : "Sell",
            deal.size(),
            deal.price(),
            deal.id());
  }

  @Override
  public Optional<String> list(String path, List<BoxMarket> markets) {
    return path.contains("/instruments-info")
        ? Optional.of(
            markets.stream()
                .map(
                    market ->
                        """
                        {"symbol":"%s","contractType":"LinearPerpetual","status":"Trading","baseCoin":"%s","quoteCoin":"USDT","settleCoin":"USDT"}\
                        """
                            .formatted(market.symbol(), market.symbol().replace("USDT", "")))
                .collect(
                    Collectors.joining(
                        ",",
                        "{\"retCode\":0,\"result\":{\"category\":\"linear\",\"list\":[",
                        "]}}")))
        : Optional.empty();
  }

  @Override
  public boolean answersPastTrades() {
    return true;
  }

  /** The newest first. */
  @Override
  public Optional<String> trades(String path, BoxMarket market) {
    List<BoxMarket.Deal> deals = new ArrayList<>(market.lastDeals(1_000));
    Collections.reverse(deals);
    return path.contains("/recent-trade") && path.contains("symbol=" + market.symbol() + "&")
        ? Optional.of(
            deals.stream()
                .map(
                    deal ->
                        """
                        {"execId":"%d","symbol":"%s","price":"%s","size":"%s","side":"%s","time":"%d","isBlockTrade":false}\
                        """
                            .formatted(
                                deal.id(),
                                market.symbol(),
                                deal.price(),
                                deal.size(),
                                deal.takerBuys() ? "Buy" : "Sell",
                                deal.millis()))
                .collect(
                    Collectors.joining(
                        ",",
                        "{\"retCode\":0,\"result\":{\"category\":\"linear\",\"list\":[",
                        "]}}")))
        : Optional.empty();
  }

  /** The newest first; times are ms. */
  @Override
  public Optional<String> candles(String path, BoxMarket market) {
    return path.contains("/kline?category=linear&symbol=" + market.symbol() + "&interval=1&")
        ? Optional.of(
            "{\"retCode\":0,\"result\":{\"category\":\"linear\",\"list\":["
                + BoxJson.newestFirst(
                    market.lastBars(1_000),
                    bar ->
                        "[\"%d\",\"%s\",\"%s\",\"%s\",\"%s\",\"%s\",\"%s\"]"
                            .formatted(
                                bar.start(),
                                bar.open(),
                                bar.high(),
                                bar.low(),
                                bar.close(),
                                bar.volume(),
                                bar.volume() * bar.close()))
                + "]}}")
        : Optional.empty();
  }
}
