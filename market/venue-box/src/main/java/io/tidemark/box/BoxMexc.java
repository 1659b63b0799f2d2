package io.tidemark.box;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** MEXC's futures in the box, of contracts of one unit of the base: versions rise by one. */
final class BoxMexc implements BoxDialect {

  private static final String LEVEL = "[%s,%s,1]";
  private static final Pattern BOOK =
      Pattern.compile("\"sub\\.depth\",\"param\":\\{\"symbol\":\"([A-Z0-9_]+)\"");

  @Override
  public boolean knows(BoxFault fault) {
    return fault != BoxFault.RESENDS_SNAPSHOT;
  }

  @Override
  public Set<String> subscribesTo(String text) {
    Set<String> symbols = new HashSet<>();
    Matcher found = BOOK.matcher(text);
    while (found.find()) {
      symbols.add(found.group(1));
    }
    return symbols;
  }

  @Override
  public Set<String> subscribesByPath(String path) {
    return Set.of();
  }

  @Override
  public List<String> onSubscription(BoxMarket market) {
    return List.of("{\"channel\":\"rs.sub.depth\",\"data\":\"success\",\"ts\":7}");
  }

  @Override
  public List<String> changes(BoxMarket market, BoxMarket.Change change, long previous) {
    return List.of(
        book(
            "push.depth",
            market,
            change.number(),
            BoxJson.levels(change, true, LEVEL),
            BoxJson.levels(change, false, LEVEL)));
  }

  private static String book(
      String channel, BoxMarket market, long version, String bids, String asks) {
    return """
        {"channel":"%s","symbol":"%s","ts":%d,"data":{"asks":[%s],"bids":[%s],"version":%d}}"""
        .formatted(channel, market.symbol(), market.millis(), asks, bids, version);
  }

  @Override
  public Optional<String> otherDepth(BoxMarket market) {
    return Optional.of(
        book(
            "push.depth.full",
            market,
            market.number(),
            BoxJson.levels(market.best(true, 5), LEVEL),
            BoxJson.levels(market.best(false, 5), LEVEL)));
  }

  @Override
  public String trade(BoxMarket market, BoxMarket.Deal deal) {
    return """
        {"symbol":"%s","channel":"push.deal","ts":%d,"data":[{"p":%s,"v":%s,"T":%d,"O":3,"M":1,"t":%d,"i":"%d"}]}"""
        .formatted(
            market.symbol(),
            deal.millis(),
            deal.price(),
            deal.size(),
            deal.takerBuys() ? 1 : 2,
            deal.millis(),
            deal.id());
  }

  @Override
  public List<String> heartbeat(BoxMarket market) {
    return List.of();
  }

  @Override
  public Optional<String> list(String path, List<BoxMarket> markets) {
    return path.endsWith("/contract/detail")
        ? Optional.of(
            "{\"success\":true,\"code\":0,\"data\":["
                + BoxJson.rows(
                    markets,
                    market ->
                        """
                        {"symbol":"%s","baseCoin":"%s","quoteCoin":"USDT","settleCoin":"USDT","contractSize":1}"""
                            .formatted(market.symbol(), market.symbol().replace("_USDT", "")))
                + "]}")
        : Optional.empty();
  }

  @Override
  public Optional<String> trades(String path, BoxMarket market) {
    return Optional.empty();
  }

  @Override
  public String snapshotPath(BoxMarket market) {
    return "/contract/depth/" + market.symbol();
  }

  @Override
  public Optional<String> snapshot(String path, BoxMarket market) {
    return path.endsWith(snapshotPath(market))
        ? Optional.of(
            """
            {"success":true,"code":0,"data":{"asks":[%s],"bids":[%s],"version":%d,"timestamp":%d}}"""
                .formatted(
                    BoxJson.levels(market.asks(), LEVEL),
                    BoxJson.levels(market.bids(), LEVEL),
                    market.number(),
                    market.millis()))
        : Optional.empty();
  }
}
