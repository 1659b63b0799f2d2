package io.tidemark.exchange.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.JsonProtocol;
import io.tidemark.exchange.protocol.KnownNames;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.VenueSymbols;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Binance's spot, US, USD-M and COIN-M markets send: bare events or {@code {"stream","data"}},
 * exchangeInfo and depth snapshots. Source: Binance's public documentation, "WebSocket Streams",
 * "Websocket Market Streams" and "How to manage a local order book correctly".
 */
public final class BinanceProtocol extends JsonProtocol {

  private static final Pattern SYMBOL = Pattern.compile("[?&]symbol=([^&]+)");

  private static final String INDEX_PRICE = "indexPriceUpdate";

  private final BinanceMarket market;
  private final VenueSymbols<BinanceInstrument> symbols;
  private final KnownNames<BinanceStream> streams = new KnownNames<>(BinanceStream::of);

  public BinanceProtocol(BinanceMarket market) {
    this.market = market;
    this.symbols =
        new VenueSymbols<>(this::unlisted, listing -> new BinanceInstrument(market, listing));
  }

  /** A symbol's letters are a guess: none is made once exchangeInfo has spoken. */
  private @Nullable Listing unlisted(String symbol) {
    return symbols.areListed() ? null : market.listing(symbol);
  }

  /** Answers of {@code trades} and {@code aggTrades}. */
  @Override
  public List<Trade> pastTrades(String symbol, Message answer) {
    BinanceInstrument instrument = symbols.find(symbol);
    return instrument == null
        ? List.of()
        : pastTrades(answer, rows -> rows, row -> List.of(instrument.pastTrade(row, answer.at())));
  }

  /** What lists trades or candles came before the connection. */
  @Override
  protected List<Outcome> answered(String url, JsonNode answer, long at)
      throws BadMessageException {
    if (answer.has("code") && answer.has("msg")) {
      return error(answer.path("msg"));
    }
    List<Outcome> state = state(url, answer, at);
    return state.isEmpty() ? passed(answer.isArray() ? NoFact.HISTORY : NoFact.NOT_KEPT) : state;
  }

  @Override
  protected List<Outcome> received(JsonNode message, long at) throws BadMessageException {
    JsonNode stream = message.path("stream");
    if (!stream.isTextual()) {
      return message.isArray() ? events("", message, at) : single(message, at);
    }
    String name = stream.textValue();
    BinanceStream kind = streams.of(name);
    if (kind == BinanceStream.OTHER_BOOK) {
      return passed(NoFact.NOT_KEPT);
    }
    JsonNode data = message.path("data");
    if (kind == BinanceStream.BEST_LEVELS) {
      return bestLevels(name, data, at);
    }
    if (data.has("lastUpdateId")) {
      return snapshot(symbolOf(name), data, at);
    }
    if (message.path("generated").asBoolean() && BinanceEvent.of(data) == null) {
      return passed(NoFact.NOT_KEPT);
    }
    return data.isArray() ? events(name, data, at) : event(name, data, at);
  }

  private List<Outcome> bestLevels(String stream, JsonNode data, long at)
      throws BadMessageException {
    String symbol = data.path("s").asText(symbolOf(stream));
    BinanceInstrument instrument = symbols.find(symbol);
    return instrument == null
        ? unknownSymbol(symbol)
        : List.of(instrument.bestLevels(stream, data, at));
  }

  /** A stream's name begins with its symbol in small letters. */
  private static String symbolOf(String stream) {
    return stream.substring(0, Math.max(stream.indexOf('@'), 0)).toUpperCase(Locale.ROOT);
  }

  private List<Outcome> single(JsonNode message, long at) throws BadMessageException {
    List<Outcome> state = state("", message, at);
    if (!state.isEmpty()) {
      return state;
    }
    return message.has("id") && message.has("result")
        ? passed(NoFact.CONNECTION)
        : event("", message, at);
  }

  /**
   * exchangeInfo, open interest or a snapshot, which recordings hold without a URL too; empty if it
   * is none of them.
   */
  private List<Outcome> state(String url, JsonNode message, long at) throws BadMessageException {
    if (message.path("symbols").isArray()) {
      symbols.listOnly(market.listings(message.path("symbols")));
      return passed(NoFact.REFERENCE);
    }
    if (BinanceEvent.of(message) == BinanceEvent.OPEN_INTEREST) {
      return event("", message, at);
    }
    Matcher asked = SYMBOL.matcher(url);
    return message.has("lastUpdateId")
        ? snapshot(asked.find() ? asked.group(1) : "", message, at)
        : List.of();
  }

  /** Streams of all symbols send arrays of events. */
  private List<Outcome> events(String stream, JsonNode events, long at) throws BadMessageException {
    if (events.isEmpty()) {
      throw new BadMessageException("the array holds no event");
    }
    return each(events, event -> event(stream, event, at));
  }

  private List<Outcome> event(String stream, JsonNode node, long at) throws BadMessageException {
    BinanceEvent event = BinanceEvent.of(node);
    if (event == null) {
      return node.path("e").asText().equals(INDEX_PRICE) ? index(node, at) : otherEvent(node);
    }
    JsonNode symbol = event.symbol(node);
    if (!symbol.isTextual()) {
      throw new BadMessageException("there is no symbol s");
    }
    BinanceInstrument instrument = symbols.find(symbol.textValue());
    return instrument == null
        ? unknownSymbol(symbol.textValue())
        : instrument.read(event, stream, node, at);
  }

  /** COIN-M says the price of a pair's index for all contracts of the pair. */
  private List<Outcome> index(JsonNode node, long at) throws BadMessageException {
    String pair = Json.text(node, "i");
    double price = Json.number(node, "p");
    long happened = BinanceTimes.micros(node, "E");
    List<Outcome> outcomes =
        symbols.all().stream()
            .filter(instrument -> instrument.isOf(pair))
            .map(instrument -> instrument.index(price, happened, at))
            .toList();
    return outcomes.isEmpty() ? passed(NoFact.NOT_KEPT) : outcomes;
  }

  private static List<Outcome> otherEvent(JsonNode node) throws BadMessageException {
    JsonNode kind = node.path("e");
    if (kind.isTextual()) {
      NoFact why = BinanceEvent.whyNoFact(kind.textValue());
      if (why == null) {
        throw new BadMessageException("e is '" + kind.textValue() + "', which is not known");
      }
      return passed(why);
    }
    JsonNode error = node.has("code") ? node : node.path("error");
    if (error.has("msg")) {
      return error(error.path("msg"));
    }
    throw new BadMessageException("the message has no kind e, and is no other that is known");
  }

  /**
   * A snapshot of the book.
   *
   * @param asked the symbol that it was asked for; empty where that is not known
   */
  private List<Outcome> snapshot(String asked, JsonNode node, long at) throws BadMessageException {
    String symbol = node.path("symbol").asText(asked);
    if (!symbol.isEmpty()) {
      BinanceInstrument instrument = symbols.find(symbol);
      return instrument == null ? unknownSymbol(symbol) : List.of(instrument.snapshot(node, at));
    }
    List<BinanceInstrument> spoken = symbols.all();
    return spoken.size() == 1
        ? List.of(spoken.get(0).snapshot(node, at))
        : refused(
            RejectReason.UNKNOWN_INSTRUMENT,
            "the snapshot names no symbol, and " + spoken.size() + " symbols have been spoken of");
  }
}
