package io.tidemark.box;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * BitMEX' linear perpetuals in the box, of contracts of an eighth of the base. A level is inserted
 * with its price, and then goes by its id.
 */
final class BoxBitmex extends BoxStream {

  private static final int PER_UNIT = 8;

  /** The ids of the levels that were told. */
  private final Map<String, Set<Long>> told = new HashMap<>();

  BoxBitmex() {
    super("\"orderBookL2:([A-Z0-9]+)\"");
  }

  @Override
  public List<String> onSubscription(BoxMarket market) {
    Set<Long> ids = new HashSet<>();
    List<String> rows = new ArrayList<>();
    market
        .bids()
        .forEach(
            (price, size) -> rows.add(row(market, new BoxMarket.Level(true, price, size), ids)));
    market
        .asks()
        .forEach(
            (price, size) -> rows.add(row(market, new BoxMarket.Level(false, price, size), ids)));
    told.put(market.symbol(), ids);
    return List.of(
        "{\"success\":true,\"subscribe\":\"orderBookL2:%s\"}".formatted(market.symbol()),
        book(market, "partial", rows));
  }

  /** Notes the level's id; with its price, for it is told for the first time. */
  private static String row(BoxMarket market, BoxMarket.Level level, Set<Long> ids) {
    ids.add(id(level));
    return "{%s,\"size\":%d,\"price\":%s}"
        .formatted(beginning(market, level), contracts(level.size()), level.price());
  }

  private static String beginning(BoxMarket market, BoxMarket.Level level) {
    return "\"symbol\":\"%s\",\"id\":%d,\"side\":\"%s\",\"timestamp\":\"%s\""
        .formatted(market.symbol(), id(level), level.bid() ? "Buy" : "Sell", market.instant());
  }

  /** One id for each price and side. */
  private static long id(BoxMarket.Level level) {
    return 2 * (long) (level.price() * 4) + (level.bid() ? 1 : 0);
  }

  private static long contracts(double size) {
    return (long) (size * PER_UNIT);
  }

  @Override
  public List<String> changes(BoxMarket market, BoxMarket.Change change, long previous) {
    Set<Long> ids = told.computeIfAbsent(market.symbol(), any -> new HashSet<>());
    List<String> texts = new ArrayList<>();
    for (BoxMarket.Level level : change.levels()) {
      if (level.size() == 0) {
        ids.remove(id(level));
        texts.add(book(market, "delete", List.of("{" + beginning(market, level) + "}")));
      } else if (ids.contains(id(level))) {
        String size = ",\"size\":" + contracts(level.size());
        texts.add(book(market, "update", List.of("{" + beginning(market, level) + size + "}")));
      } else {
        texts.add(book(market, "insert", List.of(row(market, level, ids))));
      }
    }
    return texts;
  }

  private static String book(BoxMarket market, String action, List<String> rows) {
    String filter =
        action.equals("partial") ? ",\"filter\":{\"symbol\":\"" + market.symbol() + "\"}" : "";
    return "{\"table\":\"orderBookL2\",\"action\":\"%s\"%s,\"data\":[%s]}"
        .formatted(action, filter, String.join(",", rows));
  }

  @Override
  public String trade(BoxMarket market, BoxMarket.Deal deal) {
    return "{\"table\":\"trade\",\"action\":\"insert\",\"data\":[%s]}"
        .formatted(trade(market.symbol(), deal));
  }

  private static String trade(String symbol, BoxMarket.Deal deal) {
    return """
        {"timestamp":"%s","symbol":"%s","side":"%s","size":%d,"price":%s,"trdMatchID":"%d","trdType":"Regular"}"""
        .formatted(
            Instant.ofEpochMilli(deal.millis()),
            symbol,
            deal.takerBuys() ? "Buy" : "Sell",
            contracts(deal.size()),
            deal.price(),
            deal.id());
  }

  @Override
  public Optional<String> list(String path, List<BoxMarket> markets) {
    return path.endsWith("/api/v1/instrument/active")
        ? Optional.of("[" + BoxLevels.rows(markets, BoxBitmex::listed) + "]")
        : Optional.empty();
  }

  private static String listed(BoxMarket market) {
    return """
        {"symbol":"%s","typ":"FFWCSX","state":"Open","underlying":"%s","quoteCurrency":"USDT","isQuanto":false,"isInverse":false,"multiplier":1,"underlyingToPositionMultiplier":%d}"""
        .formatted(market.symbol(), market.symbol().replace("USDT", ""), PER_UNIT);
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
    return path.contains("/api/v1/trade?symbol=" + market.symbol() + "&")
        ? Optional.of("[" + BoxLevels.rows(deals, deal -> trade(market.symbol(), deal)) + "]")
        : Optional.empty();
  }
}
