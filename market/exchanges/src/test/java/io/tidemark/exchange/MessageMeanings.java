package io.tidemark.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Protocol;
import io.tidemark.exchange.protocol.Statement;
import io.tidemark.exchange.protocol.Unit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What messages mean by our protocol and by the independent implementation whose results stand
 * beside them, both as lines of text: one for each trade, book change, funding rate, mark price,
 * index price, open interest and liquidation. A value of a derivative is a line when it changes.
 */
final class MessageMeanings {

  /** What a symbol of the venue stands for, stated by hand: the rule by which amounts are base. */
  record Contract(String instrument, Unit unit) {}

  private static final MathContext DIGITS = new MathContext(9);

  private final Map<String, Contract> contracts;
  private final Map<String, String> expectedValues = new HashMap<>();
  private final Map<String, String> ourValues = new HashMap<>();

  MessageMeanings(Map<String, Contract> contracts) {
    this.contracts = contracts;
  }

  /** By the independent implementation, sorted. */
  List<String> expected(JsonNode line) {
    List<String> lines = new ArrayList<>();
    for (JsonNode one : line.path("expected")) {
      switch (one.path("type").asText()) {
        case "trade" -> lines.add(amount("trade", one));
        case "liquidation" -> lines.add(amount("liquidation", one));
        case "book_change" -> lines.add(book(one));
        case "derivative_ticker" -> lines.addAll(values(one));
        default -> {}
      }
    }
    return lines.stream().sorted().toList();
  }

  /** By our protocol, sorted. */
  List<String> ours(Protocol protocol, JsonNode line) {
    Instant received = Instant.parse(line.path("received_at").asText());
    JsonNode said = line.path("message");
    String text = said.isTextual() ? said.textValue() : said.toString();
    long at = received.getEpochSecond() * 1_000_000 + received.getNano() / 1_000;
    List<String> lines = new ArrayList<>();
    for (Outcome outcome : protocol.read(new Message(Message.Kind.RECEIVED, "", at, text))) {
      lines.addAll(of(outcome));
    }
    return lines.stream().sorted().toList();
  }

  private List<String> of(Outcome outcome) {
    if (outcome.statement() instanceof Statement.BookChange book) {
      return List.of(
          book(
              book.instrument(),
              book.snapshot(),
              levels(book.bids()),
              levels(book.asks()),
              book.eventTime()));
    }
    if (outcome.statement() instanceof Statement.FundingRate funding) {
      return changed(ourValues, funding.instrument(), "funding", funding.rate());
    }
    if (outcome.statement() instanceof Statement.Liquidation it) {
      return List.of(
          amount(
              "liquidation",
              it.instrument(),
              it.id(),
              it.price(),
              it.quantity(),
              it.side(),
              it.eventTime()));
    }
    if (outcome instanceof Outcome.Known known && known.fact() instanceof Trade trade) {
      return List.of(
          amount(
              "trade",
              trade.instrument(),
              trade.tradeId(),
              trade.price(),
              trade.quantity(),
              trade.takerSide(),
              trade.eventTime()));
    }
    return outcome instanceof Outcome.Known known && known.fact() instanceof Metric metric
        ? changed(ourValues, metric.instrument(), metric.name(), metric.value())
        : List.of();
  }

  private String amount(String kind, JsonNode one) {
    Contract contract = contract(one);
    double price = one.path("price").asDouble();
    return amount(
        kind,
        contract.instrument(),
        one.path("id").asText(),
        price,
        contract.unit().base(one.path("amount").asDouble(), price),
        one.path("side").asText().equals("buy") ? Side.BUY : Side.SELL,
        micros(one));
  }

  private static String amount(
      String kind,
      String instrument,
      String id,
      double price,
      double quantity,
      Side side,
      long time) {
    return "%s %s id=%s price=%s quantity=%s side=%s ms=%d"
        .formatted(
            kind,
            instrument,
            id,
            number(price),
            number(quantity),
            side.name().toLowerCase(Locale.ROOT),
            time / 1_000);
  }

  private String book(JsonNode one) {
    return book(
        contract(one).instrument(),
        one.path("isSnapshot").asBoolean(),
        levels(one, "bids"),
        levels(one, "asks"),
        micros(one));
  }

  private static String book(
      String instrument, boolean snapshot, List<Level> bids, List<Level> asks, long time) {
    return "book %s snapshot=%s bids=%s asks=%s ms=%d"
        .formatted(instrument, snapshot, words(bids), words(asks), time / 1_000);
  }

  private List<Level> levels(JsonNode one, String side) {
    List<Level> levels = new ArrayList<>();
    for (JsonNode level : one.path(side)) {
      double price = level.path("price").asDouble();
      double amount = level.path("amount").asDouble();
      levels.add(new Level(price, amount == 0 ? 0 : contract(one).unit().base(amount, price)));
    }
    return levels;
  }

  private static List<Level> levels(Statement.Levels side) {
    return IntStream.range(0, side.prices().length)
        .mapToObj(i -> new Level(side.prices()[i], side.sizes()[i]))
        .toList();
  }

  private record Level(double price, double size) {}

  /** A stable sort: the last size of a price is the one that stands. */
  private static String words(List<Level> levels) {
    return levels.stream()
        .sorted(Comparator.comparingDouble(Level::price))
        .map(level -> number(level.price()) + "x" + number(level.size()))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private List<String> values(JsonNode one) {
    Contract contract = contract(one);
    List<String> lines = new ArrayList<>();
    String instrument = contract.instrument();
    if (one.has("fundingRate")) {
      double rate = one.path("fundingRate").asDouble();
      lines.addAll(changed(expectedValues, instrument, "funding", rate));
    }
    if (one.has("markPrice")) {
      double mark = one.path("markPrice").asDouble();
      lines.addAll(changed(expectedValues, instrument, "mark_price", mark));
    }
    if (one.has("indexPrice")) {
      double index = one.path("indexPrice").asDouble();
      lines.addAll(changed(expectedValues, instrument, "index_price", index));
    }
    if (one.has("openInterest")) {
      double price = one.path("markPrice").asDouble(one.path("lastPrice").asDouble());
      double base = contract.unit().base(one.path("openInterest").asDouble(), price);
      lines.addAll(changed(expectedValues, instrument, "open_interest", base));
    }
    return lines;
  }

  private static List<String> changed(
      Map<String, String> before, String instrument, String what, double value) {
    String key = what + " " + instrument;
    String now = number(value);
    return now.equals(before.put(key, now)) ? List.of() : List.of(key + " " + now);
  }

  private Contract contract(JsonNode one) {
    String symbol = one.path("symbol").asText();
    return contracts.getOrDefault(symbol, new Contract("unstated:" + symbol, Unit.BASE));
  }

  private static long micros(JsonNode one) {
    Instant time = Instant.parse(one.path("timestamp").asText());
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
  }

  private static String number(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString()
        : Double.toString(value);
  }
}
