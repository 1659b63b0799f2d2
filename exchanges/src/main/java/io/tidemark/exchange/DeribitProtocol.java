package io.tidemark.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Deribit, version 2: notifications of subscriptions over JSON-RPC. Prices of options are in the
 * base currency, as the venue gives them, unless they are settled in the quote currency.
 */
final class DeribitProtocol implements Protocol {

  private final Listings listings = new Listings();
  private final Map<String, DeribitBook> books = new HashMap<>();

  /** The number of an instrument's last trade; they count up by 1. */
  private final Map<String, Long> tradeNumbers = new HashMap<>();

  /** What a metric of an instrument was. */
  private final Map<String, Map<String, Double>> metrics = new HashMap<>();

  @Override
  public List<Outcome> read(Message message) {
    return switch (message.kind()) {
      case CONNECTED -> {
        books.clear();
        tradeNumbers.clear();
        yield Reading.passed(NoFact.CONNECTION);
      }
      case SENT, CONFIGURATION -> Reading.passed(NoFact.CONNECTION);
      case ANSWER -> Reading.of(message, this::answer);
      case RECEIVED -> Reading.of(message, node -> received(node, message.at()));
    };
  }

  private List<Outcome> answer(JsonNode node) throws BadMessageException {
    for (JsonNode row : Json.array(node, "result")) {
      String name = Json.text(row, "instrument_name");
      Listing listing = DeribitName.listing(name);
      if (listing != null) {
        listings.add(name, listing);
      }
    }
    return Reading.passed(NoFact.REFERENCE);
  }

  private List<Outcome> received(JsonNode node, long at) throws BadMessageException {
    if (node.has("error")) {
      return Reading.venueSays(node.path("error").path("message").asText());
    }
    if (node.has("result")) {
      return Reading.passed(NoFact.CONNECTION);
    }
    String method = Json.text(node, "method");
    if (method.equals("heartbeat")) {
      return Reading.passed(NoFact.HEARTBEAT);
    }
    if (!method.equals("subscription")) {
      throw new BadMessageException("method is '" + method + "', which is not known");
    }
    return notification(node.path("params"), at);
  }

  private List<Outcome> notification(JsonNode params, long at) throws BadMessageException {
    String channel = Json.text(params, "channel");
    JsonNode data = params.path("data");
    int dot = channel.indexOf('.');
    return switch (dot < 0 ? channel : channel.substring(0, dot)) {
      case "book" -> book(channel, data, at);
      case "trades" -> trades(data, at);
      case "ticker" -> ticker(data, at);
      case "quote", "incremental_ticker" -> Reading.passed(NoFact.SUMMARY);
      case "chart",
          "deribit_price_index",
          "deribit_volatility_index",
          "estimated_expiration_price",
          "markprice",
          "perpetual",
          "instrument",
          "platform_state" ->
          Reading.passed(NoFact.NOT_KEPT);
      default -> throw new BadMessageException("channel is '" + channel + "', which is not known");
    };
  }

  private List<Outcome> book(String channel, JsonNode data, long at) throws BadMessageException {
    String name = Json.text(data, "instrument_name");
    Listing listing = listings.of(name);
    if (listing == null) {
      return Listings.allUnknown(name);
    }
    if (!data.has("type")) {
      // grouped: every notification is the best levels only, maybe of several prices each
      return Reading.passed(NoFact.SUMMARY);
    }
    DeribitBook book = books.computeIfAbsent(name, key -> new DeribitBook(listing, channel));
    return book.channel().equals(channel)
        ? List.of(book.read(data, at))
        : Reading.passed(NoFact.REPEATED);
  }

  private List<Outcome> trades(JsonNode rows, long at) throws BadMessageException {
    if (!rows.isArray()) {
      throw new BadMessageException("data is no array of trades");
    }
    List<Outcome> outcomes = new ArrayList<>();
    rows.forEach(row -> outcomes.addAll(Reading.of(row, any -> trade(row, at))));
    return outcomes.isEmpty() ? Reading.passed(NoFact.NOT_KEPT) : outcomes;
  }

  private List<Outcome> trade(JsonNode row, long at) throws BadMessageException {
    String name = Json.text(row, "instrument_name");
    Listing listing = listings.of(name);
    if (listing == null) {
      return Listings.allUnknown(name);
    }
    long number = Json.whole(row, "trade_seq");
    long time = EventTime.ofMillis(row, "timestamp");
    double price = Json.number(row, "price");
    double base = listing.unit().base(Json.number(row, "amount"), price);
    Side side = Json.buys(row, "direction") ? Side.BUY : Side.SELL;
    String id = Json.text(row, "trade_id");
    long before = tradeNumbers.getOrDefault(name, number - 1);
    if (number <= before) {
      return Reading.passed(NoFact.REPEATED);
    }
    tradeNumbers.put(name, number);
    List<Outcome> outcomes = new ArrayList<>(2);
    if (number > before + 1) {
      outcomes.add(missing(listing, before, number));
    }
    // negotiated elsewhere, at a price that the book never saw
    outcomes.add(
        row.has("block_trade_id")
            ? new Outcome.Passed(NoFact.NOT_KEPT)
            : Outcome.of(Trade.of(listing.instrument(), time, at, id, price, base, side)));
    return outcomes;
  }

  private static Outcome missing(Listing listing, long before, long number) {
    return new Outcome.Refused(
        RejectReason.OUT_OF_SEQUENCE,
        "%s: %d trades are missing between trade_seq %d and %d"
            .formatted(listing.instrument(), number - before - 1, before, number));
  }

  private List<Outcome> ticker(JsonNode data, long at) throws BadMessageException {
    String name = Json.text(data, "instrument_name");
    Listing listing = listings.of(name);
    if (listing == null) {
      return Listings.allUnknown(name);
    }
    long time = EventTime.ofMillis(data, "timestamp");
    double mark = Json.number(data, "mark_price");
    Map<String, Double> now =
        Map.of(
            "mark_price", mark,
            "index_price", Json.number(data, "index_price"),
            "open_interest", listing.unit().base(Json.number(data, "open_interest"), mark));
    Map<String, Double> before = metrics.getOrDefault(name, Map.of());
    metrics.put(name, now);
    List<Outcome> outcomes = new ArrayList<>(now.size());
    for (String metric : List.of("mark_price", "index_price", "open_interest")) {
      double value = now.getOrDefault(metric, Double.NaN);
      if (value != before.getOrDefault(metric, Double.NaN)) {
        outcomes.add(Outcome.of(Metric.of(listing.instrument(), time, at, metric, value)));
      }
    }
    return outcomes.isEmpty() ? Reading.passed(NoFact.SUMMARY) : outcomes;
  }
}
