package io.tidemark.box;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Binance spot in the box. */
final class BoxBinance implements BoxDialect {

  private static final Pattern STREAM = Pattern.compile("([a-z0-9]+)@depth");

  @Override
  public boolean knows(BoxFault fault) {
    return fault != BoxFault.RESENDS_SNAPSHOT;
  }

  @Override
  public Set<String> subscribesTo(String text) {
    return Set.of();
  }

  @Override
  public Set<String> subscribesByPath(String path) {
    Set<String> symbols = new HashSet<>();
    Matcher stream = STREAM.matcher(path);
    while (stream.find()) {
      symbols.add(stream.group(1).toUpperCase(Locale.ROOT));
    }
    return symbols;
  }

  @Override
  public List<String> onSubscription(BoxMarket market) {
    return List.of();
  }

  @Override
  public String change(BoxMarket market, BoxMarket.Change change, long previous) {
    return """
        {"stream":"%s@depth@100ms","data":{"e":"depthUpdate","E":%d,"s":"%s","U":%d,"u":%d,"b":[%s],"a":[%s]}}"""
        .formatted(
            market.symbol().toLowerCase(Locale.ROOT),
            System.currentTimeMillis(),
            market.symbol(),
            previous + 1,
            change.number(),
            levels(change, true),
            levels(change, false));
  }

  @Override
  public Optional<String> otherDepth(BoxMarket market) {
    return Optional.of(
        "{\"stream\":\"%s@depth5@100ms\",\"data\":{\"lastUpdateId\":%d,\"bids\":[%s],\"asks\":[%s]}}"
            .formatted(
                market.symbol().toLowerCase(Locale.ROOT),
                market.number(),
                side(market.best(true, 5)),
                side(market.best(false, 5))));
  }

  private static String levels(BoxMarket.Change change, boolean bid) {
    return change.levels().stream()
        .filter(level -> level.bid() == bid)
        .map(level -> "[\"" + level.price() + "\",\"" + level.size() + "\"]")
        .collect(Collectors.joining(","));
  }

  @Override
  public String trade(BoxMarket market, BoxMarket.Deal deal) {
    return """
        {"stream":"%s@trade","data":{"e":"trade","E":%d,"s":"%s","t":%d,"p":"%s","q":"%s","T":%d,"m":%s}}"""
        .formatted(
            market.symbol().toLowerCase(Locale.ROOT),
            deal.millis(),
            market.symbol(),
            deal.id(),
            deal.price(),
            deal.size(),
            deal.millis(),
            !deal.takerBuys());
  }

  @Override
  public List<String> heartbeat(BoxMarket market) {
    return List.of();
  }

  @Override
  public Optional<String> list(String path, List<BoxMarket> markets) {
    return path.endsWith("/exchangeInfo")
        ? Optional.of(
            markets.stream()
                .map(
                    market ->
                        "{\"symbol\":\"%s\",\"baseAsset\":\"%s\",\"quoteAsset\":\"USDT\"}"
                            .formatted(market.symbol(), market.symbol().replace("USDT", "")))
                .collect(Collectors.joining(",", "{\"symbols\":[", "]}")))
        : Optional.empty();
  }

  @Override
  public Optional<String> trades(String path, BoxMarket market) {
    return path.contains("/trades?symbol=" + market.symbol() + "&")
        ? Optional.of(
            market.lastDeals(1_000).stream()
                .map(
                    deal ->
                        "{\"id\":%d,\"price\":\"%s\",\"qty\":\"%s\",\"time\":%d,\"isBuyerMaker\":%s}"
                            .formatted(
                                deal.id(),
                                deal.price(),
                                deal.size(),
                                deal.millis(),
                                !deal.takerBuys()))
                .collect(Collectors.joining(",", "[", "]")))
        : Optional.empty();
  }

  @Override
  public Optional<String> snapshot(String path, BoxMarket market) {
    return path.contains("/depth?symbol=" + market.symbol() + "&")
        ? Optional.of(
            "{\"lastUpdateId\":%d,\"bids\":[%s],\"asks\":[%s]}"
                .formatted(market.number(), side(market.bids()), side(market.asks())))
        : Optional.empty();
  }

  private static String side(Map<Double, Double> levels) {
    return levels.entrySet().stream()
        .map(level -> "[\"" + level.getKey() + "\",\"" + level.getValue() + "\"]")
        .collect(Collectors.joining(","));
  }
}
