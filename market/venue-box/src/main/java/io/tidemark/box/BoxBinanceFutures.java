package io.tidemark.box;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Binance's USD-M futures in the box: a change of a book names the one before it, trades of one
 * order are one, and open interest is answered only.
 */
final class BoxBinanceFutures extends BoxBinance {

  BoxBinanceFutures() {
    super("USDT");
  }

  @Override
  public List<String> changes(BoxMarket market, BoxMarket.Change change, long previous) {
    return List.of(
        depth(
            market,
            "depth@100ms",
            previous,
            change.number(),
            BoxJson.levels(change, true, BoxJson.PAIR),
            BoxJson.levels(change, false, BoxJson.PAIR)));
  }

  private static String depth(
      BoxMarket market, String stream, long previous, long last, String bids, String asks) {
    long now = market.millis();
    return """
    {"stream":"%s@%s","data":{"e":"depthUpdate","E":%d,"T":%d,"s":"%s","U":%d,"u":%d,"pu":%d,"b":[%s],"a":[%s]}}\
    """
        .formatted(
            market.symbol().toLowerCase(Locale.ROOT),
            stream,
            now,
            now,
            market.symbol(),
            previous + 1,
            last,
            previous,
            bids,
            asks);
  }

  @Override
  public Optional<String> otherDepth(BoxMarket market) {
    return Optional.of(
        depth(
            market,
            "depth5@100ms",
            market.number() - 1,
            market.number(),
            BoxJson.levels(market.best(true, 5), BoxJson.PAIR),
            BoxJson.levels(market.best(false, 5), BoxJson.PAIR)));
  }

  @Override
  public String trade(BoxMarket market, BoxMarket.Deal deal) {
    return """
    {"stream":"%s@aggTrade","data":{"e":"aggTrade","E":%d,"s":"%s",%s}}\
    """
        .formatted(
            market.symbol().toLowerCase(Locale.ROOT), deal.millis(), market.symbol(), fields(deal));
  }

  private static String fields(BoxMarket.Deal deal) {
    return """
    "a":%d,"p":"%s","q":"%s","f":%d,"l":%d,"T":%d,"m":%s\
    """
        .formatted(
            deal.id(),
            deal.price(),
            deal.size(),
            2 * deal.id(),
            2 * deal.id() + 1,
            deal.millis(),
            !deal.takerBuys());
  }

  @Override
  public Optional<String> trades(String path, BoxMarket market) {
    return path.contains("/aggTrades?symbol=" + market.symbol() + "&")
        ? Optional.of(
            market.lastDeals(1_000).stream()
                .map(deal -> "{" + fields(deal) + "}")
                .collect(Collectors.joining(",", "[", "]")))
        : Optional.empty();
  }

  @Override
  public Optional<String> asked(String path, BoxMarket market) {
    return path.endsWith("/fapi/v1/openInterest?symbol=" + market.symbol())
        ? Optional.of(
            "{\"openInterest\":\"%d\",\"symbol\":\"%s\",\"time\":%d}"
                .formatted(market.openInterest(), market.symbol(), market.millis()))
        : Optional.empty();
  }
}
