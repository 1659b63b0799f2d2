package io.tidemark.exchange.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.JsonProtocol;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.VenueSymbols;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Gemini's market data: version 2, told by {@code type}, and the socket of 2025, {@code
 * ws.gemini.com}, told by {@code e} or by the fields.
 */
public final class GeminiProtocol extends JsonProtocol {

  /** The socket's host, and the one that it had before 2026. */
  private static final List<String> SOCKET_HOSTS = List.of("ws.gemini.com", "fast.gemini.com");

  private static final int OK = 200;

  private final VenueSymbols<GeminiPair> pairs =
      new VenueSymbols<>(this::unlisted, GeminiPair::new);

  /** Whether it is not known how the new socket was opened: then its first levels are the book. */
  private boolean guesses = true;

  /** A name is a guess: none is made once the venue has told what symbols stand for. */
  private @Nullable Listing unlisted(String symbol) {
    return pairs.areListed() ? null : GeminiName.listing(symbol);
  }

  @Override
  protected void connected(String url) {
    pairs.all().forEach(GeminiPair::reconnect);
    if (SOCKET_HOSTS.stream().anyMatch(url::contains)) {
      guesses = false;
      pairs.all().forEach(GeminiPair::restartSocket);
    }
  }

  /** A lost change of version 2 would not be told. */
  @Override
  protected void unreadable() {
    pairs.all().forEach(GeminiPair::forgetBook);
  }

  @Override
  protected List<Outcome> answered(String url, JsonNode answer, long at)
      throws BadMessageException {
    if (answer.isArray() && answer.path(0).isTextual()) {
      return passed(NoFact.REFERENCE);
    }
    if (answer.path("result").asText().equals("error")) {
      return error(answer);
    }
    if (answer.has("base_currency")) {
      return details(answer);
    }
    return passed(answer.isArray() ? NoFact.HISTORY : NoFact.NOT_KEPT);
  }

  private List<Outcome> details(JsonNode answer) throws BadMessageException {
    String symbol = Json.text(answer, "symbol").toUpperCase(Locale.ROOT);
    String base = Json.text(answer, "base_currency").toUpperCase(Locale.ROOT);
    String quote = Json.text(answer, "quote_currency").toUpperCase(Locale.ROOT);
    pairs.list(symbol, GeminiName.listing(base, quote, symbol));
    return passed(NoFact.REFERENCE);
  }

  /** Answers of {@code trades}. */
  @Override
  public List<Trade> pastTrades(String symbol, Message answer) {
    GeminiPair pair = pairs.find(symbol.toUpperCase(Locale.ROOT));
    return pair == null
        ? List.of()
        : pastTrades(answer, rows -> rows, row -> List.of(pair.pastTrade(row, answer.at())));
  }

  @Override
  protected List<Outcome> received(JsonNode message, long at) throws BadMessageException {
    if (message.path("result").asText().equals("error")) {
      return error(message);
    }
    if (message.has("base_currency")) {
      return details(message);
    }
    if (message.has("type")) {
      return versionTwo(Json.text(message, "type"), message, at);
    }
    if (message.has("id") && message.has("status")) {
      boolean failed = message.has("error") || message.path("status").asInt() != OK;
      return failed ? error(message) : passed(NoFact.CONNECTION);
    }
    return socket(message, at);
  }

  private List<Outcome> versionTwo(String type, JsonNode message, long at)
      throws BadMessageException {
    return switch (type) {
      case "heartbeat" -> passed(NoFact.HEARTBEAT);
      case "subscription_ack" -> passed(NoFact.CONNECTION);
      case "auction_open", "auction_indicative", "auction_result", "block_trade" ->
          passed(NoFact.NOT_KEPT);
      case "l2_updates" -> of(message, "symbol", pair -> pair.levels(message, at));
      case "trade" -> of(message, "symbol", pair -> List.of(pair.trade(message, at)));
      case "mark_price_updates" ->
          of(message, "symbol", pair -> each(changes(message), row -> pair.prices(row, at)));
      case "funding_amount_updates" ->
          of(message, "symbol", pair -> each(changes(message), row -> pair.funding(row, at)));
      default -> {
        if (type.startsWith("candles_") && type.endsWith("_updates")) {
          yield passed(NoFact.FORMING);
        }
        throw new BadMessageException("type is '" + type + "', which is not known");
      }
    };
  }

  private static JsonNode changes(JsonNode message) throws BadMessageException {
    return Json.array(message, "changes");
  }

  /** Trades, quotes, books of a few levels and states of contracts have no name of their kind. */
  private List<Outcome> socket(JsonNode message, long at) throws BadMessageException {
    String event = message.path("e").asText();
    return switch (event) {
      case "depthUpdate" ->
          of(message, "s", pair -> List.of(pair.socketLevels(message, guesses, at)));
      case "trade" -> of(message, "s", pair -> List.of(pair.socketTrade(message, at)));
      case "markPrice" -> of(message, "s", pair -> pair.socketPrice(message, at));
      case "fundingAmount" -> of(message, "s", pair -> pair.socketFunding(message, at));
      case "bookTicker" -> passed(NoFact.SUMMARY);
      case "" -> unnamed(message, at);
      default -> throw new BadMessageException("e is '" + event + "', which is not known");
    };
  }

  private List<Outcome> unnamed(JsonNode message, long at) throws BadMessageException {
    if (message.has("t") && message.has("m")) {
      return of(message, "s", pair -> List.of(pair.socketTrade(message, at)));
    }
    if (message.has("lastUpdateId") || message.has("B")) {
      return passed(NoFact.SUMMARY);
    }
    if (message.has("s") && message.has("E")) {
      return passed(NoFact.NOT_KEPT);
    }
    throw new BadMessageException("the message has no type, and is no other that is known");
  }

  /** Reads what is said of one pair. */
  @FunctionalInterface
  private interface Reading {
    List<Outcome> read(GeminiPair pair) throws BadMessageException;
  }

  /** Symbols with a hyphen are contracts on events: they are no pairs. */
  private List<Outcome> of(JsonNode message, String field, Reading reading)
      throws BadMessageException {
    String symbol = Json.text(message, field).toUpperCase(Locale.ROOT);
    GeminiPair pair = pairs.find(symbol);
    if (pair != null) {
      return reading.read(pair);
    }
    return symbol.indexOf('-') >= 0 ? passed(NoFact.NOT_KEPT) : unknownSymbol(symbol);
  }
}
