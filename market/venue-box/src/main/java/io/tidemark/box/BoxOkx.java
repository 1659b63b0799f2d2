package io.tidemark.box;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** OKX's perpetuals in the box, of contracts that are worth one unit of the base. */
final class BoxOkx extends BoxStream {

  private static final String LEVEL = "[\"%s\",\"%s\",\"0\",\"1\"]";

  BoxOkx() {
    super("\"books\",\"instId\":\"([A-Z0-9-]+)\"");
  }

  @Override
  public List<String> onSubscription(BoxMarket market) {
    return List.of(
        "{\"event\":\"subscribe\",\"arg\":{\"channel\":\"books\",\"instId\":\"%s\"},\"connId\":\"x\"}"
            .formatted(market.symbol()),
        message(
            market,
            "snapshot",
            -1,
            market.number(),
            BoxJson.levels(market.bids(), LEVEL),
            BoxJson.levels(market.asks(), LEVEL)));
  }

  @Override
  public List<String> changes(BoxMarket market, BoxMarket.Change change, long previous) {
    return List.of(
        message(
            market,
            "update",
            previous,
            change.number(),
            BoxJson.levels(change, true, LEVEL),
            BoxJson.levels(change, false, LEVEL)));
  }

  @Override
  public Optional<String> otherDepth(BoxMarket market) {
    return Optional.of(
        """
        {"arg":{"channel":"books5","instId":"%s"},"data":[{"asks":[%s],"bids":[%s],"instId":"%s","ts":"%d","seqId":%d}]}\
        """
            .formatted(
                market.symbol(),
                BoxJson.levels(market.best(false, 5), LEVEL),
                BoxJson.levels(market.best(true, 5), LEVEL),
                market.symbol(),
                market.millis(),
                market.number()));
  }

  private static String message(
      BoxMarket market, String action, long previous, long number, String bids, String asks) {
    return """
    {"arg":{"channel":"books","instId":"%s"},"action":"%s","data":[{"asks":[%s],"bids":[%s],"ts":"%d","seqId":%d,"prevSeqId":%d}]}\
    """
        .formatted(market.symbol(), action, asks, bids, market.millis(), number, previous);
  }

  @Override
  public String trade(BoxMarket market, BoxMarket.Deal deal) {
    return "{\"arg\":{\"channel\":\"trades\",\"instId\":\"%s\"},\"data\":[%s]}"
        .formatted(market.symbol(), row(market, deal));
  }

  private static String row(BoxMarket market, BoxMarket.Deal deal) {
    return """
    {"instId":"%s","tradeId":"%d","px":"%s","sz":"%s","side":"%s","ts":"%d","count":"1"}\
    """
        .formatted(
            market.symbol(),
            deal.id(),
            deal.price(),
            deal.size(),
            BoxJson.side(deal),
            deal.millis());
  }

  @Override
  public boolean answersPastTrades() {
    return true;
  }

  @Override
  public Optional<String> trades(String path, BoxMarket market) {
    return path.contains("/market/trades?instId=" + market.symbol() + "&")
        ? Optional.of(
            "{\"code\":\"0\",\"msg\":\"\",\"data\":["
                + BoxJson.newestFirst(market.lastDeals(500), deal -> row(market, deal))
                + "]}")
        : Optional.empty();
  }

  @Override
  public Optional<String> list(String path, List<BoxMarket> markets) {
    return path.contains("/public/instruments")
        ? Optional.of(
            markets.stream()
                .map(
                    market ->
                        """
                        {"instId":"%s","instType":"SWAP","ctVal":"1","ctMult":"1","ctValCcy":"%s","ctType":"linear","settleCcy":"USDT","uly":"%s","tickSz":"0.25","state":"live"}\
                        """
                            .formatted(
                                market.symbol(),
                                market.symbol().split("-", 2)[0],
                                market.symbol().replace("-SWAP", "")))
                .collect(Collectors.joining(",", "{\"code\":\"0\",\"data\":[", "]}")))
        : Optional.empty();
  }

  /** The newest first; times are ms, the volume in contracts, in the base and in the quote. */
  @Override
  public Optional<String> candles(String path, BoxMarket market) {
    return path.contains("/market/candles?instId=" + market.symbol() + "&bar=1m&")
        ? Optional.of(
            "{\"code\":\"0\",\"msg\":\"\",\"data\":["
                + BoxJson.newestFirst(
                    market.lastBars(300),
                    bar ->
                        "[\"%d\",\"%s\",\"%s\",\"%s\",\"%s\",\"%s\",\"%s\",\"%s\",\"1\"]"
                            .formatted(
                                bar.start(),
                                bar.open(),
                                bar.high(),
                                bar.low(),
                                bar.close(),
                                bar.volume(),
                                bar.volume(),
                                bar.volume() * bar.close()))
                + "]}")
        : Optional.empty();
  }
}
