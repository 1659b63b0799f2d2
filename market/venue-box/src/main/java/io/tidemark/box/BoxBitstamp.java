package io.tidemark.box;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Bitstamp in the box: books are whole each time. It says before it ends a connection; past trades
 * have times in seconds.
 */
final class BoxBitstamp extends BoxStream {

  BoxBitstamp() {
    super("\"channel\":\"order_book_([a-z0-9-]+)\"");
  }

  /** There is no snapshot that goes before changes. */
  @Override
  public boolean knows(BoxFault fault) {
    return super.knows(fault) && fault != BoxFault.RESENDS_SNAPSHOT;
  }

  @Override
  public Set<String> subscribesTo(String text) {
    return text.contains("\"bts:subscribe\"") ? symbols(text) : Set.of();
  }

  @Override
  public List<String> answers(String text) {
    return text.contains("\"bts:heartbeat\"")
        ? List.of(
            "{\"event\":\"bts:heartbeat\",\"channel\":\"\",\"data\":{\"status\":\"success\"}}")
        : List.of();
  }

  @Override
  public List<String> onSubscription(BoxMarket market) {
    return List.of(
        "{\"event\":\"bts:subscription_succeeded\",\"channel\":\"order_book_%s\",\"data\":{}}"
            .formatted(market.symbol()));
  }

  @Override
  public List<String> changes(BoxMarket market, BoxMarket.Change change, long previous) {
    return List.of(book("order_book", market, 100));
  }

  /** The channel of changes, which is another subscription of the same book. */
  @Override
  public Optional<String> otherDepth(BoxMarket market) {
    return Optional.of(book("diff_order_book", market, 5));
  }

  private static String book(String channel, BoxMarket market, int most) {
    return """
    {"event":"data","channel":"%s_%s","data":{%s,"bids":[%s],"asks":[%s]}}\
    """
        .formatted(
            channel,
            market.symbol(),
            times(market.millis()),
            BoxJson.levels(market.best(true, most), BoxJson.PAIR),
            BoxJson.levels(market.best(false, most), BoxJson.PAIR));
  }

  private static String times(long millis) {
    return "\"timestamp\":\"%d\",\"microtimestamp\":\"%d000\"".formatted(millis / 1_000, millis);
  }

  @Override
  public Optional<String> farewell() {
    return Optional.of("{\"event\":\"bts:request_reconnect\",\"channel\":\"\",\"data\":\"\"}");
  }

  @Override
  public String trade(BoxMarket market, BoxMarket.Deal deal) {
    return """
    {"event":"trade","channel":"live_trades_%s","data":{"id":%d,%s,"amount":%s,"amount_str":"%s","price":%s,"price_str":"%s","type":%d}}\
    """
        .formatted(
            market.symbol(),
            deal.id(),
            times(deal.millis()),
            deal.size(),
            deal.size(),
            deal.price(),
            deal.price(),
            type(deal));
  }

  private static int type(BoxMarket.Deal deal) {
    return deal.takerBuys() ? 0 : 1;
  }

  @Override
  public Optional<String> list(String path, List<BoxMarket> markets) {
    return path.endsWith("/api/v2/markets/")
        ? Optional.of("[" + BoxJson.rows(markets, BoxBitstamp::listed) + "]")
        : Optional.empty();
  }

  private static String listed(BoxMarket market) {
    String base = market.symbol().substring(0, 3).toUpperCase(Locale.ROOT);
    return """
    {"name":"%s/USD","market_symbol":"%s","base_currency":"%s","counter_currency":"USD"}\
    """
        .formatted(base, market.symbol(), base);
  }

  @Override
  public boolean answersPastTrades() {
    return true;
  }

  @Override
  public Optional<String> trades(String path, BoxMarket market) {
    return path.contains("/api/v2/transactions/" + market.symbol() + "/")
        ? Optional.of(
            "["
                + BoxJson.newestFirst(
                    market.lastDeals(1_000),
                    deal ->
                        """
                        {"date":"%d","tid":"%d","amount":"%s","type":"%d","price":"%s"}\
                        """
                            .formatted(
                                deal.millis() / 1_000,
                                deal.id(),
                                deal.size(),
                                type(deal),
                                deal.price()))
                + "]")
        : Optional.empty();
  }
}
