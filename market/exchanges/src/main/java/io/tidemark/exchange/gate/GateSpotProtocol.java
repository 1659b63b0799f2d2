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
import io.tidemark.exchange.protocol.Unit;
import io.tidemark.exchange.protocol.VenueSymbols;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gate's spot market: version 4 says {@code channel}, version 3 said {@code method}. {@code
 * BTC_USDT} is BTC-USDT@gate.
 */
public final class GateSpotProtocol extends JsonProtocol {

  private static final String PREFIX = "spot.";
  private static final Pattern NAME = Pattern.compile("([A-Z0-9]+)_([A-Z0-9]+)");
  private static final Pattern ASKED = Pattern.compile("[?&]currency_pair=([^&]+)");
  private static final String VERSION_3_TRADES = "trades.subscribe";

  private final VenueSymbols<GateInstrument> symbols =
      new VenueSymbols<>(this::unlisted, GateInstrument::new);

  private @Nullable Listing unlisted(String symbol) {
    return symbols.areListed() ? null : listing(symbol);
  }

  private static @Nullable Listing listing(String symbol) {
    Matcher matcher = NAME.matcher(symbol);
    return matcher.matches()
        ? new Listing(matcher.group(1) + "-" + matcher.group(2) + "@gate", Unit.BASE)
        : null;
  }

  @Override
  protected void connected(String url) {
    symbols.all().forEach(GateInstrument::reconnected);
  }

  @Override
  protected void sent(JsonNode message, long at) {
    if (message.path("method").asText().equals(VERSION_3_TRADES)) {
      for (JsonNode symbol : message.path("params")) {
        GateInstrument instrument = symbols.find(symbol.asText());
        if (instrument != null) {
          instrument.ask(at);
        }
      }
    }
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
    if (isList(answer)) {
      return list(answer);
    }
    Matcher asked = ASKED.matcher(url);
    return answer.has("asks") && asked.find()
        ? snapshot(asked.group(1), answer, answer, at)
        : passed(answer.isArray() ? NoFact.HISTORY : NoFact.NOT_KEPT);
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
    if (isList(node)) {
      return list(node);
    }
    if (!node.path("error").isNull() && node.has("error")) {
      return error(node.path("error").path("message"));
    }
    if (node.has("channel")) {
      return version4(node, at);
    }
    return node.has("method") ? version3(node, at) : answerOfVersion3(node);
  }

  private static boolean isList(JsonNode node) {
    JsonNode first = node.path(0);
    return first.has("id") && first.has("base") && first.has("quote");
  }

  private List<Outcome> list(JsonNode rows) {
    Map<String, Listing> listings = new HashMap<>();
    for (JsonNode row : rows) {
      Listing listing = listing(row.path("id").asText());
      if (listing != null) {
        listings.put(row.path("id").asText(), listing);
      }
    }
    symbols.listOnly(listings);
    return passed(NoFact.REFERENCE);
  }

  private static List<Outcome> answerOfVersion3(JsonNode node) throws BadMessageException {
    JsonNode result = node.path("result");
    if (result.asText().equals("pong")) {
      return passed(NoFact.HEARTBEAT);
    }
    if (result.isMissingNode()) {
      throw new BadMessageException("there is no channel, method or result");
    }
    return passed(NoFact.CONNECTION);
  }

  private List<Outcome> version3(JsonNode node, long at) throws BadMessageException {
    String method = Json.text(node, "method");
    JsonNode params = Json.array(node, "params");
    return switch (method) {
      case "trades.update" ->
          of(
              params.path(0).asText(),
              instrument -> {
                boolean first = instrument.isFirstOfTrades();
                return each(
                    params.path(1), row -> List.of(instrument.tradeOfVersion3(row, first, at)));
              });
      case "depth.update" -> depthOfVersion3(params, at);
      case "ticker.update", "price.update", "state.update" -> passed(NoFact.SUMMARY);
      case "kline.update" -> passed(NoFact.FORMING);
      case "order.update", "balance.update" -> passed(NoFact.NOT_KEPT);
      default -> throw new BadMessageException("method is '" + method + "', which is not known");
    };
  }

  private List<Outcome> depthOfVersion3(JsonNode params, long at) throws BadMessageException {
    JsonNode clean = params.path(0);
    JsonNode data = params.path(1);
    if (!clean.isBoolean() || !data.isObject()) {
      throw new BadMessageException("params do not say whether the book is whole, and what it is");
    }
    return of(
        params.path(2).asText(),
        instrument -> {
          long time = GateTimes.book(data, data, at);
          return List.of(
              clean.booleanValue()
                  ? instrument.book().whole(data, time, at)
                  : instrument.book().change(data, time, at));
        });
  }

  private List<Outcome> version4(JsonNode node, long at) throws BadMessageException {
    String channel = Json.text(node, "channel");
    if (!channel.startsWith(PREFIX)) {
      throw new BadMessageException("channel is '" + channel + "', which is not known");
    }
    if (channel.equals("spot.pong")) {
      return passed(NoFact.HEARTBEAT);
    }
    String event = node.path("event").asText();
    if (event.equals("subscribe") || event.equals("unsubscribe") || event.equals("api")) {
      return passed(NoFact.CONNECTION);
    }
    JsonNode result = node.path("result");
    String kind = channel.substring(PREFIX.length());
    return switch (kind) {
      case "trades", "trades_v2" ->
          result.isArray() ? each(result, row -> trade(row, at)) : trade(result, at);
      case "order_book_update", "obu" -> update(kind, node, result, at);
      case "order_book" ->
          of(
              Json.text(result, "s"),
              instrument -> {
                long time = GateTimes.book(result, node, at);
                return List.of(instrument.book().whole(result, time, at));
              });
      case "candlesticks" ->
          result.isArray() ? each(result, row -> candle(row, at)) : candle(result, at);
      case "book_ticker", "tickers" -> passed(NoFact.SUMMARY);
      default -> passed(NoFact.NOT_KEPT);
    };
  }

  private List<Outcome> trade(JsonNode row, long at) throws BadMessageException {
    return of(Json.text(row, "currency_pair"), instrument -> List.of(instrument.trade(row, at)));
  }

  private List<Outcome> update(String kind, JsonNode node, JsonNode result, long at)
      throws BadMessageException {
    if (result.has("asks") || result.has("bids")) {
      return snapshot(GateSnapshot.symbol(node, "currency_pair"), result, node, at);
    }
    String name = Json.text(result, "s");
    String stream = kind.equals("obu") ? name : kind;
    return of(
        GateSnapshot.pair(name),
        instrument -> {
          long time = GateTimes.book(result, node, at);
          return List.of(instrument.book().update(stream, result, time, at));
        });
  }

  private List<Outcome> snapshot(String symbol, JsonNode data, JsonNode message, long at)
      throws BadMessageException {
    return of(
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
        : of(
            name.symbol(), instrument -> List.of(instrument.candle(row, name.length(), false, at)));
  }

  /** Reads what is said of one instrument. */
  @FunctionalInterface
  private interface Reading {
    List<Outcome> read(GateInstrument instrument) throws BadMessageException;
  }

  private List<Outcome> of(String symbol, Reading reading) throws BadMessageException {
    GateInstrument instrument = symbols.find(symbol);
    if (instrument != null) {
      return reading.read(instrument);
    }
    return symbol.isEmpty()
        ? refused(RejectReason.UNKNOWN_INSTRUMENT, "the message names no symbol")
        : unknownSymbol(symbol);
  }
}
