package io.tidemark.box;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/** Kraken spot, version 2, in the box: a checksum of the ten best levels proves each message. */
final class BoxKraken extends BoxStream {

  private static final int DEPTH = 25;
  private static final int SUMMED = 10;

  BoxKraken() {
    super("\"([A-Z0-9]+/[A-Z0-9]+)\"");
  }

  @Override
  public Set<String> subscribesTo(String text) {
    return text.contains("\"book\"") ? super.subscribesTo(text) : Set.of();
  }

  @Override
  public List<String> onSubscription(BoxMarket market) {
    return List.of(
        "{\"method\":\"subscribe\",\"success\":true,\"result\":{\"channel\":\"book\",\"symbol\":\"%s\",\"depth\":25}}"
            .formatted(market.symbol()),
        message(market, "snapshot", side(market.bids()), side(market.asks())));
  }

  /** The window of the book moves: all of its levels are told, and those that left it are gone. */
  @Override
  public List<String> changes(BoxMarket market, BoxMarket.Change change, long previous) {
    return List.of(
        message(
            market,
            "update",
            gone(change, true) + side(market.bids()),
            gone(change, false) + side(market.asks())));
  }

  private static String message(BoxMarket market, String type, String bids, String asks) {
    return """
    {"channel":"book","type":"%s","data":[{"symbol":"%s","bids":[%s],"asks":[%s],"checksum":%d,"timestamp":"%s"}]}\
    """
        .formatted(type, market.symbol(), bids, asks, checksum(market), market.instant());
  }

  private static long checksum(BoxMarket market) {
    CRC32 sum = new CRC32();
    String text = digits(market.asks()) + digits(market.bids());
    sum.update(text.getBytes(StandardCharsets.US_ASCII));
    return sum.getValue();
  }

  private static String digits(Map<Double, Double> side) {
    return side.entrySet().stream()
        .limit(SUMMED)
        .map(level -> digits(level.getKey(), 2) + digits(level.getValue(), 3))
        .collect(Collectors.joining());
  }

  private static String digits(double number, int decimals) {
    return "%.{}f"
        .replace("{}", String.valueOf(decimals))
        .formatted(number)
        .replace(".", "")
        .replaceFirst("^0+", "");
  }

  private static String side(Map<Double, Double> levels) {
    return levels.entrySet().stream()
        .limit(DEPTH)
        .map(level -> level(level.getKey(), level.getValue()))
        .collect(Collectors.joining(","));
  }

  private static String gone(BoxMarket.Change change, boolean bid) {
    return change.levels().stream()
        .filter(level -> level.bid() == bid && level.size() == 0)
        .map(level -> level(level.price(), 0) + ",")
        .collect(Collectors.joining());
  }

  private static String level(double price, double size) {
    return "{\"price\":%.2f,\"qty\":%.3f}".formatted(price, size);
  }

  @Override
  public String trade(BoxMarket market, BoxMarket.Deal deal) {
    return """
    {"channel":"trade","type":"update","data":[{"symbol":"%s","side":"%s","price":%.2f,"qty":%.3f,"ord_type":"market","trade_id":%d,"timestamp":"%s"}]}\
    """
        .formatted(
            market.symbol(),
            deal.takerBuys() ? "buy" : "sell",
            deal.price(),
            deal.size(),
            deal.id(),
            Instant.ofEpochMilli(deal.millis()));
  }

  @Override
  public List<String> heartbeat(BoxMarket market) {
    return List.of("{\"channel\":\"heartbeat\"}");
  }

  @Override
  public Optional<String> list(String path, List<BoxMarket> markets) {
    return path.endsWith("/AssetPairs")
        ? Optional.of(
            markets.stream()
                .map(
                    market ->
                        """
                        "%s":{"altname":"%s","wsname":"%s","base":"%s","quote":"Z%s","pair_decimals":2,"lot_decimals":3}\
                        """
                            .formatted(
                                market.symbol().replace("/", ""),
                                market.symbol().replace("/", ""),
                                market.symbol(),
                                market.symbol().split("/", 2)[0],
                                market.symbol().split("/", 2)[1]))
                .collect(Collectors.joining(",", "{\"error\":[],\"result\":{", "}}")))
        : Optional.empty();
  }

  @Override
  public boolean answersPastTrades() {
    return true;
  }

  @Override
  public Optional<String> trades(String path, BoxMarket market) {
    String pair = market.symbol().replace("/", "").replace("BTC", "XBT");
    return path.contains("/Trades?pair=" + pair + "&")
        ? Optional.of(
            market.lastDeals(1_000).stream()
                .map(
                    deal ->
                        "[\"%s\",\"%s\",%s,\"%s\",\"m\",\"\",%d]"
                            .formatted(
                                deal.price(),
                                deal.size(),
                                "%d.%03d".formatted(deal.millis() / 1_000, deal.millis() % 1_000),
                                deal.takerBuys() ? "b" : "s",
                                deal.id()))
                .collect(
                    Collectors.joining(
                        ",",
                        "{\"error\":[],\"result\":{\"X" + pair + "\":[",
                        "],\"last\":\"1\"}}")))
        : Optional.empty();
  }

  @Override
  public Optional<String> candles(String path, BoxMarket market) {
    String pair = market.symbol().replace("/", "").replace("BTC", "XBT");
    return path.contains("/OHLC?pair=" + pair + "&interval=1")
        ? Optional.of(
            market.lastBars(720).stream()
                .map(
                    bar ->
                        "[%d,\"%s\",\"%s\",\"%s\",\"%s\",\"0\",\"%s\",1]"
                            .formatted(
                                bar.start() / 1_000,
                                bar.open(),
                                bar.high(),
                                bar.low(),
                                bar.close(),
                                bar.volume()))
                .collect(
                    Collectors.joining(
                        ",", "{\"error\":[],\"result\":{\"X" + pair + "\":[", "],\"last\":1}}")))
        : Optional.empty();
  }
}
