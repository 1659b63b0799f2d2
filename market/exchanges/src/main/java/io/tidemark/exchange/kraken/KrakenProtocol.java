package io.tidemark.exchange.kraken;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.JsonProtocol;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Kraken's spot WebSocket feeds: book, trade, ticker. Messages of a channel are arrays {@code [id,
 * part, ..., "book-1000", "XBT/USD"]} in version 1, and objects {@code {"channel", "type", "data"}}
 * in version 2.
 *
 * <p>Chain rule: the checksum that a book's messages carry, see {@link KrakenBook}. Trades of
 * version 1 have no id; those of version 2 are numbered by 1.
 */
public final class KrakenProtocol extends JsonProtocol {

  private static final Pattern BOOK = Pattern.compile("book-(\\d{1,4})");
  private static final Pattern PAST = Pattern.compile(".*/public/(Trades|OHLC|Spread)\\b.*");

  private final KrakenSymbols pairs = new KrakenSymbols();

  /** Checksums of version 2 are over the digits of numbers. */
  @Override
  protected Parsed<JsonNode> parse(String text) {
    return Json.parseExactly(text);
  }

  @Override
  protected void connected(String url) {
    pairs.all().forEach(KrakenPair::reconnect);
  }

  @Override
  protected List<Outcome> answered(String url, JsonNode answer, long at)
      throws BadMessageException {
    if (!answer.path("error").isEmpty()) {
      return error(answer);
    }
    boolean listed = false;
    for (JsonNode pair : answer.path("result")) {
      if (pair.has("pair_decimals")) {
        String name = pair.path("wsname").asText();
        pairs.list(name, pair.path("pair_decimals"), pair.path("lot_decimals"));
        listed = true;
      }
    }
    if (listed) {
      return passed(NoFact.REFERENCE);
    }
    return passed(PAST.matcher(url).matches() ? NoFact.HISTORY : NoFact.NOT_KEPT);
  }

  /** Answers of {@code Trades}: rows below the pair's name, which is not the stream's. */
  @Override
  public List<Trade> pastTrades(String symbol, Message answer) {
    KrakenPair pair = pairs.find(symbol);
    return pair == null
        ? List.of()
        : pastTrades(
            answer,
            all -> first(all.path("result")),
            row -> List.of(pair.pastTrade(row, answer.at())));
  }

  private static JsonNode first(JsonNode result) {
    for (JsonNode rows : result) {
      if (rows.isArray()) {
        return rows;
      }
    }
    return MissingNode.getInstance();
  }

  @Override
  protected List<Outcome> received(JsonNode message, long at) throws BadMessageException {
    if (message.isArray()) {
      return ofArray(message, at);
    }
    if (message.has("channel")) {
      return ofChannel(message, at);
    }
    if (message.has("method")) {
      return method(message);
    }
    boolean answer = message.has("result") && message.path("error").isArray();
    return answer ? answered("", message, at) : event(message);
  }

  private static List<Outcome> event(JsonNode message) throws BadMessageException {
    String event = Json.text(message, "event");
    return switch (event) {
      case "heartbeat", "pong" -> passed(NoFact.HEARTBEAT);
      case "systemStatus" -> passed(NoFact.CONNECTION);
      case "subscriptionStatus" ->
          message.path("status").asText().equals("error")
              ? error(message)
              : passed(NoFact.CONNECTION);
      case "error" -> error(message);
      default -> throw new BadMessageException("event is '" + event + "', which is not known");
    };
  }

  private List<Outcome> ofArray(JsonNode message, long at) throws BadMessageException {
    int size = message.size();
    if (size < 4) {
      throw new BadMessageException("an array of " + size + " is no message of a channel");
    }
    String channel = message.path(size - 2).asText();
    String symbol = message.path(size - 1).asText();
    KrakenPair pair = pairs.find(symbol);
    if (pair == null) {
      return unknownSymbol(symbol);
    }
    Matcher book = BOOK.matcher(channel);
    if (book.matches()) {
      List<JsonNode> parts = new ArrayList<>();
      for (int i = 1; i < size - 2; i++) {
        parts.add(message.path(i));
      }
      return List.of(pair.book(parts, channel, Integer.parseInt(book.group(1)), at));
    }
    return switch (channel) {
      case "trade" -> trades(pair, message.path(1), at);
      case "ticker", "spread" -> passed(NoFact.SUMMARY);
      default -> {
        if (channel.startsWith("ohlc")) {
          yield passed(NoFact.FORMING);
        }
        throw new BadMessageException("channel is '" + channel + "', which is not known");
      }
    };
  }

  private static List<Outcome> trades(KrakenPair pair, JsonNode rows, long at)
      throws BadMessageException {
    if (!rows.isArray() || rows.isEmpty()) {
      throw new BadMessageException("the trades are no list");
    }
    return each(rows, row -> List.of(pair.trade(row, at)));
  }

  private List<Outcome> method(JsonNode message) {
    if (message.has("success") && !message.path("success").asBoolean()) {
      return error(message.path("error"));
    }
    JsonNode result = message.path("result");
    if (result.path("channel").asText().equals("book")) {
      KrakenPair pair = pairs.find(result.path("symbol").asText());
      if (pair != null) {
        pair.subscribed(result.path("depth").asInt());
      }
    }
    boolean lives = message.path("method").asText().equals("pong");
    return passed(lives ? NoFact.HEARTBEAT : NoFact.CONNECTION);
  }

  private List<Outcome> ofChannel(JsonNode message, long at) throws BadMessageException {
    String channel = Json.text(message, "channel");
    return switch (channel) {
      case "heartbeat" -> passed(NoFact.HEARTBEAT);
      case "status" -> passed(NoFact.CONNECTION);
      case "ticker" -> passed(NoFact.SUMMARY);
      case "ohlc" -> passed(NoFact.FORMING);
      case "level3", "executions", "balances" -> passed(NoFact.NOT_KEPT);
      case "instrument" -> instruments(message.path("data").path("pairs"));
      case "book" -> {
        boolean snapshot = isSnapshot(message);
        yield rows(message, (pair, row) -> List.of(pair.book(row, snapshot, at)));
      }
      case "trade" -> {
        boolean snapshot = isSnapshot(message);
        yield rows(message, (pair, row) -> pair.trade(row, snapshot, at));
      }
      default -> throw new BadMessageException("channel is '" + channel + "', which is not known");
    };
  }

  private static boolean isSnapshot(JsonNode message) throws BadMessageException {
    String type = Json.text(message, "type");
    if (!type.equals("snapshot") && !type.equals("update")) {
      throw new BadMessageException("type is '" + type + "', neither snapshot nor update");
    }
    return type.equals("snapshot");
  }

  private List<Outcome> instruments(JsonNode rows) {
    for (JsonNode row : rows) {
      pairs.list(
          row.path("symbol").asText(), row.path("price_precision"), row.path("qty_precision"));
    }
    return passed(NoFact.REFERENCE);
  }

  /** Reads what is said of one pair. */
  @FunctionalInterface
  private interface Reading {
    List<Outcome> read(KrakenPair pair, JsonNode row) throws BadMessageException;
  }

  private List<Outcome> rows(JsonNode message, Reading reading) throws BadMessageException {
    return each(
        Json.array(message, "data"),
        row -> {
          String symbol = Json.text(row, "symbol");
          KrakenPair pair = pairs.find(symbol);
          return pair == null ? unknownSymbol(symbol) : reading.read(pair, row);
        });
  }
}
