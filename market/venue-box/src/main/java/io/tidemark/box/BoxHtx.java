package io.tidemark.box;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * HTX in the box: everything is compressed. Books of spot are whole each time, those of linear
 * swaps, of one unit of the base each, are whole first, then changes with a version.
 */
final class BoxHtx extends BoxStream {

  private static final String LEVEL = "[%s,%s]";
  private static final Pattern BOOK = Pattern.compile("\"sub\":\"market\\.([A-Za-z0-9-]+)\\.depth");

  private final boolean spot;

  BoxHtx(boolean spot) {
    super("");
    this.spot = spot;
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
  public Optional<byte[]> bytes(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream compressed = new GZIPOutputStream(bytes)) {
      compressed.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.of(bytes.toByteArray());
  }

  @Override
  public List<String> onSubscription(BoxMarket market) {
    return List.of(
        "{\"id\":\"1\",\"status\":\"ok\",\"subbed\":\"market.%s.%s\",\"ts\":%d}"
            .formatted(market.symbol(), channel(), market.millis()),
        whole(market, channel(), 60, market.number()));
  }

  private String channel() {
    return spot ? "depth.step0" : "depth.size_150.high_freq";
  }

  private static String whole(BoxMarket market, String channel, int depth, long version) {
    return book(
        market,
        channel,
        "\"event\":\"snapshot\",\"version\":" + version,
        BoxJson.levels(market.best(true, depth), LEVEL),
        BoxJson.levels(market.best(false, depth), LEVEL));
  }

  private static String book(
      BoxMarket market, String channel, String version, String bids, String asks) {
    return """
    {"ch":"market.%s.%s","ts":%d,"tick":{"ts":%d,%s,"bids":[%s],"asks":[%s]}}\
    """
        .formatted(market.symbol(), channel, market.millis(), market.millis(), version, bids, asks);
  }

  @Override
  public List<String> changes(BoxMarket market, BoxMarket.Change change, long previous) {
    return List.of(
        spot
            ? whole(market, channel(), 60, change.number())
            : book(
                market,
                channel(),
                "\"event\":\"update\",\"version\":" + change.number(),
                BoxJson.levels(change, true, LEVEL),
                BoxJson.levels(change, false, LEVEL)));
  }

  @Override
  public Optional<String> otherDepth(BoxMarket market) {
    String channel = spot ? "mbp.refresh.5" : "depth.size_20.high_freq";
    return Optional.of(whole(market, channel, 5, 3 * market.number()));
  }

  @Override
  public String trade(BoxMarket market, BoxMarket.Deal deal) {
    return """
    {"ch":"market.%s.trade.detail","ts":%d,"tick":{"id":%d,"ts":%d,"data":[%s]}}\
    """
        .formatted(market.symbol(), deal.millis(), deal.id(), deal.millis(), row(deal, "tradeId"));
  }

  /** Spot has an id of the message beside that of the trade. */
  private String row(BoxMarket.Deal deal, String spotId) {
    String ids = "\"id\":" + deal.id();
    return """
    {%s,"ts":%d,"amount":%s,"price":%s,"direction":"%s"}\
    """
        .formatted(
            spot ? "\"id\":\"17000000000000000000000\",\"" + spotId + "\":" + deal.id() : ids,
            deal.millis(),
            deal.size(),
            deal.price(),
            BoxJson.side(deal));
  }

  @Override
  public List<String> heartbeat(BoxMarket market) {
    return List.of("{\"ping\":" + market.millis() + "}");
  }

  @Override
  public Optional<String> list(String path, List<BoxMarket> markets) {
    return path.contains("/common/symbols")
            || path.contains("/linear-swap-api/v1/swap_contract_info")
        ? Optional.of(
            "{\"status\":\"ok\",\"data\":[" + BoxJson.rows(markets, this::listed) + "],\"ts\":7}")
        : Optional.empty();
  }

  private String listed(BoxMarket market) {
    String symbol = market.symbol();
    String base = symbol.toLowerCase(Locale.ROOT).replace("-", "").replace("usdt", "");
    return spot
        ? "{\"symbol\":\"%s\",\"base-currency\":\"%s\",\"quote-currency\":\"usdt\"}"
            .formatted(symbol, base)
        : "{\"symbol\":\"%s\",\"contract_code\":\"%s\",\"contract_size\":1}"
            .formatted(base.toUpperCase(Locale.ROOT), symbol);
  }

  @Override
  public boolean answersPastTrades() {
    return true;
  }

  @Override
  public Optional<String> trades(String path, BoxMarket market) {
    return path.contains("/history/trade?") && path.contains("=" + market.symbol() + "&")
        ? Optional.of(
            "{\"status\":\"ok\",\"data\":["
                + BoxJson.newestFirst(
                    market.lastDeals(1_000),
                    deal ->
                        "{\"id\":%d,\"ts\":%d,\"data\":[%s]}"
                            .formatted(deal.id(), deal.millis(), row(deal, "trade-id")))
                + "]}")
        : Optional.empty();
  }

  @Override
  public Optional<String> asked(String path, BoxMarket market) {
    long now = market.millis();
    String row = "\"contract_code\":\"" + market.symbol() + "\",";
    if (path.endsWith("/v1/swap_open_interest?contract_code=" + market.symbol())) {
      return Optional.of(
          "{\"status\":\"ok\",\"data\":[{%s\"volume\":%d}],\"ts\":%d}"
              .formatted(row, market.openInterest(), now));
    } else if (path.endsWith("_historical_funding_rate?contract_code=" + market.symbol())) {
      return Optional.of(
          ("{\"status\":\"ok\",\"data\":{\"data\":[{%s"
                  + "\"realized_rate\":\"%s\",\"funding_time\":\"%d\"}]}}")
              .formatted(row, BoxMarket.FUNDING_RATE, market.lastFunding()));
    }
    return path.contains("_mark_price_kline?contract_code=" + market.symbol() + "&")
        ? Optional.of(
            ("{\"ch\":\"market.%s.mark_price.1min\","
                    + "\"data\":[{\"id\":7,\"close\":\"%s\"}],\"ts\":%d}")
                .formatted(market.symbol(), market.bids().keySet().iterator().next(), now))
        : Optional.empty();
  }
}
