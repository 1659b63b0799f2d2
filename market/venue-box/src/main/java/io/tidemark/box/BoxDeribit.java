package io.tidemark.box;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Deribit's linear perpetuals in the box: each change of a book names the one before. */
final class BoxDeribit extends BoxStream {

  private static final String NEW = "[\"new\",%s,%s]";

  BoxDeribit() {
    super("\"book\\.([A-Z_-]+)\\.100ms\"");
  }

  @Override
  public Set<String> subscribesTo(String text) {
    return text.contains("\"public/subscribe\"") ? symbols(text) : Set.of();
  }

  @Override
  public List<String> onSubscription(BoxMarket market) {
    return List.of(
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[\"book.%s.100ms\"]}".formatted(market.symbol()),
        book(
            market,
            "\"type\":\"snapshot\"",
            market.number(),
            BoxLevels.all(NEW, market.bids()),
            BoxLevels.all(NEW, market.asks())));
  }

  @Override
  public List<String> changes(BoxMarket market, BoxMarket.Change change, long previous) {
    return List.of(
        book(
            market,
            "\"type\":\"change\",\"prev_change_id\":" + previous,
            change.number(),
            changed(change, true),
            changed(change, false)));
  }

  private static String changed(BoxMarket.Change change, boolean bid) {
    return BoxLevels.rows(
        change.levels().stream().filter(level -> level.bid() == bid).toList(),
        level ->
            "[\"%s\",%s,%s]"
                .formatted(level.size() == 0 ? "delete" : "change", level.price(), level.size()));
  }

  private static String book(BoxMarket market, String type, long number, String bids, String asks) {
    return notification(
        "book." + market.symbol() + ".100ms",
        """
        {%s,"timestamp":%d,"instrument_name":"%s","change_id":%d,"bids":[%s],"asks":[%s]}"""
            .formatted(type, market.millis(), market.symbol(), number, bids, asks));
  }

  private static String notification(String channel, String data) {
    return "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"%s\",\"data\":%s}}"
        .formatted(channel, data);
  }

  @Override
  public Optional<String> otherDepth(BoxMarket market) {
    return Optional.of(
        notification(
            "book." + market.symbol() + ".none.10.100ms",
            """
            {"timestamp":%d,"instrument_name":"%s","change_id":%d,"bids":[%s],"asks":[%s]}"""
                .formatted(
                    market.millis(),
                    market.symbol(),
                    market.number(),
                    BoxLevels.all("[%s,%s]", market.best(true, 10)),
                    BoxLevels.all("[%s,%s]", market.best(false, 10)))));
  }

  @Override
  public String trade(BoxMarket market, BoxMarket.Deal deal) {
    return notification("trades." + market.symbol() + ".100ms", "[" + row(market, deal) + "]");
  }

  private static String row(BoxMarket market, BoxMarket.Deal deal) {
    return """
        {"trade_seq":%d,"trade_id":"%d","timestamp":%d,"price":%s,"instrument_name":"%s","direction":"%s","amount":%s}"""
        .formatted(
            deal.id(),
            deal.id(),
            deal.millis(),
            deal.price(),
            market.symbol(),
            deal.takerBuys() ? "buy" : "sell",
            deal.size());
  }

  @Override
  public List<String> heartbeat(BoxMarket market) {
    return List.of(
        "{\"jsonrpc\":\"2.0\",\"method\":\"heartbeat\",\"params\":{\"type\":\"test_request\"}}");
  }

  @Override
  public Optional<String> list(String path, List<BoxMarket> markets) {
    return path.contains("/public/get_instruments?currency=any&kind=future")
        ? Optional.of(
            "{\"jsonrpc\":\"2.0\",\"result\":[%s]}"
                .formatted(
                    BoxLevels.rows(
                        markets,
                        market ->
                            "{\"instrument_name\":\"%s\",\"kind\":\"future\",\"is_active\":true}"
                                .formatted(market.symbol()))))
        : Optional.empty();
  }

  @Override
  public boolean answersPastTrades() {
    return true;
  }

  @Override
  public Optional<String> trades(String path, BoxMarket market) {
    return path.contains("/get_last_trades_by_instrument?instrument_name=" + market.symbol() + "&")
        ? Optional.of(
            "{\"jsonrpc\":\"2.0\",\"result\":{\"has_more\":true,\"trades\":[%s]}}"
                .formatted(BoxLevels.rows(market.lastDeals(1_000), deal -> row(market, deal))))
        : Optional.empty();
  }
}
