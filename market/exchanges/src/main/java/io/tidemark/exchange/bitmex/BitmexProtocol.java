package io.tidemark.exchange.bitmex;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.JsonProtocol;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.VenueSymbols;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * BitMEX: tables that begin with a partial and go on with inserts, updates and deletes. Contracts
 * become base currency by the list of instruments, or before it has come by {@link
 * BitmexContract#usual}; of quanto contracts only trades do, which say their {@code homeNotional}
 * themselves.
 */
public final class BitmexProtocol extends JsonProtocol {

  /** What a table's name begins with, and the lengths of its bars, µs. */
  private static final String BARS = "tradeBin";

  private static final Map<String, Long> LENGTHS =
      Map.of("1m", 60_000_000L, "5m", 300_000_000L, "1h", 3_600_000_000L, "1d", 86_400_000_000L);

  private static final Set<String> OPEN = Set.of("", "Open", "Closed");

  private final VenueSymbols<BitmexInstrument> instruments =
      new VenueSymbols<>(this::unlisted, BitmexInstrument::new);

  /** Whether the whole list of instruments has come; the stream's is of what was subscribed. */
  private boolean listed;

  private @Nullable Listing unlisted(String symbol) {
    return listed ? null : BitmexContract.usual(symbol);
  }

  @Override
  protected void connected(String url) {
    instruments.all().forEach(instrument -> instrument.book().restart());
  }

  @Override
  protected void unreadable() {
    instruments.all().forEach(instrument -> instrument.book().forget());
  }

  @Override
  protected boolean isHeartbeat(String text) {
    return text.equals("pong");
  }

  @Override
  protected List<Outcome> answered(String url, JsonNode answer, long at)
      throws BadMessageException {
    if (answer.has("error")) {
      return error(answer.path("error"));
    }
    if (answer.has("typ")) {
      list(answer);
      return passed(NoFact.REFERENCE);
    }
    if (!answer.isArray()) {
      throw new BadMessageException("the answer is no list");
    }
    return answer.path(0).has("typ") ? instruments(answer) : passed(NoFact.HISTORY);
  }

  @Override
  public List<Trade> pastTrades(String symbol, Message answer) {
    BitmexInstrument instrument = instruments.find(symbol);
    return instrument == null
        ? List.of()
        : pastTrades(answer, rows -> rows, row -> List.of(instrument.pastTrade(row, answer.at())));
  }

  /** One row answers a question for it. */
  private List<Outcome> instruments(JsonNode rows) {
    List<Outcome> outcomes =
        each(
            rows,
            row -> {
              list(row);
              return passed(NoFact.REFERENCE);
            });
    listed |= rows.size() > 1 && instruments.areListed();
    return outcomes.stream().distinct().toList();
  }

  private void list(JsonNode row) throws BadMessageException {
    Listing listing = BitmexContract.listing(row);
    if (listing != null) {
      instruments.list(Json.text(row, "symbol"), listing);
    }
  }

  @Override
  protected List<Outcome> received(JsonNode node, long at) throws BadMessageException {
    if (node.path(0).has("typ")) {
      return instruments(node);
    }
    if (node.has("error")) {
      return error(node.path("error"));
    }
    if (node.has("info") || node.path("success").asBoolean()) {
      return passed(NoFact.CONNECTION);
    }
    return table(Json.text(node, "table"), node, at);
  }

  private List<Outcome> table(String table, JsonNode node, long at) throws BadMessageException {
    if (table.startsWith(BARS) && LENGTHS.containsKey(table.substring(BARS.length()))) {
      long length = LENGTHS.getOrDefault(table.substring(BARS.length()), 0L);
      return inserted(node, NoFact.HISTORY, row -> of(row, it -> List.of(it.bar(row, length, at))));
    }
    return switch (table) {
      case "orderBookL2", "orderBookL2_25", BitmexBook.BEST_TEN -> books(node, table, at);
      case "trade" ->
          inserted(node, NoFact.HISTORY, row -> of(row, it -> List.of(it.trade(row, at))));
      case "funding" ->
          inserted(node, NoFact.HISTORY, row -> of(row, it -> List.of(it.funding(row, at))));
      case "liquidation" ->
          Json.text(node, "action").equals("insert")
              ? inserted(
                  node, NoFact.NOT_KEPT, row -> of(row, it -> List.of(it.liquidation(row, at))))
              : passed(NoFact.NOT_KEPT);
      case "instrument" ->
          Json.array(node, "data").isEmpty()
              ? passed(NoFact.SUMMARY)
              : each(node.path("data"), row -> state(row, at));
      case "quote", "quoteBin1m", "quoteBin5m", "quoteBin1h", "quoteBin1d" ->
          passed(NoFact.SUMMARY);
      case "settlement", "insurance", "announcement", "chat", "connected", "publicNotifications" ->
          passed(NoFact.NOT_KEPT);
      default -> throw new BadMessageException("table is '" + table + "', which is not known");
    };
  }

  /** What rows mean that are new; a partial holds those before. */
  private static List<Outcome> inserted(JsonNode node, NoFact before, Row reading)
      throws BadMessageException {
    JsonNode data = Json.array(node, "data");
    return Json.text(node, "action").equals("partial") ? passed(before) : each(data, reading);
  }

  private List<Outcome> books(JsonNode node, String table, long at) throws BadMessageException {
    String action = Json.text(node, "action");
    Map<String, List<JsonNode>> bySymbol = new LinkedHashMap<>();
    String filter = node.path("filter").path("symbol").asText();
    if (!filter.isEmpty() && !table.equals(BitmexBook.BEST_TEN)) {
      bySymbol.put(filter, new ArrayList<>());
    }
    for (JsonNode row : Json.array(node, "data")) {
      bySymbol.computeIfAbsent(Json.text(row, "symbol"), key -> new ArrayList<>()).add(row);
    }
    if (bySymbol.isEmpty()) {
      return passed(NoFact.NOT_KEPT);
    }
    List<Outcome> outcomes = new ArrayList<>(bySymbol.size());
    for (Map.Entry<String, List<JsonNode>> entry : bySymbol.entrySet()) {
      List<JsonNode> rows = entry.getValue();
      outcomes.addAll(
          part(() -> of(entry.getKey(), it -> List.of(it.book(table, action, rows, at)))));
    }
    return outcomes;
  }

  /** Reads what is said of one instrument. */
  @FunctionalInterface
  private interface Reading {
    List<Outcome> read(BitmexInstrument instrument) throws BadMessageException;
  }

  private List<Outcome> of(String symbol, Reading reading) throws BadMessageException {
    BitmexInstrument instrument = instruments.find(symbol);
    if (instrument == null) {
      return BitmexContract.isNoContract(symbol) ? passed(NoFact.NOT_KEPT) : unknown(symbol);
    }
    return reading.read(instrument);
  }

  private List<Outcome> unknown(String symbol) {
    return listed
        ? unknownSymbol(symbol)
        : refused(
            RejectReason.UNKNOWN_INSTRUMENT,
            "the symbol '" + symbol + "' is not known without the list of instruments");
  }

  private List<Outcome> of(JsonNode row, Reading reading) throws BadMessageException {
    return of(Json.text(row, "symbol"), reading);
  }

  private List<Outcome> state(JsonNode row, long at) throws BadMessageException {
    if (row.has("typ")) {
      if (BitmexContract.listing(row) == null) {
        return passed(NoFact.NOT_KEPT);
      }
      list(row);
    }
    return OPEN.contains(row.path("state").asText())
        ? of(row, instrument -> instrument.state(row, at))
        : passed(NoFact.SUMMARY);
  }
}
