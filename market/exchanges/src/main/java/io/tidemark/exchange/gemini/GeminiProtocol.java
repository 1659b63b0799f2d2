package io.tidemark.exchange.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.JsonProtocol;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.TrackedBook;
import io.tidemark.exchange.protocol.TrackedTrades;
import io.tidemark.exchange.protocol.Unit;
import io.tidemark.exchange.protocol.VenueSymbols;
import io.tidemark.exchange.protocol.WireTime;
import java.util.List;
import java.util.Locale;

/**
 * Gemini's market data, version 2: l2.
 *
 * <p>The first l2_updates of a symbol holds the whole book and the last trades; the changes that
 * follow have neither time nor number: a crossed book is the only sign of a lost one. A symbol does
 * not tell where base ends and quote begins, so it is known from the REST details alone.
 */
public final class GeminiProtocol extends JsonProtocol {

  private static final String PERPETUAL = "PERP";

  private record Pair(TrackedBook book, TrackedTrades trades) {
    Pair(Listing listing) {
      this(new TrackedBook(listing, TrackedBook.Loss.BY_CROSSING), new TrackedTrades(listing));
    }
  }

  private final VenueSymbols<Pair> pairs = new VenueSymbols<>(Pair::new);

  @Override
  protected void unreadable() {
    pairs.all().forEach(pair -> pair.book().forget());
  }

  @Override
  protected List<Outcome> answered(String url, JsonNode answer, long at)
      throws BadMessageException {
    if (url.endsWith("/symbols") && answer.isArray()) {
      return passed(NoFact.REFERENCE);
    }
    if (!url.contains("/symbols/details/")) {
      return passed(NoFact.NOT_KEPT);
    }
    if (answer.path("result").asText().equals("error")) {
      return error(answer);
    }
    String symbol = Json.text(answer, "symbol");
    String pair = Json.text(answer, "base_currency") + "-" + Json.text(answer, "quote_currency");
    String kind = symbol.endsWith(PERPETUAL) ? "-" + PERPETUAL : "";
    String instrument = pair.toUpperCase(Locale.ROOT) + kind + "@gemini";
    pairs.list(symbol, new Listing(instrument, Unit.BASE));
    return passed(NoFact.REFERENCE);
  }

  @Override
  protected List<Outcome> received(JsonNode message, long at) throws BadMessageException {
    if (message.path("result").asText().equals("error")) {
      return error(message);
    }
    String type = Json.text(message, "type");
    return switch (type) {
      case "heartbeat" -> passed(NoFact.HEARTBEAT);
      case "subscription_ack" -> passed(NoFact.CONNECTION);
      case "auction_open", "auction_indicative", "auction_result", "block_trade" ->
          passed(NoFact.NOT_KEPT);
      case "l2_updates", "trade" -> ofPair(type, message, at);
      default -> {
        if (type.startsWith("candles_") && type.endsWith("_updates")) {
          yield passed(NoFact.FORMING);
        }
        throw new BadMessageException("type is '" + type + "', which is not known");
      }
    };
  }

  private List<Outcome> ofPair(String type, JsonNode message, long at) throws BadMessageException {
    String symbol = Json.text(message, "symbol");
    Pair pair = pairs.find(symbol);
    if (pair == null) {
      return unknownSymbol(symbol);
    }
    if (type.equals("trade")) {
      return List.of(trade(pair.trades(), message, at));
    }
    TrackedBook book = pair.book();
    TrackedBook.Reading levels =
        () -> {
          book.setSided(Json.array(message, "changes"));
          return book.outcome(at, at);
        };
    if (!message.has("trades")) {
      return List.of(book.change(levels));
    }
    for (JsonNode trade : message.path("trades")) {
      pair.trades().history(id(trade));
    }
    return List.of(new Outcome.Passed(NoFact.HISTORY), book.snapshot(levels));
  }

  private static Outcome trade(TrackedTrades trades, JsonNode message, long at)
      throws BadMessageException {
    return trades.trade(
        id(message),
        WireTime.ofMillis(message, "timestamp"),
        at,
        Json.number(message, "price"),
        Json.number(message, "quantity"),
        Json.side(message, "side"));
  }

  private static String id(JsonNode trade) throws BadMessageException {
    return Long.toString(Json.whole(trade, "event_id"));
  }
}
