package io.tidemark.exchange.gate;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gate's perpetual and delivery contracts, version 4; see {@link GateContracts}. */
public final class GateFuturesProtocol extends JsonProtocol {

  private static final String PREFIX = "futures.";
  private static final Pattern ASKED = Pattern.compile("[?&]contract=([^&]+)");

  private final VenueSymbols<GateInstrument> symbols =
      new VenueSymbols<>(this::unlisted, GateInstrument::new);

  /** Whether the whole list has spoken, and not only of single contracts. */
  private boolean listed;

  private @Nullable Listing unlisted(String symbol) {
    return listed ? null : GateContracts.listing(symbol);
  }

  @Override
  protected void connected(String url) {
    symbols.all().forEach(GateInstrument::reconnected);
  }

  @Override
  protected void unreadable() {
    symbols.all().forEach(instrument -> instrument.book().forgetUnnumbered());
  }

  @Override
  protected List<Outcome> answered(String url, JsonNode answer, long at)
      throws BadMessageException {
    if (answer.has("label")) {
      return error(answer.path("message"));
    }
    if (isContract(answer) || isContract(answer.path(0))) {
      return list(answer);
    }
    Matcher asked = ASKED.matcher(url);
    return answer.has("asks") && asked.find()
        ? snapshot(asked.group(1), answer, answer, at)
        : passed(answer.isArray() ? NoFact.HISTORY : NoFact.NOT_KEPT);
  }

  private static boolean isContract(JsonNode row) {
    return row.has("quanto_multiplier") && row.has("name");
  }

  private List<Outcome> list(JsonNode answer) {
    if (!answer.isArray()) {
      return part(() -> list("name", answer));
    }
    listed = true;
    List<Outcome> outcomes = each(answer, row -> list("name", row));
    symbols.forgetUnknown();
    return described(outcomes);
  }

  private List<Outcome> list(String field, JsonNode row) throws BadMessageException {
    String name = Json.text(row, field);
    Listing listing = GateContracts.listing(name, row);
    if (listing != null) {
      symbols.list(name, listing);
    }
    return passed(NoFact.REFERENCE);
  }

  /** Answers of {@code trades}. */
  @Override
  public List<Trade> pastTrades(String symbol, Message answer) {
    GateInstrument instrument = symbols.find(symbol);
    return instrument == null
        ? List.of()
        : pastTrades(answer, rows -> rows, row -> List.of(instrument.pastTrade(row, answer.at())));
  }

  @Override
  protected List<Outcome> received(JsonNode node, long at) throws BadMessageException {
    if (isContract(node.path(0))) {
      return list(node);
    }
    if (!node.path("error").isNull() && node.has("error")) {
      return error(node.path("error").path("message"));
    }
    String channel = Json.text(node, "channel");
    if (!channel.startsWith(PREFIX)) {
      throw new BadMessageException("channel is '" + channel + "', which is not known");
    }
    if (channel.equals("futures.pong")) {
      return passed(NoFact.HEARTBEAT);
    }
    String event = node.path("event").asText();
    if (event.equals("subscribe") || event.equals("unsubscribe") || event.equals("api")) {
      return passed(NoFact.CONNECTION);
    }
    return update(channel.substring(PREFIX.length()), node, node.path("result"), at);
  }

  private List<Outcome> update(String kind, JsonNode node, JsonNode result, long at)
      throws BadMessageException {
    return switch (kind) {
      case "trades" -> rows(result, (it, row) -> List.of(it.contracts(row, at)));
      case "order_book" -> result.isArray() ? signed(node, result, at) : whole(node, result, at);
      case "order_book_update", "obu" -> change(kind, node, result, at);
      case "tickers" -> {
        long time = GateTimes.sent(node, at);
        yield rows(result, (it, row) -> it.values(row, time, at));
      }
      case "contract_stats" ->
          rows(result, (it, row) -> it.values(row, GateTimes.either(row, "time"), at));
      case "public_liquidates", "liquidates" ->
          rows(result, (it, row) -> List.of(it.liquidation(row, at)));
      case "candlesticks" ->
          result.isArray() ? each(result, row -> candle(row, at)) : candle(result, at);
      case "contract_info" -> list("contract", result);
      case "book_ticker" -> passed(NoFact.SUMMARY);
      default -> passed(NoFact.NOT_KEPT);
    };
  }

  private List<Outcome> whole(JsonNode node, JsonNode result, long at) throws BadMessageException {
    return book(
        Json.text(result, "contract"),
        instrument -> {
          long time = GateTimes.book(result, node, at);
          return List.of(instrument.book().whole(result, time, at));
        });
  }

  /** Rows name their contracts, mostly all the same one. */
  private List<Outcome> signed(JsonNode node, JsonNode rows, long at) throws BadMessageException {
    long time = GateTimes.sent(node, at);
    Map<String, List<JsonNode>> ofContract = new LinkedHashMap<>();
    for (JsonNode row : rows) {
      ofContract.computeIfAbsent(row.path("c").asText(), any -> new ArrayList<>()).add(row);
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (Map.Entry<String, List<JsonNode>> one : ofContract.entrySet()) {
      outcomes.addAll(
          book(one.getKey(), it -> List.of(it.book().signed(one.getValue(), time, at))));
    }
    return outcomes.isEmpty() ? passed(NoFact.NOT_KEPT) : outcomes;
  }

  private List<Outcome> change(String kind, JsonNode node, JsonNode result, long at)
      throws BadMessageException {
    if (result.has("asks") || result.has("bids")) {
      return snapshot(GateSnapshot.symbol(node, "contract"), result, node, at);
    }
    String name = Json.text(result, "s");
    String stream = kind.equals("obu") ? name : kind;
    return book(
        GateSnapshot.pair(name),
        instrument -> {
          long time = GateTimes.book(result, node, at);
          return List.of(instrument.book().update(stream, result, time, at));
        });
  }

  private List<Outcome> snapshot(String symbol, JsonNode data, JsonNode message, long at)
      throws BadMessageException {
    return book(
        symbol,
        instrument -> {
          long time = GateTimes.book(data, message, at);
          return List.of(instrument.book().snapshot(GateSnapshot.number(data), data, time, at));
        });
  }

  private List<Outcome> candle(JsonNode row, long at) throws BadMessageException {
    GateCandleName name = GateCandleName.of(Json.text(row, "n"));
    return name == null
        ? passed(NoFact.NOT_KEPT)
        : of(name.symbol(), instrument -> List.of(instrument.candle(row, name.length(), true, at)));
  }

  /** Reads what is said of one instrument. */
  @FunctionalInterface
  private interface Reading {
    List<Outcome> read(GateInstrument instrument) throws BadMessageException;
  }

  /** Reads a row that is said of one instrument. */
  @FunctionalInterface
  private interface RowReading {
    List<Outcome> read(GateInstrument instrument, JsonNode row) throws BadMessageException;
  }

  private List<Outcome> rows(JsonNode result, RowReading reading) throws BadMessageException {
    Row one = row -> of(Json.text(row, "contract"), instrument -> reading.read(instrument, row));
    return result.isArray() ? each(result, one) : one.read(result);
  }

  /** The levels of a quanto contract are no amounts of the base currency. */
  private List<Outcome> book(String symbol, Reading reading) throws BadMessageException {
    return of(symbol, it -> it.isQuanto() ? passed(NoFact.QUANTO) : reading.read(it));
  }

  private List<Outcome> of(String symbol, Reading reading) throws BadMessageException {
    GateInstrument instrument = symbols.find(symbol);
    if (instrument != null) {
      return reading.read(instrument);
    }
    return listed || !GateContracts.isContract(symbol)
        ? unknownSymbol(symbol)
        : refused(
            RejectReason.UNKNOWN_INSTRUMENT,
            "how much a contract of '"
                + symbol
                + "' is says only the list of contracts, which has not come");
  }
}
