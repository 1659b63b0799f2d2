package io.tidemark.box;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Kraken's flexible futures in the box: each level that changes is a message with a number. */
final class BoxKrakenFutures extends BoxStream {

  private static final String FORM = "{\"price\":%s,\"qty\":%s}";

  private final Map<String, Long> numbers = new HashMap<>();

  BoxKrakenFutures() {
    super("\"(PF_[A-Z0-9]+)\"");
  }

  @Override
  public Set<String> subscribesTo(String text) {
    return text.contains("\"feed\":\"book\"") ? super.subscribesTo(text) : Set.of();
  }

  @Override
  public List<String> onSubscription(BoxMarket market) {
    return List.of(
        "{\"event\":\"subscribed\",\"feed\":\"book\",\"product_ids\":[\"%s\"]}"
            .formatted(market.symbol()),
        """
        {"feed":"book_snapshot","product_id":"%s","timestamp":%d,"seq":%d,"bids":[%s],"asks":[%s]}"""
            .formatted(
                market.symbol(),
                market.millis(),
                numbers.getOrDefault(market.symbol(), 0L),
                BoxLevels.all(FORM, market.bids()),
                BoxLevels.all(FORM, market.asks())));
  }

  @Override
  public List<String> changes(BoxMarket market, BoxMarket.Change change, long previous) {
    return change.levels().stream()
        .map(
            level ->
                """
                {"feed":"book","product_id":"%s","side":"%s","seq":%d,"price":%s,"qty":%s,"timestamp":%d}"""
                    .formatted(
                        market.symbol(),
                        level.bid() ? "buy" : "sell",
                        numbers.merge(market.symbol(), 1L, Long::sum),
                        level.price(),
                        level.size(),
                        market.millis()))
        .toList();
  }

  @Override
  public String trade(BoxMarket market, BoxMarket.Deal deal) {
    return """
        {"feed":"trade","product_id":"%s","uid":"%d","side":"%s","type":"fill","seq":%d,"time":%d,"qty":%s,"price":%s}"""
        .formatted(
            market.symbol(),
            deal.id(),
            deal.takerBuys() ? "buy" : "sell",
            deal.id(),
            deal.millis(),
            deal.size(),
            deal.price());
  }

  @Override
  public List<String> heartbeat(BoxMarket market) {
    return List.of("{\"feed\":\"heartbeat\",\"time\":%d}".formatted(market.millis()));
  }

  @Override
  public Optional<String> list(String path, List<BoxMarket> markets) {
    return path.endsWith("/derivatives/api/v3/instruments")
        ? Optional.of(
            "{\"result\":\"success\",\"instruments\":[%s]}"
                .formatted(
                    BoxLevels.rows(
                        markets,
                        market ->
                            "{\"symbol\":\"%s\",\"type\":\"flexible_futures\",\"contractSize\":1}"
                                .formatted(market.symbol()))))
        : Optional.empty();
  }

  @Override
  public boolean answersPastTrades() {
    return true;
  }

  @Override
  public Optional<String> trades(String path, BoxMarket market) {
    return path.endsWith("/derivatives/api/v3/history?symbol=" + market.symbol())
        ? Optional.of(
            "{\"result\":\"success\",\"history\":[%s]}"
                .formatted(BoxLevels.rows(market.lastDeals(1_000), BoxKrakenFutures::past)))
        : Optional.empty();
  }

  private static String past(BoxMarket.Deal deal) {
    return """
        {"time":"%s","trade_id":%d,"price":%s,"size":%s,"side":"%s","type":"fill","uid":"%d"}"""
        .formatted(
            Instant.ofEpochMilli(deal.millis()),
            deal.id(),
            deal.price(),
            deal.size(),
            deal.takerBuys() ? "buy" : "sell",
            deal.id());
  }
}
