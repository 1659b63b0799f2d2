package io.tidemark.box;

import java.util.List;
import java.util.Optional;

/** Gate's spot market and its perpetuals in the box, of contracts of one unit of the base. */
final class BoxGate extends BoxStream {

  private final boolean spot;

  BoxGate(boolean spot) {
    super("\"ob\\.([A-Z0-9_]+)\\.400\"");
    this.spot = spot;
  }

  @Override
  public List<String> onSubscription(BoxMarket market) {
    String channel = channel("obu");
    return List.of(
        """
        {"time":7,"channel":"%s","event":"subscribe","payload":["ob.%s.400"],"result":{"status":"success"}}"""
            .formatted(channel, market.symbol()),
        book(
            400,
            market,
            "\"full\":true,\"u\":" + market.number(),
            BoxJson.levels(market.bids(), BoxJson.PAIR),
            BoxJson.levels(market.asks(), BoxJson.PAIR)));
  }

  private String channel(String name) {
    return (spot ? "spot." : "futures.") + name;
  }

  @Override
  public List<String> changes(BoxMarket market, BoxMarket.Change change, long previous) {
    return List.of(
        book(
            400,
            market,
            "\"U\":%d,\"u\":%d".formatted(previous + 1, change.number()),
            BoxJson.levels(change, true, BoxJson.PAIR),
            BoxJson.levels(change, false, BoxJson.PAIR)));
  }

  @Override
  public Optional<String> otherDepth(BoxMarket market) {
    return Optional.of(
        book(
            50,
            market,
            "\"full\":true,\"u\":" + 3 * market.number(),
            BoxJson.levels(market.best(true, 5), BoxJson.PAIR),
            BoxJson.levels(market.best(false, 5), BoxJson.PAIR)));
  }

  private String book(int depth, BoxMarket market, String numbers, String bids, String asks) {
    return """
    {"channel":"%s","event":"update","time_ms":%d,"result":{"t":%d,"s":"ob.%s.%d",%s,"b":[%s],"a":[%s]}}"""
        .formatted(
            channel("obu"),
            market.millis(),
            market.millis(),
            market.symbol(),
            depth,
            numbers,
            bids,
            asks);
  }

  @Override
  public String trade(BoxMarket market, BoxMarket.Deal deal) {
    String message = "{\"time\":%d,\"channel\":\"%s\",\"event\":\"update\",\"result\":%s}";
    String row = row(market, deal, deal.millis() + ".25");
    return message.formatted(
        deal.millis() / 1_000, channel("trades"), spot ? row : "[" + row + "]");
  }

  private String row(BoxMarket market, BoxMarket.Deal deal, String millis) {
    return spot
        ? """
        {"id":%d,"create_time":%d,"create_time_ms":"%s","side":"%s","currency_pair":"%s","amount":"%s","price":"%s"}"""
            .formatted(
                deal.id(),
                deal.millis() / 1_000,
                millis,
                BoxJson.side(deal),
                market.symbol(),
                deal.size(),
                deal.price())
        : """
        {"id":%d,"create_time":%d,"create_time_ms":%s,"size":"%s","contract":"%s","price":"%s"}"""
            .formatted(
                deal.id(),
                deal.millis() / 1_000,
                millis,
                deal.takerBuys() ? deal.size() : -deal.size(),
                market.symbol(),
                deal.price());
  }

  @Override
  public Optional<String> list(String path, List<BoxMarket> markets) {
    String form =
        spot
            ? "{\"id\":\"%s\",\"base\":\"X\",\"quote\":\"USDT\",\"trade_status\":\"tradable\"}"
            : "{\"name\":\"%s\",\"type\":\"direct\",\"quanto_multiplier\":\"1\"}";
    return path.endsWith("/currency_pairs") || path.endsWith("/futures/usdt/contracts")
        ? Optional.of("[" + BoxJson.rows(markets, it -> form.formatted(it.symbol())) + "]")
        : Optional.empty();
  }

  @Override
  public boolean answersPastTrades() {
    return true;
  }

  /** Futures have seconds where spot has milliseconds. */
  @Override
  public Optional<String> trades(String path, BoxMarket market) {
    String asked = spot ? "/spot/trades?currency_pair=" : "/futures/usdt/trades?contract=";
    return path.contains(asked + market.symbol() + "&")
        ? Optional.of(
            "["
                + BoxJson.newestFirst(
                    market.lastDeals(1_000),
                    deal ->
                        row(
                            market,
                            deal,
                            spot
                                ? deal.millis() + ".25"
                                : "%d.%03d"
                                    .formatted(deal.millis() / 1_000, deal.millis() % 1_000)))
                + "]")
        : Optional.empty();
  }
}
