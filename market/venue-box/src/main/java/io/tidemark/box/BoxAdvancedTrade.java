package io.tidemark.box;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Coinbase's Advanced Trade in the box: the messages of a connection are numbered together. */
final class BoxAdvancedTrade extends BoxStream {

  /** Where the number goes. */
  private static final String NUMBER = "\"sequence_num\":0";

  private static final String LEVEL =
      "{\"side\":\"%s\",\"event_time\":\"1970-01-01T00:00:00Z\","
          + "\"price_level\":\"%s\",\"new_quantity\":\"%s\"}";

  BoxAdvancedTrade() {
    super("\"([A-Z0-9]+-PERP-INTX)\"");
  }

  @Override
  public Set<String> subscribesTo(String text) {
    return text.contains("\"level2\"") ? super.subscribesTo(text) : Set.of();
  }

  @Override
  public String numbered(String text, long number, int connection) {
    return text.replace(NUMBER, "\"sequence_num\": " + number);
  }

  @Override
  public List<String> onSubscription(BoxMarket market) {
    return List.of(
        message(
            market,
            "subscriptions",
            "{\"subscriptions\":{\"level2\":[\"" + market.symbol() + "\"]}}"),
        levels(
            market, "snapshot", side(market.bids(), "bid") + "," + side(market.asks(), "offer")));
  }

  private static String message(BoxMarket market, String channel, String event) {
    return "{\"channel\":\"%s\",\"client_id\":\"\",\"timestamp\":\"%s\",%s,\"events\":[%s]}"
        .formatted(channel, market.instant(), NUMBER, event);
  }

  private static String levels(BoxMarket market, String type, String updates) {
    return message(
        market,
        "l2_data",
        "{\"type\":\"%s\",\"product_id\":\"%s\",\"updates\":[%s]}"
            .formatted(type, market.symbol(), updates));
  }

  private static String side(Map<Double, Double> side, String name) {
    return BoxJson.rows(
        side.entrySet(), level -> LEVEL.formatted(name, level.getKey(), level.getValue()));
  }

  @Override
  public List<String> changes(BoxMarket market, BoxMarket.Change change, long previous) {
    return List.of(
        levels(
            market,
            "update",
            BoxJson.rows(
                change.levels(),
                level ->
                    LEVEL.formatted(level.bid() ? "bid" : "offer", level.price(), level.size()))));
  }

  @Override
  public String trade(BoxMarket market, BoxMarket.Deal deal) {
    return message(
        market, "market_trades", "{\"type\":\"update\",\"trades\":[" + row(market, deal) + "]}");
  }

  /** The side is the maker's. */
  private static String row(BoxMarket market, BoxMarket.Deal deal) {
    return """
        {"trade_id":"%d","product_id":"%s","price":"%s","size":"%s","side":"%s","time":"%s"}"""
        .formatted(
            deal.id(),
            market.symbol(),
            deal.price(),
            deal.size(),
            deal.takerBuys() ? "SELL" : "BUY",
            Instant.ofEpochMilli(deal.millis()));
  }

  @Override
  public List<String> heartbeat(BoxMarket market) {
    return List.of(
        message(market, "heartbeats", "{\"current_time\":\"now\",\"heartbeat_counter\":7}"));
  }

  /** No list is asked for. */
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
    return path.contains("/market/products/" + market.symbol() + "/ticker?")
        ? Optional.of(
            "{\"trades\":["
                + BoxJson.newestFirst(market.lastDeals(1_000), deal -> row(market, deal))
                + "],\"best_bid\":\"1\",\"best_ask\":\"2\"}")
        : Optional.empty();
  }
}
