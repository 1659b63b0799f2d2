package io.tidemark.box;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Crypto.com's perpetuals in the box: changes of the best 50 levels, each names the one before. It
 * asks whether the client lives, and says no more of books to one that does not answer.
 */
final class BoxCryptoCom extends BoxStream {

  private static final int DEPTH = 50;
  private static final String LEVEL = "[\"%s\",\"%s\",\"1\"]";
  private static final Pattern ANSWER =
      Pattern.compile("\"id\":(\\d+),\"method\":\"public/respond-heartbeat\"");

  /**
   * A client that is away for two minutes leaves less unanswered, one question a symbol a second.
   */
  private static final long MOST_UNANSWERED = 300;

  /** The levels of each side that were told last. */
  private final Map<String, Map<Double, Double>> told = new HashMap<>();

  private long asked;
  private long answered;

  BoxCryptoCom() {
    super("\"book\\.([A-Z-]+)\\.50\"");
  }

  @Override
  public List<String> answers(String text) {
    Matcher answer = ANSWER.matcher(text);
    if (answer.find()) {
      answered = Math.max(answered, Long.parseLong(answer.group(1)));
      return List.of();
    }
    return List.of("{\"id\":1,\"method\":\"subscribe\",\"code\":0}");
  }

  @Override
  public List<String> onSubscription(BoxMarket market) {
    best(market, true);
    best(market, false);
    return List.of(
        book(
            market,
            "book",
            DEPTH,
            "\"bids\":[%s],\"asks\":[%s],\"u\":%d"
                .formatted(
                    BoxJson.levels(market.best(true, DEPTH), LEVEL),
                    BoxJson.levels(market.best(false, DEPTH), LEVEL),
                    market.number())));
  }

  /** Notes the best levels of a side as told. Returns those that were told before. */
  private Map<Double, Double> best(BoxMarket market, boolean bid) {
    Map<Double, Double> before = told.put(market.symbol() + bid, market.best(bid, DEPTH));
    return before == null ? Map.of() : before;
  }

  @Override
  public List<String> changes(BoxMarket market, BoxMarket.Change change, long previous) {
    if (asked - answered > MOST_UNANSWERED) {
      return List.of();
    }
    return List.of(
        book(
            market,
            "book.update",
            DEPTH,
            "\"update\":{\"bids\":[%s],\"asks\":[%s]},\"u\":%d,\"pu\":%d"
                .formatted(
                    changed(market, true), changed(market, false), change.number(), previous)));
  }

  private String changed(BoxMarket market, boolean bid) {
    Map<Double, Double> before = best(market, bid);
    Map<Double, Double> changed = market.best(bid, DEPTH);
    before.forEach(
        (price, size) -> {
          if (!changed.containsKey(price)) {
            changed.put(price, 0.0);
          } else {
            changed.remove(price, size);
          }
        });
    return BoxJson.levels(changed, LEVEL);
  }

  private static String book(BoxMarket market, String channel, int depth, String row) {
    return """
    {"id":-1,"method":"subscribe","code":0,"result":{"instrument_name":"%s","subscription":"book.%s.%d","channel":"%s","depth":%d,"data":[{%s,"t":%d}]}}"""
        .formatted(market.symbol(), market.symbol(), depth, channel, depth, row, market.millis());
  }

  @Override
  public Optional<String> otherDepth(BoxMarket market) {
    return Optional.of(
        book(
            market,
            "book",
            10,
            "\"bids\":[%s],\"asks\":[%s],\"u\":%d"
                .formatted(
                    BoxJson.levels(market.best(true, 10), LEVEL),
                    BoxJson.levels(market.best(false, 10), LEVEL),
                    market.number())));
  }

  @Override
  public String trade(BoxMarket market, BoxMarket.Deal deal) {
    return """
    {"id":-1,"method":"subscribe","code":0,"result":{"instrument_name":"%s","subscription":"trade.%s","channel":"trade","data":[%s]}}"""
        .formatted(market.symbol(), market.symbol(), row(market, deal));
  }

  private static String row(BoxMarket market, BoxMarket.Deal deal) {
    return """
    {"d":"%d","t":%d,"p":"%s","q":"%s","s":"%s","i":"%s"}"""
        .formatted(
            deal.id(),
            deal.millis(),
            deal.price(),
            deal.size(),
            deal.takerBuys() ? "BUY" : "SELL",
            market.symbol());
  }

  @Override
  public List<String> heartbeat(BoxMarket market) {
    return List.of("{\"id\":%d,\"method\":\"public/heartbeat\",\"code\":0}".formatted(++asked));
  }

  @Override
  public Optional<String> list(String path, List<BoxMarket> markets) {
    return path.endsWith("/exchange/v1/public/get-instruments")
        ? Optional.of(
            "{\"id\":-1,\"method\":\"public/get-instruments\",\"code\":0,\"result\":{\"data\":[%s]}}"
                .formatted(BoxJson.rows(markets, BoxCryptoCom::listed)))
        : Optional.empty();
  }

  private static String listed(BoxMarket market) {
    return """
    {"symbol":"%s","inst_type":"PERPETUAL_SWAP","base_ccy":"%s","quote_ccy":"USD","tradable":true}"""
        .formatted(market.symbol(), market.symbol().replace("USD-PERP", ""));
  }

  @Override
  public boolean answersPastTrades() {
    return true;
  }

  @Override
  public Optional<String> trades(String path, BoxMarket market) {
    return path.contains("/public/get-trades?instrument_name=" + market.symbol() + "&")
        ? Optional.of(
            "{\"id\":-1,\"method\":\"public/get-trades\",\"code\":0,\"result\":{\"data\":["
                + BoxJson.newestFirst(market.lastDeals(150), deal -> row(market, deal))
                + "]}}")
        : Optional.empty();
  }
}
