package io.tidemark.box;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Coinbase Exchange in the box: changes of books have no number. */
final class BoxCoinbase extends BoxStream {

  BoxCoinbase() {
    super("\"([A-Z0-9]+-[A-Z0-9]+)\"");
  }

  @Override
  public Set<String> subscribesTo(String text) {
    return text.contains("level2") ? super.subscribesTo(text) : Set.of();
  }

  @Override
  public List<String> onSubscription(BoxMarket market) {
    return List.of(
        "{\"type\":\"subscriptions\",\"channels\":[]}",
        "{\"type\":\"snapshot\",\"product_id\":\"%s\",\"bids\":[%s],\"asks\":[%s]}"
            .formatted(
                market.symbol(),
                BoxJson.levels(market.bids(), BoxJson.PAIR),
                BoxJson.levels(market.asks(), BoxJson.PAIR)));
  }

  @Override
  public List<String> changes(BoxMarket market, BoxMarket.Change change, long previous) {
    return List.of(
        "{\"type\":\"l2update\",\"product_id\":\"%s\",\"time\":\"%s\",\"changes\":[%s]}"
            .formatted(
                market.symbol(),
                market.instant(),
                change.levels().stream()
                    .map(
                        level ->
                            "[\"%s\",\"%s\",\"%s\"]"
                                .formatted(
                                    level.bid() ? "buy" : "sell", level.price(), level.size()))
                    .collect(Collectors.joining(","))));
  }

  @Override
  public String trade(BoxMarket market, BoxMarket.Deal deal) {
    return """
    {"type":"match","trade_id":%d,"product_id":"%s","price":"%s","size":"%s","side":"%s","time":"%s"}\
    """
        .formatted(
            deal.id(),
            market.symbol(),
            deal.price(),
            deal.size(),
            deal.takerBuys() ? "sell" : "buy",
            Instant.ofEpochMilli(deal.millis()));
  }

  @Override
  public List<String> heartbeat(BoxMarket market) {
    return List.of(
        "{\"type\":\"heartbeat\",\"sequence\":1,\"last_trade_id\":%d,\"product_id\":\"%s\",\"time\":\"%s\"}"
            .formatted(market.lastDeal(), market.symbol(), market.instant()));
  }

  @Override
  public Optional<String> list(String path, List<BoxMarket> markets) {
    return path.endsWith("/products")
        ? Optional.of(
            markets.stream()
                .map(
                    market ->
                        "{\"id\":\"%s\",\"base_currency\":\"%s\",\"quote_currency\":\"%s\"}"
                            .formatted(
                                market.symbol(),
                                market.symbol().split("-", 2)[0],
                                market.symbol().split("-", 2)[1]))
                .collect(Collectors.joining(",", "[", "]")))
        : Optional.empty();
  }

  @Override
  public boolean answersPastTrades() {
    return true;
  }

  @Override
  public Optional<String> trades(String path, BoxMarket market) {
    List<BoxMarket.Deal> newestFirst = new ArrayList<>(market.lastDeals(1_000));
    Collections.reverse(newestFirst);
    return path.contains("/products/" + market.symbol() + "/trades")
        ? Optional.of(
            newestFirst.stream()
                .map(
                    deal ->
                        "{\"trade_id\":%d,\"price\":\"%s\",\"size\":\"%s\",\"side\":\"%s\",\"time\":\"%s\"}"
                            .formatted(
                                deal.id(),
                                deal.price(),
                                deal.size(),
                                deal.takerBuys() ? "sell" : "buy",
                                Instant.ofEpochMilli(deal.millis())))
                .collect(Collectors.joining(",", "[", "]")))
        : Optional.empty();
  }

  /** The newest first; the lowest price before the highest. */
  @Override
  public Optional<String> candles(String path, BoxMarket market) {
    List<BoxMarket.Bar> newestFirst = new ArrayList<>(market.lastBars(300));
    Collections.reverse(newestFirst);
    return path.endsWith("/products/" + market.symbol() + "/candles?granularity=60")
        ? Optional.of(
            newestFirst.stream()
                .map(
                    bar ->
                        "[%d,%s,%s,%s,%s,%s]"
                            .formatted(
                                bar.start() / 1_000,
                                bar.low(),
                                bar.high(),
                                bar.open(),
                                bar.close(),
                                bar.volume()))
                .collect(Collectors.joining(",", "[", "]")))
        : Optional.empty();
  }
}
