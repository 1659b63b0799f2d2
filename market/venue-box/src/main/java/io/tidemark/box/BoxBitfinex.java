package io.tidemark.box;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Bitfinex' spot in the box: each message has the number of the one before plus 1. */
final class BoxBitfinex extends BoxStream {

  private static final String NUMBER = "NUMBER";

  BoxBitfinex() {
    super("\"channel\":\"book\",\"symbol\":\"(t[A-Z0-9:]+)\"");
  }

  @Override
  public List<String> answers(String text) {
    return text.contains("\"conf\"")
        ? List.of("{\"event\":\"conf\",\"status\":\"OK\",\"flags\":98304}")
        : List.of();
  }

  @Override
  public String numbered(String text, long number, int connection) {
    return text.replace(NUMBER, Long.toString(number + 1));
  }

  @Override
  public List<String> onSubscription(BoxMarket market) {
    List<String> levels = new ArrayList<>();
    market.bids().forEach((price, size) -> levels.add(level(true, price, size)));
    market.asks().forEach((price, size) -> levels.add(level(false, price, size)));
    return List.of(
        subscribed("trades", trades(market), market),
        subscribed("book", book(market), market),
        message(market, book(market), "[" + String.join(",", levels) + "]"));
  }

  private static String subscribed(String channel, int id, BoxMarket market) {
    return "{\"event\":\"subscribed\",\"channel\":\"%s\",\"chanId\":%d,\"symbol\":\"%s\",\"prec\":\"P0\"}"
        .formatted(channel, id, market.symbol());
  }

  private static int trades(BoxMarket market) {
    return market.symbol().charAt(1);
  }

  private static int book(BoxMarket market) {
    return 100 + trades(market);
  }

  private static String message(BoxMarket market, int channel, String payload) {
    return "[%d,%s,%s,%d]".formatted(channel, payload, NUMBER, market.millis());
  }

  /** A count of 0 takes the level away. */
  private static String level(boolean bid, double price, double size) {
    double amount = size == 0 ? 1 : size;
    return "[%s,%d,%s]".formatted(price, size == 0 ? 0 : 1, bid ? amount : -amount);
  }

  @Override
  public List<String> changes(BoxMarket market, BoxMarket.Change change, long previous) {
    return change.levels().stream()
        .map(
            level -> message(market, book(market), level(level.bid(), level.price(), level.size())))
        .toList();
  }

  @Override
  public String trade(BoxMarket market, BoxMarket.Deal deal) {
    return message(market, trades(market), "\"te\"," + row(deal));
  }

  private static String row(BoxMarket.Deal deal) {
    return "[%d,%d,%s,%s]"
        .formatted(
            deal.id(), deal.millis(), deal.takerBuys() ? deal.size() : -deal.size(), deal.price());
  }

  @Override
  public Optional<String> list(String path, List<BoxMarket> markets) {
    return path.endsWith("/v2/conf/pub:list:pair:exchange")
        ? Optional.of(
            "[[%s]]"
                .formatted(
                    BoxLevels.rows(markets, market -> "\"" + market.symbol().substring(1) + "\"")))
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
    return path.contains("/v2/trades/" + market.symbol() + "/hist")
        ? Optional.of("[" + BoxLevels.rows(deals, BoxBitfinex::row) + "]")
        : Optional.empty();
  }
}
