package io.tidemark.exchange.bitmex;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.JsonProtocol;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.VenueSymbols;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * BitMEX: tables that begin with a partial and go on with inserts, updates and deletes. Contracts
 * become base currency by the list of instruments; of quanto contracts only trades do, which say
 * their {@code homeNotional} themselves.
 */
public final class BitmexProtocol extends JsonProtocol {

  private final VenueSymbols<BitmexInstrument> instruments =
      new VenueSymbols<>(BitmexInstrument::new);

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
    if (!answer.isArray() || !answer.path(0).has("typ")) {
      throw new BadMessageException("the answer is no list of instruments");
    }
    List<Outcome> outcomes =
        each(
            answer,
            row -> {
              list(row);
              return passed(NoFact.REFERENCE);
            });
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
    if (node.has("error")) {
      return error(node.path("error"));
    }
    if (node.has("info") || node.path("success").asBoolean()) {
      return passed(NoFact.CONNECTION);
    }
    String table = Json.text(node, "table");
    String action = Json.text(node, "action");
    JsonNode data = Json.array(node, "data");
    boolean partial = action.equals("partial");
    return switch (table) {
      case "orderBookL2", "orderBookL2_25" -> books(node, table, action, at);
      case "trade" ->
          partial
              ? passed(NoFact.HISTORY)
              : each(data, row -> of(row, it -> List.of(it.trade(row, at))));
      case "funding" ->
          partial
              ? passed(NoFact.HISTORY)
              : each(data, row -> of(row, it -> List.of(it.funding(row, at))));
      case "liquidation" ->
          action.equals("insert")
              ? each(data, row -> of(row, it -> List.of(it.liquidation(row, at))))
              : passed(NoFact.NOT_KEPT);
      case "instrument" ->
          data.isEmpty() ? passed(NoFact.SUMMARY) : each(data, row -> prices(row, at));
      case "quote", "quoteBin1m", "tradeBin1m", "tradeBin5m", "tradeBin1h", "tradeBin1d" ->
          passed(NoFact.SUMMARY);
      case "orderBook10", "settlement", "insurance", "announcement", "connected" ->
          passed(NoFact.NOT_KEPT);
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
    return instrument == null ? unknownSymbol(symbol) : reading.read(instrument);
  }

  private List<Outcome> of(JsonNode row, Reading reading) throws BadMessageException {
    return of(Json.text(row, "symbol"), reading);
  }

  private List<Outcome> prices(JsonNode row, long at) throws BadMessageException {
    if (row.has("typ")) {
      list(row);
    }
    return of(row, instrument -> instrument.prices(row, at));
  }
}
