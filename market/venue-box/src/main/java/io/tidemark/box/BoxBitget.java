package io.tidemark.box;

import java.util.List;
import java.util.Optional;

/** Bitget's perpetuals in USDT, version 3, in the box: each change names the one before. */
final class BoxBitget extends BoxStream {

  BoxBitget() {
    super("\"topic\":\"books\",\"symbol\":\"([A-Z0-9]+)\"");
  }

  @Override
  public List<String> onSubscription(BoxMarket market) {
    return List.of(
        """
        {"event":"subscribe","arg":{"instType":"usdt-futures","topic":"books","symbol":"%s"},"connId":"x"}"""
            .formatted(market.symbol()),
        book("books", market, "snapshot", 0, market.number(), whole(market, 60)));
  }

  @Override
  public List<String> changes(BoxMarket market, BoxMarket.Change change, long previous) {
    return List.of(
        book(
            "books",
            market,
            "update",
            previous,
            change.number(),
            new Sides(
                BoxJson.levels(change, true, BoxJson.PAIR),
                BoxJson.levels(change, false, BoxJson.PAIR))));
  }

  @Override
  public Optional<String> otherDepth(BoxMarket market) {
    return Optional.of(book("books5", market, "snapshot", 0, market.number(), whole(market, 5)));
  }

  /** Levels in JSON. */
  private record Sides(String bids, String asks) {}

  private static Sides whole(BoxMarket market, int depth) {
    return new Sides(
        BoxJson.levels(market.best(true, depth), BoxJson.PAIR),
        BoxJson.levels(market.best(false, depth), BoxJson.PAIR));
  }

  private static String book(
      String topic, BoxMarket market, String action, long previous, long number, Sides sides) {
    return """
        {"action":"%s","arg":{"instType":"usdt-futures","topic":"%s","symbol":"%s"},"data":[{"a":[%s],"b":[%s],"checksum":0,"seq":%d,"pseq":%d,"ts":"%d"}],"ts":%d}"""
        .formatted(
            action,
            topic,
            market.symbol(),
            sides.asks(),
            sides.bids(),
            number,
            previous,
            market.millis(),
            market.millis());
  }

  @Override
  public String trade(BoxMarket market, BoxMarket.Deal deal) {
    return """
        {"action":"update","arg":{"instType":"usdt-futures","topic":"publicTrade","symbol":"%s"},"data":[{"i":"%d","p":"%s","v":"%s","S":"%s","T":"%d","L":"x","isRPI":"no"}],"ts":%d}"""
        .formatted(
            market.symbol(),
            deal.id(),
            deal.price(),
            deal.size(),
            BoxJson.side(deal),
            deal.millis(),
            deal.millis());
  }

  @Override
  public Optional<String> list(String path, List<BoxMarket> markets) {
    return path.endsWith("/market/instruments?category=USDT-FUTURES")
        ? Optional.of(
            "{\"code\":\"00000\",\"msg\":\"success\",\"data\":["
                + BoxJson.rows(
                    markets,
                    market ->
                        """
                        {"symbol":"%s","category":"USDT-FUTURES","baseCoin":"%s","quoteCoin":"USDT","type":"perpetual"}"""
                            .formatted(market.symbol(), market.symbol().replace("USDT", "")))
                + "]}")
        : Optional.empty();
  }

  @Override
  public boolean answersPastTrades() {
    return true;
  }

  @Override
  public Optional<String> trades(String path, BoxMarket market) {
    return path.contains("/market/fills?category=USDT-FUTURES&symbol=" + market.symbol() + "&")
        ? Optional.of(
            "{\"code\":\"00000\",\"msg\":\"success\",\"data\":["
                + BoxJson.newestFirst(
                    market.lastDeals(100),
                    deal ->
                        """
                        {"execId":"%d","price":"%s","size":"%s","side":"%s","ts":"%d"}"""
                            .formatted(
                                deal.id(),
                                deal.price(),
                                deal.size(),
                                BoxJson.side(deal),
                                deal.millis()))
                + "]}")
        : Optional.empty();
  }
}
