package io.tidemark.box;

import java.util.List;
import java.util.Optional;

/** Hyperliquid's perpetuals in the box: books are whole each time, twenty levels a side. */
final class BoxHyperliquid extends BoxStream {

  private static final String FORM = "{\"px\":\"%s\",\"sz\":\"%s\",\"n\":1}";
  private static final int DEPTH = 20;

  BoxHyperliquid() {
    super("\"type\":\"l2Book\",\"coin\":\"([A-Za-z0-9:]+)\"");
  }

  @Override
  public List<String> onSubscription(BoxMarket market) {
    return List.of(
        """
        {"channel":"subscriptionResponse","data":{"method":"subscribe","subscription":{"type":"l2Book","coin":"%s"}}}"""
            .formatted(market.symbol()),
        book(market));
  }

  private static String book(BoxMarket market) {
    return """
        {"channel":"l2Book","data":{"coin":"%s","time":%d,"levels":[[%s],[%s]]}}"""
        .formatted(
            market.symbol(),
            market.millis(),
            BoxLevels.all(FORM, market.best(true, DEPTH)),
            BoxLevels.all(FORM, market.best(false, DEPTH)));
  }

  @Override
  public List<String> changes(BoxMarket market, BoxMarket.Change change, long previous) {
    return List.of(book(market));
  }

  @Override
  public String trade(BoxMarket market, BoxMarket.Deal deal) {
    return """
        {"channel":"trades","data":[{"coin":"%s","side":"%s","px":"%s","sz":"%s","time":%d,"tid":%d,"hash":"0x0"}]}"""
        .formatted(
            market.symbol(),
            deal.takerBuys() ? "B" : "A",
            deal.price(),
            deal.size(),
            deal.millis(),
            deal.id());
  }

  @Override
  public Optional<String> list(String path, List<BoxMarket> markets) {
    return Optional.empty();
  }
}
