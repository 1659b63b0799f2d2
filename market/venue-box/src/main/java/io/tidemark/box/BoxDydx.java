package io.tidemark.box;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** dYdX' indexer in the box: the messages of a connection, answers too, are numbered together. */
final class BoxDydx extends BoxStream {

  /** Where the number goes. */
  private static final String NUMBER = "\"message_id\":0";

  /** Where the connection's name goes. */
  private static final String CONNECTION = "\"connection_id\":\"\"";

  private static final Pattern ASKED =
      Pattern.compile(
          "\"type\":\"((?:un)?subscribe)\",\"channel\":\"(\\w+)\"(,\"id\":\"[^\"]+\")?");

  private static final String BOOK = "v4_orderbook";

  BoxDydx() {
    super("\"channel\":\"v4_orderbook\",\"id\":\"([A-Z-]+)\"");
  }

  /** What the subscription of a book is answered with comes from {@link #onSubscription}. */
  @Override
  public List<String> answers(String text) {
    Matcher asked = ASKED.matcher(text);
    if (!asked.find()) {
      return List.of();
    }
    boolean begins = asked.group(1).equals("subscribe");
    if (begins && asked.group(2).equals(BOOK)) {
      return List.of();
    }
    String of = asked.group(3) == null ? "" : asked.group(3);
    String contents = asked.group(2).equals("v4_trades") ? "{\"trades\":[]}" : "{\"markets\":{}}";
    return List.of(
        "{\"type\":\"%sd\",%s,%s,\"channel\":\"%s\"%s%s}"
            .formatted(
                asked.group(1),
                CONNECTION,
                NUMBER,
                asked.group(2),
                of,
                begins ? ",\"contents\":" + contents : ""));
  }

  @Override
  public String numbered(String text, long number, int connection) {
    return text.replace(NUMBER, "\"message_id\": " + number)
        .replace(CONNECTION, "\"connection_id\":\"box-" + connection + "\"");
  }

  @Override
  public List<String> onSubscription(BoxMarket market) {
    String level = "{\"price\":\"%s\",\"size\":\"%s\"}";
    return List.of(
        message(
            "subscribed",
            BOOK,
            market,
            "{\"bids\":[%s],\"asks\":[%s]}"
                .formatted(
                    BoxJson.levels(market.bids(), level), BoxJson.levels(market.asks(), level))));
  }

  private static String message(String type, String channel, BoxMarket market, String contents) {
    return """
        {"type":"%s",%s,%s,"id":"%s","channel":"%s","version":"1.0.0","contents":%s}"""
        .formatted(type, CONNECTION, NUMBER, market.symbol(), channel, contents);
  }

  @Override
  public List<String> changes(BoxMarket market, BoxMarket.Change change, long previous) {
    return List.of(
        message(
            "channel_data",
            BOOK,
            market,
            "{\"bids\":[%s],\"asks\":[%s]}"
                .formatted(
                    BoxJson.levels(change, true, BoxJson.PAIR),
                    BoxJson.levels(change, false, BoxJson.PAIR))));
  }

  @Override
  public String trade(BoxMarket market, BoxMarket.Deal deal) {
    return message("channel_data", "v4_trades", market, "{\"trades\":[" + row(deal) + "]}");
  }

  private static String row(BoxMarket.Deal deal) {
    return """
        {"id":"%d","side":"%s","size":"%s","price":"%s","type":"LIMIT","createdAt":"%s","createdAtHeight":"7"}"""
        .formatted(
            deal.id(),
            deal.takerBuys() ? "BUY" : "SELL",
            deal.size(),
            deal.price(),
            Instant.ofEpochMilli(deal.millis()));
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
    return path.contains("/v4/trades/perpetualMarket/" + market.symbol() + "?")
        ? Optional.of(
            "{\"pageSize\":1000,\"trades\":["
                + BoxJson.newestFirst(market.lastDeals(1_000), BoxDydx::row)
                + "]}")
        : Optional.empty();
  }

  @Override
  public Optional<String> asked(String path, BoxMarket market) {
    Instant settled = Instant.ofEpochMilli(market.lastFunding());
    return path.contains("/v4/historicalFunding/" + market.symbol() + "?")
        ? Optional.of(
            "{\"historicalFunding\":[{\"ticker\":\"%s\",\"rate\":\"%s\",\"effectiveAt\":\"%s\"}]}"
                .formatted(market.symbol(), BoxMarket.FUNDING_RATE, settled))
        : Optional.empty();
  }
}
