package io.tidemark.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Bybit, version 2: inverse contracts of 1 USD on {@code /realtime}, linear ones in the base
 * currency on {@code /realtime_public}; both connections may be read as one.
 */
final class BybitProtocol implements Protocol {

  private static final String LINEAR_PATH = "realtime_public";
  private static final String INVERSE_QUOTE = "USD";
  private static final String LINEAR_QUOTE = "USDT";
  private static final Pattern YEAR = Pattern.compile("[A-Z]\\d{2}");
  private static final Pattern DAY = Pattern.compile("\\d{4}");

  private final Listings listings = new Listings();
  private final Map<String, BybitBook> books = new HashMap<>();

  /** When the trades of a symbol were asked for, local clock. */
  private final Map<String, Long> askedAt = new HashMap<>();

  private final RecentIds tradeIds = new RecentIds();

  @Override
  public List<Outcome> read(Message message) {
    return switch (message.kind()) {
      case CONNECTED -> connected(message.url());
      case SENT -> Reading.of(message, node -> sent(node, message.at()));
      case CONFIGURATION -> Reading.passed(NoFact.CONNECTION);
      case ANSWER -> Reading.of(message, this::answer);
      case RECEIVED ->
          Reading.of(
              message,
              node -> received(node, message.at()),
              () -> books.values().forEach(BybitBook::forget));
    };
  }

  /** What a connection told is over when it is opened again. */
  private List<Outcome> connected(String url) {
    boolean linear = url.contains(LINEAR_PATH);
    books.keySet().removeIf(symbol -> isLinear(symbol) == linear);
    askedAt.keySet().removeIf(symbol -> isLinear(symbol) == linear);
    return Reading.passed(NoFact.CONNECTION);
  }

  private boolean isLinear(String symbol) {
    Listing listing = listings.of(symbol);
    return listing != null && listing.unit() instanceof Unit.Linear;
  }

  private List<Outcome> sent(JsonNode node, long at) {
    for (JsonNode topic : node.path("args")) {
      String symbol = topic.asText().startsWith("trade.") ? topic.asText().substring(6) : "";
      if (listings.of(symbol) != null) {
        askedAt.put(symbol, at);
      }
    }
    return Reading.passed(NoFact.CONNECTION);
  }

  private List<Outcome> answer(JsonNode node) throws BadMessageException {
    for (JsonNode row : Json.array(node, "result")) {
      String base = Json.text(row, "base_currency");
      String quote = Json.text(row, "quote_currency");
      String name = Json.text(row, "name");
      boolean linear = quote.equals(LINEAR_QUOTE);
      if (name.equals(base + quote) && (linear || quote.equals(INVERSE_QUOTE))) {
        Unit unit = linear ? Unit.BASE : new Unit.Inverse(1);
        listings.add(name, new Listing(base + "-" + quote + "-PERP@bybit", unit));
      } else if (quote.equals(INVERSE_QUOTE) && name.startsWith(base + quote)) {
        future(name, Json.text(row, "alias"), base + quote, base + "-" + quote);
      }
    }
    return Reading.passed(NoFact.REFERENCE);
  }

  /** {@code BTCUSDU21}, also called {@code BTCUSD0924}, expires on 2021-09-24. */
  private void future(String name, String alias, String root, String pair) {
    String year = name.substring(root.length());
    String day = alias.startsWith(root) ? alias.substring(root.length()) : "";
    if (YEAR.matcher(year).matches() && DAY.matcher(day).matches()) {
      String instrument = pair + "-" + year.substring(1) + day + "@bybit";
      listings.add(name, new Listing(instrument, new Unit.Inverse(1)));
    }
  }

  private List<Outcome> received(JsonNode node, long at) throws BadMessageException {
    if (node.has("success")) {
      String says = node.path("ret_msg").asText();
      if (!node.path("success").asBoolean()) {
        return Reading.venueSays(says);
      }
      return Reading.passed(says.equals("pong") ? NoFact.HEARTBEAT : NoFact.CONNECTION);
    }
    String topic = Json.text(node, "topic");
    String kind = topic.substring(0, Math.max(topic.indexOf('.'), 0));
    String symbol = topic.substring(topic.lastIndexOf('.') + 1);
    return switch (kind) {
      case "trade" -> trades(node, symbol, at);
      case "orderBookL2_25", "orderBook_200" -> book(node, topic, symbol, at);
      case "instrument_info" -> Reading.passed(NoFact.SUMMARY);
      case "klineV2", "candle", "liquidation" -> Reading.passed(NoFact.NOT_KEPT);
      default -> throw new BadMessageException("topic is '" + topic + "', which is not known");
    };
  }

  private List<Outcome> book(JsonNode node, String topic, String symbol, long at)
      throws BadMessageException {
    Listing listing = listings.of(symbol);
    if (listing == null) {
      return Listings.allUnknown(symbol);
    }
    BybitBook book = books.computeIfAbsent(symbol, key -> new BybitBook(listing, topic));
    return book.topic().equals(topic)
        ? List.of(book.read(node, at))
        : Reading.passed(NoFact.REPEATED);
  }

  private List<Outcome> trades(JsonNode node, String symbol, long at) throws BadMessageException {
    Listing listing = listings.of(symbol);
    if (listing == null) {
      return Listings.allUnknown(symbol);
    }
    return Reading.rows(Json.array(node, "data"), row -> trade(row, symbol, listing, at));
  }

  private Outcome trade(JsonNode row, String symbol, Listing listing, long at)
      throws BadMessageException {
    long time = EventTime.ofMillis(row, "trade_time_ms");
    double price = Json.number(row, "price");
    double base = listing.unit().base(Json.number(row, "size"), price);
    Side side = Json.buys(row, "side") ? Side.BUY : Side.SELL;
    String id = Json.text(row, "trade_id");
    if (!tradeIds.add(id)) {
      return new Outcome.Passed(NoFact.REPEATED);
    }
    // the subscription is answered with the symbol's last trade, however old
    if (time < askedAt.getOrDefault(symbol, Long.MIN_VALUE)) {
      return new Outcome.Passed(NoFact.HISTORY);
    }
    return Outcome.of(Trade.of(listing.instrument(), time, at, id, price, base, side));
  }
}
