package io.tidemark.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import java.util.List;
import java.util.Locale;

/**
 * Gemini's market data, version 2: l2.
 *
 * <p>The first l2_updates of a symbol holds the whole book and the last trades; the changes that
 * follow have neither time nor number: a crossed book is the only sign of a lost one. A symbol does
 * not tell where base ends and quote begins, so it is known from the REST details alone.
 */
final class GeminiProtocol extends TextProtocol {

  private static final String PERPETUAL = "PERP";

  private record Pair(StreamedBook book, TradeMemory trades) {
    Listing listing() {
      return book.book().listing();
    }
  }

  private final VenueSymbols<Pair> pairs =
      new VenueSymbols<>(
          symbol -> null, listing -> new Pair(new StreamedBook(listing, false), new TradeMemory()));

  @Override
  List<Outcome> answered(String url, JsonNode answer) throws BadMessageException {
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
  List<Outcome> received(JsonNode message, long at) throws BadMessageException {
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
      return List.of(trade(pair, message, at));
    }
    if (!message.has("trades")) {
      return List.of(book(pair.book(), false, message, at));
    }
    for (JsonNode trade : message.path("trades")) {
      pair.trades().add(Json.whole(trade, "event_id"));
    }
    Outcome history = new Outcome.Passed(NoFact.HISTORY);
    return List.of(history, book(pair.book(), true, message, at));
  }

  private static Outcome book(StreamedBook book, boolean snapshot, JsonNode message, long at) {
    if (!snapshot && book.isAwaiting()) {
      return new Outcome.Passed(NoFact.AWAITING_SNAPSHOT);
    }
    try {
      LevelChanges levels = new LevelChanges();
      levels.addSided(message.path("changes"));
      if (snapshot) {
        book.begin(levels);
      } else {
        levels.applyTo(book.book());
      }
      return book.top(at, at);
    } catch (BadMessageException e) {
      return book.unreadable(e);
    }
  }

  private static Outcome trade(Pair pair, JsonNode message, long at) throws BadMessageException {
    long id = Json.whole(message, "event_id");
    long time = WireTime.ofMillis(message, "timestamp");
    double price = Json.number(message, "price");
    double quantity = Json.number(message, "quantity");
    Side taker = LevelChanges.isBuy(Json.text(message, "side")) ? Side.BUY : Side.SELL;
    if (!pair.trades().add(id)) {
      return new Outcome.Passed(NoFact.REPEATED);
    }
    return Outcome.of(
        Trade.of(pair.listing().instrument(), time, at, Long.toString(id), price, quantity, taker));
  }
}
