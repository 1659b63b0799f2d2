package io.tidemark.box;

import java.util.List;
import java.util.Optional;

/** Gemini's socket of 2025 in the box: a change begins with the number that the one before had. */
final class BoxGemini extends BoxStream {

  BoxGemini() {
    super("\"([a-z0-9]+)@depth@100ms\"");
  }

  @Override
  public List<String> onSubscription(BoxMarket market) {
    return List.of(
        "{\"id\":\"1\",\"status\":200}",
        book(
            market,
            market.number(),
            market.number(),
            BoxJson.levels(market.bids(), BoxJson.PAIR),
            BoxJson.levels(market.asks(), BoxJson.PAIR)));
  }

  private static String book(BoxMarket market, long first, long last, String bids, String asks) {
    return """
        {"e":"depthUpdate","E":%d000000,"s":"%s","U":%d,"u":%d,"b":[%s],"a":[%s]}"""
        .formatted(market.millis(), market.symbol(), first, last, bids, asks);
  }

  @Override
  public List<String> changes(BoxMarket market, BoxMarket.Change change, long previous) {
    return List.of(
        book(
            market,
            previous,
            change.number(),
            BoxJson.levels(change, true, BoxJson.PAIR),
            BoxJson.levels(change, false, BoxJson.PAIR)));
  }

  @Override
  public Optional<String> otherDepth(BoxMarket market) {
    return Optional.of(
        "{\"lastUpdateId\":%d,\"symbol\":\"%s\",\"bids\":[%s],\"asks\":[%s]}"
            .formatted(
                market.number(),
                market.symbol(),
                BoxJson.levels(market.best(true, 5), BoxJson.PAIR),
                BoxJson.levels(market.best(false, 5), BoxJson.PAIR)));
  }

  @Override
  public String trade(BoxMarket market, BoxMarket.Deal deal) {
    return "{\"E\":%d000000,\"s\":\"%s\",\"t\":%d,\"p\":\"%s\",\"q\":\"%s\",\"m\":%s}"
        .formatted(
            deal.millis(),
            market.symbol(),
            deal.id(),
            deal.price(),
            deal.size(),
            !deal.takerBuys());
  }

  /** There is no list of all. */
  @Override
  public Optional<String> list(String path, List<BoxMarket> markets) {
    return Optional.empty();
  }

  @Override
  public boolean answersPastTrades() {
    return true;
  }

  @Override
  public Optional<String> trades(String path, BoxMarket market) {
    return path.contains("/v1/trades/" + market.symbol() + "?")
        ? Optional.of(
            "["
                + BoxJson.newestFirst(
                    market.lastDeals(500),
                    deal ->
                        """
                        {"timestamp":%d,"timestampms":%d,"tid":%d,"price":"%s","amount":"%s","exchange":"gemini","type":"%s"}"""
                            .formatted(
                                deal.millis() / 1_000,
                                deal.millis(),
                                deal.id(),
                                deal.price(),
                                deal.size(),
                                BoxJson.side(deal)))
                + "]")
        : Optional.empty();
  }
}
