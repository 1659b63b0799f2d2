package io.tidemark.exchange.htx;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.JsonProtocol;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.TrackedDerivative.Value;
import io.tidemark.exchange.protocol.WireTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HTX, once Huobi: spot, delivery contracts, inverse and linear swaps. {@code
 * market.SYMBOL.CHANNEL} comes with a {@code tick}, {@code public.SYMBOL.CHANNEL} with rows of
 * {@code data}; symbols tell the product ({@link HtxProduct}).
 */
public final class HtxProtocol extends JsonProtocol {

  private static final String MARKET = "market.";

  /** Requests that name one symbol are not answered with the whole list. */
  private static final Pattern OF_ONE = Pattern.compile("[?&](symbol|contract_code|pair)=");

  /** Channels of candles of mark prices, the symbol first. */
  private static final Pattern MARK_CANDLES =
      Pattern.compile("market\\.([A-Za-z0-9-]+)\\.mark_price\\..+");

  private final HtxSymbols symbols = new HtxSymbols();

  @Override
  protected void connected(String url) {
    symbols.all().forEach(instrument -> instrument.book().reconnected());
  }

  @Override
  protected void unreadable() {
    symbols.all().forEach(instrument -> instrument.book().forgetUnnumbered());
  }

  @Override
  protected List<Outcome> answered(String url, JsonNode answer, long at)
      throws BadMessageException {
    if (answer.path("status").asText().equals("error")) {
      return error(message(answer));
    }
    JsonNode data = answer.path("data");
    if (HtxSymbols.isDescription(data.path(0))) {
      return list(data, !OF_ONE.matcher(url).find());
    }
    if (url.contains("open_interest") && data.isArray() && answer.has("ts")) {
      long time = WireTime.ofMillis(answer, "ts");
      return each(data, row -> of(row, time, it -> it.openInterest(row, time, at)));
    }
    if (url.contains("historical_funding_rate") && data.path("data").isArray()) {
      return funding(data.path("data"), at);
    }
    Matcher mark = MARK_CANDLES.matcher(answer.path("ch").asText());
    if (mark.matches() && !data.isEmpty()) {
      JsonNode last = newest(data, "id");
      long time = time(answer, at);
      return of(mark.group(1), time, it -> it.close(Value.MARK_PRICE, last, time, at));
    }
    return passed(data.isArray() ? NoFact.HISTORY : NoFact.NOT_KEPT);
  }

  /** The newest rate is the one that settled last; those before it are history. */
  @SuppressWarnings("ReferenceEquality") // of two rows that are equal, one
  private List<Outcome> funding(JsonNode rows, long at) throws BadMessageException {
    List<Outcome> outcomes = new ArrayList<>(rows.size());
    JsonNode last = newest(rows, "funding_time");
    for (JsonNode row : rows) {
      outcomes.addAll(
          row == last
              ? part(() -> of(row, at, it -> List.of(it.settledRate(row, at))))
              : passed(NoFact.HISTORY));
    }
    return outcomes.isEmpty() ? passed(NoFact.HISTORY) : outcomes;
  }

  /** The row with the largest number in a field. */
  private static JsonNode newest(JsonNode rows, String field) {
    JsonNode newest = rows.path(0);
    for (JsonNode row : rows) {
      newest = row.path(field).asLong() > newest.path(field).asLong() ? row : newest;
    }
    return newest;
  }

  /** Answers of {@code history/trade}: what one order made is together. */
  @Override
  public List<Trade> pastTrades(String symbol, Message answer) {
    HtxInstrument instrument = symbols.find(symbol, answer.at());
    return instrument == null
        ? List.of()
        : pastTrades(
            answer,
            all -> all.path("data"),
            order ->
                each(order.path("data"), row -> List.of(instrument.pastTrade(row, answer.at()))));
  }

  private static JsonNode message(JsonNode node) {
    for (String field : new String[] {"err-msg", "err_msg", "message"}) {
      if (node.has(field)) {
        return node.path(field);
      }
    }
    return node;
  }

  private List<Outcome> list(JsonNode rows, boolean whole) {
    List<Outcome> outcomes =
        each(
            rows,
            row -> {
              symbols.list(row, whole);
              return passed(NoFact.REFERENCE);
            });
    symbols.forgetUnknown();
    return described(outcomes);
  }

  @Override
  protected List<Outcome> received(JsonNode node, long at) throws BadMessageException {
    if (node.has("ping") || node.has("pong")) {
      return passed(NoFact.HEARTBEAT);
    }
    if (node.path("status").asText().equals("error")) {
      return error(message(node));
    }
    if (node.has("ch")) {
      return market(Json.text(node, "ch"), node, node.path("tick"), at);
    }
    if (node.has("rep")) {
      return requested(Json.text(node, "rep"), node, at);
    }
    if (node.has("op")) {
      return operation(node, at);
    }
    if (node.has("action")) {
      boolean lives = node.path("action").asText().equals("ping");
      return passed(lives ? NoFact.HEARTBEAT : NoFact.NOT_KEPT);
    }
    if (node.has("subbed") || node.has("unsubbed")) {
      return passed(NoFact.CONNECTION);
    }
    if (HtxSymbols.isDescription(node.path("data").path(0))) {
      return list(node.path("data"), true);
    }
    throw new BadMessageException("there is no ch, rep, op or subbed");
  }

  private List<Outcome> operation(JsonNode node, long at) throws BadMessageException {
    String op = node.path("op").asText();
    int code = node.path("err-code").asInt(0);
    if (code != 0 || op.equals("error")) {
      return error(message(node));
    }
    return switch (op) {
      case "ping", "pong" -> passed(NoFact.HEARTBEAT);
      case "notify" -> notice(Json.text(node, "topic"), node, at);
      case "sub", "unsub", "auth", "close" -> passed(NoFact.CONNECTION);
      default -> throw new BadMessageException("op is '" + op + "', which is not known");
    };
  }

  private List<Outcome> notice(String topic, JsonNode node, long at) throws BadMessageException {
    JsonNode data = node.path("data");
    long time = time(node, at);
    return switch (topic.substring(topic.lastIndexOf('.') + 1)) {
      case "contract_info" -> list(data, false);
      case "funding_rate" -> each(data, row -> of(row, time, it -> it.fundingRate(row, time, at)));
      case "liquidation_orders" ->
          each(data, row -> of(row, time, it -> List.of(it.liquidation(row, at))));
      default -> passed(NoFact.NOT_KEPT);
    };
  }

  private List<Outcome> market(String channel, JsonNode node, JsonNode tick, long at)
      throws BadMessageException {
    if (!channel.startsWith(MARKET)) {
      throw new BadMessageException("ch is '" + channel + "', which is not known");
    }
    int end = Math.max(channel.indexOf('.', MARKET.length()), MARKET.length());
    String symbol = channel.substring(MARKET.length(), end);
    String kind = channel.substring(Math.min(end + 1, channel.length()));
    long time = time(node, at);
    if (kind.equals("trade.detail")) {
      return of(symbol, time, it -> each(tick.path("data"), row -> List.of(it.trade(row, at))));
    }
    if (kind.equals("open_interest")) {
      return of(symbol, time, it -> each(node.path("data"), row -> it.openInterest(row, time, at)));
    }
    if (kind.startsWith("depth.") || kind.startsWith("mbp.")) {
      return book(kind, symbol, node, time, at);
    }
    return values(kind, symbol, tick, time, at);
  }

  private List<Outcome> book(String kind, String symbol, JsonNode node, long time, long at)
      throws BadMessageException {
    JsonNode tick = node.path("tick");
    if (kind.endsWith(".high_freq")) {
      return of(symbol, time, it -> List.of(it.book().versioned(kind, tick, time, at)));
    }
    if (kind.startsWith("mbp.refresh")) {
      return of(symbol, time, it -> List.of(it.book().plain(kind, false, tick, time, at)));
    }
    if (kind.startsWith("mbp.")) {
      return of(symbol, time, it -> List.of(it.book().change(kind, tick, time, at)));
    }
    if (!kind.equals("depth.step0") && !kind.equals("depth.step6")) {
      return passed(NoFact.SUMMARY); // Prices are rounded: each level is several.
    }
    boolean change = node.path("update").asBoolean();
    return of(symbol, time, it -> List.of(it.book().plain(kind, change, tick, time, at)));
  }

  private List<Outcome> values(String kind, String symbol, JsonNode tick, long time, long at)
      throws BadMessageException {
    String first = kind.contains(".") ? kind.substring(0, kind.indexOf('.')) : kind;
    return switch (first) {
      case "basis" ->
          kind.endsWith(".open") || kind.endsWith(".close")
              ? of(symbol, time, it -> it.basis(tick, time, at))
              : passed(NoFact.SUMMARY);
      case "mark_price" -> of(symbol, time, it -> it.close(Value.MARK_PRICE, tick, time, at));
      case "index" -> of(symbol, time, it -> it.close(Value.INDEX_PRICE, tick, time, at));
      case "detail", "bbo", "ticker" -> passed(NoFact.SUMMARY);
      case "kline" -> passed(NoFact.FORMING);
      case "premium_index", "estimated_rate", "etp" -> passed(NoFact.NOT_KEPT);
      default -> throw new BadMessageException("ch is '" + kind + "', which is not known");
    };
  }

  /** The answer to a request on the socket: of a book, it is what the changes wait for. */
  private List<Outcome> requested(String channel, JsonNode node, long at)
      throws BadMessageException {
    int dot = channel.indexOf('.', MARKET.length());
    String kind = channel.substring(dot + 1);
    if (!channel.startsWith(MARKET) || !kind.startsWith("mbp.")) {
      return passed(NoFact.HISTORY);
    }
    String symbol = channel.substring(MARKET.length(), dot);
    JsonNode data = node.path(node.has("data") ? "data" : "tick");
    long time = time(node, at);
    return of(symbol, time, it -> List.of(it.book().snapshot(kind, data, time, at)));
  }

  private static long time(JsonNode node, long at) throws BadMessageException {
    return Json.says(node, "ts") ? WireTime.ofMillis(node, "ts") : at;
  }

  /** Reads what is said of one instrument. */
  @FunctionalInterface
  private interface Reading {
    List<Outcome> read(HtxInstrument instrument) throws BadMessageException;
  }

  private List<Outcome> of(JsonNode row, long time, Reading reading) throws BadMessageException {
    return of(Json.text(row, "contract_code"), time, reading);
  }

  private List<Outcome> of(String symbol, long time, Reading reading) throws BadMessageException {
    HtxInstrument instrument = symbols.find(symbol, time);
    if (instrument != null) {
      return reading.read(instrument);
    }
    if (HtxProduct.of(symbol) == HtxProduct.OPTION) {
      return passed(NoFact.NOT_KEPT);
    }
    return symbols.needsList(symbol, time)
        ? refused(
            RejectReason.UNKNOWN_INSTRUMENT,
            "how much a contract of '"
                + symbol
                + "' is says only the list of contracts, which has not come")
        : unknownSymbol(symbol);
  }
}
