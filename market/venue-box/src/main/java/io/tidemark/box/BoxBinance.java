package io.tidemark.box;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Binance spot in the box, and Binance US. */
class BoxBinance implements BoxDialect {

  private static final Pattern STREAM = Pattern.compile("([a-z0-9]+)@depth");

  private final String quote;

  /**
   * A market.
   *
   * @param quote of all its symbols
   */
  BoxBinance(String quote) {
    this.quote = quote;
  }

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
  public List<String> changes(BoxMarket market, BoxMarket.Change change, long previous) {
    return List.of(
        """
        {"stream":"%s@depth@100ms","data":{"e":"depthUpdate","E":%d,"s":"%s","U":%d,"u":%d,"b":[%s],"a":[%s]}}\
        """
            .formatted(
                market.symbol().toLowerCase(Locale.ROOT),
                market.millis(),
                market.symbol(),
                previous + 1,
                change.number(),
                BoxJson.levels(change, true, BoxJson.PAIR),
                BoxJson.levels(change, false, BoxJson.PAIR)));
  }

  @Override
  public Optional<String> otherDepth(BoxMarket market) {
    return Optional.of(
        "{\"stream\":\"%s@depth5@100ms\",\"data\":{\"lastUpdateId\":%d,\"bids\":[%s],\"asks\":[%s]}}"
            .formatted(
                market.symbol().toLowerCase(Locale.ROOT),
                market.number(),
                BoxJson.levels(market.best(true, 5), BoxJson.PAIR),
                BoxJson.levels(market.best(false, 5), BoxJson.PAIR)));
  }

  @Override
  public String trade(BoxMarket market, BoxMarket.Deal deal) {
    return """
    {"stream":"%s@trade","data":{"e":"trade","E":%d,"s":"%s","t":%d,"p":"%s","q":"%s","T":%d,"m":%s}}\
    """
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
                        "{\"symbol\":\"%s\",\"baseAsset\":\"%s\",\"quoteAsset\":\"%s\"}"
                            .formatted(market.symbol(), market.symbol().replace(quote, ""), quote))
                .collect(Collectors.joining(",", "{\"symbols\":[", "]}")))
        : Optional.empty();
  }

  @Override
  public boolean answersPastTrades() {
    return true;
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
  public Optional<String> candles(String path, BoxMarket market) {
    return path.contains("/klines?symbol=" + market.symbol() + "&interval=1m&")
        ? Optional.of(
            market.lastBars(1_000).stream()
                .map(
                    bar ->
                        "[%d,\"%s\",\"%s\",\"%s\",\"%s\",\"%s\",%d]"
                            .formatted(
                                bar.start(),
                                bar.open(),
                                bar.high(),
                                bar.low(),
                                bar.close(),
                                bar.volume(),
                                bar.start() + 59_999))
                .collect(Collectors.joining(",", "[", "]")))
        : Optional.empty();
  }

  @Override
  public String snapshotPath(BoxMarket market) {
    return "/depth?symbol=" + market.symbol() + "&limit=1000";
  }

  @Override
  public Optional<String> snapshot(String path, BoxMarket market) {
    return path.endsWith(snapshotPath(market))
        ? Optional.of(
            "{\"lastUpdateId\":%d,\"bids\":[%s],\"asks\":[%s]}"
                .formatted(
                    market.number(),
                    BoxJson.levels(market.bids(), BoxJson.PAIR),
                    BoxJson.levels(market.asks(), BoxJson.PAIR)))
        : Optional.empty();
  }
}
