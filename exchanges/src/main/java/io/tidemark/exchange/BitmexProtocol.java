package io.tidemark.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * BitMEX: tables that begin with a partial and go on with inserts, updates and deletes. Contracts
 * become base currency by the list of instruments; of quanto contracts only trades do, which say
 * their {@code homeNotional} themselves.
 */
final class BitmexProtocol implements Protocol {

  private final Map<String, BitmexContract> contracts = new HashMap<>();
  private final Map<String, BitmexBook> books = new HashMap<>();
  private final RecentIds tradeIds = new RecentIds();

  @Override
  public List<Outcome> read(Message message) {
    return switch (message.kind()) {
      case CONNECTED -> {
        books.clear();
        yield Reading.passed(NoFact.CONNECTION);
      }
      case SENT, CONFIGURATION -> Reading.passed(NoFact.CONNECTION);
      case ANSWER -> Reading.of(message, this::answer);
      case RECEIVED ->
          message.text().equals("pong")
              ? Reading.passed(NoFact.HEARTBEAT)
              : Reading.of(
                  message,
                  node -> received(node, message.at()),
                  () -> books.values().forEach(BitmexBook::forget));
    };
  }

  private List<Outcome> answer(JsonNode node) throws BadMessageException {
    if (!node.isArray() || !node.path(0).has("typ")) {
      throw new BadMessageException("the answer is no list of instruments");
    }
    List<Outcome> outcomes =
        Reading.rows(
            node,
            row -> {
              list(row);
              return new Outcome.Passed(NoFact.REFERENCE);
            });
    return outcomes.stream().distinct().toList();
  }

  private void list(JsonNode row) throws BadMessageException {
    BitmexContract contract = BitmexContract.of(row);
    if (contract != null
        && contracts.size() < Listings.MOST
        && Instruments.isWellFormed(contract.listing().instrument())) {
      contracts.put(Json.text(row, "symbol"), contract);
    }
  }

  private List<Outcome> received(JsonNode node, long at) throws BadMessageException {
    if (node.has("error")) {
      return Reading.venueSays(node.path("error").asText());
    }
    if (node.has("info") || node.path("success").asBoolean()) {
      return Reading.passed(NoFact.CONNECTION);
    }
    String table = Json.text(node, "table");
    String action = Json.text(node, "action");
    JsonNode data = Json.array(node, "data");
    boolean partial = action.equals("partial");
    return switch (table) {
      case "orderBookL2", "orderBookL2_25" -> books(node, table, action, at);
      case "trade" ->
          partial ? Reading.passed(NoFact.HISTORY) : Reading.rows(data, row -> trade(row, at));
      case "funding" ->
          partial ? Reading.passed(NoFact.HISTORY) : Reading.rows(data, row -> funding(row, at));
      case "liquidation" ->
          action.equals("insert")
              ? Reading.rows(data, row -> liquidation(row, at))
              : Reading.passed(NoFact.NOT_KEPT);
      case "instrument" -> instruments(data, at);
      case "quote", "quoteBin1m", "tradeBin1m", "tradeBin5m", "tradeBin1h", "tradeBin1d" ->
          Reading.passed(NoFact.SUMMARY);
      case "orderBook10", "settlement", "insurance", "announcement", "connected" ->
          Reading.passed(NoFact.NOT_KEPT);
      default -> throw new BadMessageException("table is '" + table + "', which is not known");
    };
  }

  private List<Outcome> books(JsonNode node, String table, String action, long at)
      throws BadMessageException {
    Map<String, List<JsonNode>> bySymbol = new LinkedHashMap<>();
    String filter = node.path("filter").path("symbol").asText();
    if (!filter.isEmpty()) {
      bySymbol.put(filter, new ArrayList<>());
    }
    for (JsonNode row : node.path("data")) {
      bySymbol.computeIfAbsent(Json.text(row, "symbol"), key -> new ArrayList<>()).add(row);
    }
    if (bySymbol.isEmpty()) {
      return Reading.passed(NoFact.NOT_KEPT);
    }
    List<Outcome> outcomes = new ArrayList<>(bySymbol.size());
    for (Map.Entry<String, List<JsonNode>> entry : bySymbol.entrySet()) {
      List<JsonNode> rows = entry.getValue();
      outcomes.addAll(Reading.of(node, any -> book(table, action, entry.getKey(), rows, at)));
    }
    return outcomes;
  }

  private List<Outcome> book(
      String table, String action, String symbol, List<JsonNode> rows, long at)
      throws BadMessageException {
    BitmexContract contract = contracts.get(symbol);
    if (contract == null) {
      return Listings.allUnknown(symbol);
    }
    if (contract.quanto()) {
      return action.equals("partial")
          ? List.of(new Outcome.Refused(RejectReason.INCONSISTENT, contract.whyNoBook()))
          : Reading.passed(NoFact.QUANTO);
    }
    BitmexBook book =
        books.computeIfAbsent(symbol, key -> new BitmexBook(contract.listing(), table));
    return book.table().equals(table)
        ? List.of(book.read(action, rows, time(rows, at), at))
        : Reading.passed(NoFact.REPEATED);
  }

  /** The newest row's time; rows had none before 2022. */
  private static long time(List<JsonNode> rows, long at) throws BadMessageException {
    long newest = Long.MIN_VALUE;
    for (JsonNode row : rows) {
      newest = row.has("timestamp") ? Math.max(newest, EventTime.ofIso(row, "timestamp")) : newest;
    }
    return newest == Long.MIN_VALUE ? at : newest;
  }

  private Outcome trade(JsonNode row, long at) throws BadMessageException {
    String symbol = Json.text(row, "symbol");
    BitmexContract contract = contracts.get(symbol);
    if (contract == null) {
      return Listings.unknown(symbol);
    }
    // settlements and index prices are published as if they were trades
    if (!row.path("trdType").asText("Regular").equals("Regular")) {
      return new Outcome.Passed(NoFact.NOT_KEPT);
    }
    long time = EventTime.ofIso(row, "timestamp");
    double price = Json.number(row, "price");
    Listing listing = contract.listing();
    double quantity = Json.number(row, contract.quanto() ? "homeNotional" : "size");
    Side side = Json.buys(row, "side") ? Side.BUY : Side.SELL;
    String id = Json.text(row, "trdMatchID");
    if (!tradeIds.add(id)) {
      return new Outcome.Passed(NoFact.REPEATED);
    }
    double base = listing.unit().base(quantity, price);
    return Outcome.of(Trade.of(listing.instrument(), time, at, id, price, base, side));
  }

  private Outcome funding(JsonNode row, long at) throws BadMessageException {
    String symbol = Json.text(row, "symbol");
    BitmexContract contract = contracts.get(symbol);
    if (contract == null) {
      return Listings.unknown(symbol);
    }
    long settled = EventTime.ofIso(row, "timestamp");
    double rate = Json.number(row, "fundingRate");
    return Outcome.of(Funding.of(contract.listing().instrument(), settled, at, rate));
  }

  /** An order that liquidates: one that sells ends a long position. */
  private Outcome liquidation(JsonNode row, long at) throws BadMessageException {
    String symbol = Json.text(row, "symbol");
    BitmexContract contract = contracts.get(symbol);
    if (contract == null) {
      return Listings.unknown(symbol);
    }
    if (contract.quanto()) {
      return new Outcome.Passed(NoFact.QUANTO);
    }
    Listing listing = contract.listing();
    String name = Json.buys(row, "side") ? "liquidated_short" : "liquidated_long";
    double base = listing.unit().base(Json.number(row, "leavesQty"), Json.number(row, "price"));
    return Outcome.of(Metric.of(listing.instrument(), at, at, name, base));
  }

  private List<Outcome> instruments(JsonNode rows, long at) {
    List<Outcome> outcomes = new ArrayList<>();
    rows.forEach(row -> outcomes.addAll(Reading.of(row, any -> instrument(row, at))));
    return outcomes.isEmpty() ? Reading.passed(NoFact.SUMMARY) : outcomes;
  }

  private List<Outcome> instrument(JsonNode row, long at) throws BadMessageException {
    if (row.has("typ")) {
      list(row);
    }
    String symbol = Json.text(row, "symbol");
    BitmexContract contract = contracts.get(symbol);
    if (contract == null) {
      return Listings.allUnknown(symbol);
    }
    long time = row.has("timestamp") ? EventTime.ofIso(row, "timestamp") : at;
    String instrument = contract.listing().instrument();
    List<Outcome> outcomes = new ArrayList<>(2);
    add(outcomes, metric(instrument, "mark_price", row, "markPrice", time, at));
    add(outcomes, metric(instrument, "index_price", row, "indicativeSettlePrice", time, at));
    return outcomes.isEmpty() ? Reading.passed(NoFact.SUMMARY) : outcomes;
  }

  private static void add(List<Outcome> outcomes, @Nullable Outcome outcome) {
    if (outcome != null) {
      outcomes.add(outcome);
    }
  }

  private static @Nullable Outcome metric(
      String instrument, String name, JsonNode row, String field, long time, long at)
      throws BadMessageException {
    return row.hasNonNull(field)
        ? Outcome.of(Metric.of(instrument, time, at, name, Json.number(row, field)))
        : null;
  }
}
