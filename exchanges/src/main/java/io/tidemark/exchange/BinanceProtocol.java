package io.tidemark.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Binance's spot, USD-M and COIN-M markets send: bare events or {@code {"stream","data"}},
 * exchangeInfo and depth snapshots. Source: Binance's public documentation, "WebSocket Streams",
 * "Websocket Market Streams" and "How to manage a local order book correctly".
 */
final class BinanceProtocol implements Protocol {

  private static final Pattern SYMBOL = Pattern.compile("[?&]symbol=([^&]+)");

  /** Streams of a few best levels; their events look like changes of the whole book. */
  private static final Pattern PARTIAL_BOOK = Pattern.compile("[^@]*@depth\\d+(@.*)?");

  private final BinanceMarket market;
  private final BinanceSymbols symbols;
  private final Map<String, BinanceInstrument> instruments = new HashMap<>();

  BinanceProtocol(BinanceMarket market) {
    this.market = market;
    this.symbols = new BinanceSymbols(market);
  }

  @Override
  public List<Outcome> read(Message message) {
    return switch (message.kind()) {
      case CONNECTED, SENT, CONFIGURATION -> passed(NoFact.CONNECTION);
      case ANSWER, RECEIVED -> {
        Parsed<JsonNode> parsed = Json.parse(message.text());
        if (parsed instanceof Parsed.Rejected<JsonNode> rejected) {
          yield List.of(new Outcome.Refused(rejected.reason(), rejected.detail()));
        }
        yield read(((Parsed.Valid<JsonNode>) parsed).value(), message);
      }
    };
  }

  private List<Outcome> read(JsonNode node, Message message) {
    try {
      JsonNode stream = node.path("stream");
      if (!stream.isTextual()) {
        return message.kind() == Message.Kind.ANSWER || !node.isArray()
            ? one(node, message)
            : each(node, message.at());
      }
      if (PARTIAL_BOOK.matcher(stream.textValue()).matches()) {
        return passed(NoFact.NOT_KEPT);
      }
      JsonNode data = node.path("data");
      return data.isArray() ? each(data, message.at()) : event(data, message.at());
    } catch (BadMessageException e) {
      return undecodable(String.valueOf(e.getMessage()));
    }
  }

  /** Streams of all symbols send arrays of events. */
  private List<Outcome> each(JsonNode events, long at) {
    if (events.isEmpty()) {
      return undecodable("the array holds no event");
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (JsonNode event : events) {
      try {
        outcomes.addAll(event(event, at));
      } catch (BadMessageException e) {
        outcomes.addAll(undecodable(String.valueOf(e.getMessage())));
      }
    }
    return outcomes;
  }

  private List<Outcome> one(JsonNode node, Message message) throws BadMessageException {
    if (node.path("symbols").isArray()) {
      symbols.read(node);
      instruments.entrySet().removeIf(known -> !isStill(known.getKey(), known.getValue()));
      return passed(NoFact.REFERENCE);
    }
    if (node.has("lastUpdateId")) {
      return snapshot(node, message);
    }
    if (message.kind() == Message.Kind.ANSWER) {
      return answer(node);
    }
    if (node.has("id") && node.has("result")) {
      return passed(NoFact.CONNECTION);
    }
    return event(node, message.at());
  }

  /** Whether the symbol stands for what it stood for when it was first spoken of. */
  private boolean isStill(String symbol, BinanceInstrument known) {
    return symbols.find(symbol).filter(known.listing()::equals).isPresent();
  }

  /** An answer to a request that nothing is made of; what it lists came before the connection. */
  private List<Outcome> answer(JsonNode node) {
    if (node.has("code") && node.has("msg")) {
      return undecodable("the exchange answers: " + node.path("msg").asText());
    }
    return passed(node.isArray() ? NoFact.HISTORY : NoFact.NOT_KEPT);
  }

  private List<Outcome> event(JsonNode node, long at) throws BadMessageException {
    BinanceEvent event = BinanceEvent.of(node);
    if (event == null) {
      return otherEvent(node);
    }
    JsonNode symbol = event.symbol(node);
    if (!symbol.isTextual()) {
      throw new BadMessageException("there is no symbol s");
    }
    BinanceInstrument instrument = instrument(symbol.textValue());
    return instrument == null ? unknown(symbol.textValue()) : instrument.read(event, node, at);
  }

  private static List<Outcome> otherEvent(JsonNode node) {
    JsonNode kind = node.path("e");
    if (!kind.isTextual()) {
      JsonNode error = node.path("error").path("msg");
      return undecodable(
          error.isTextual()
              ? "the exchange answers: " + error.textValue()
              : "the message has no kind e, and is no other that is known");
    }
    NoFact why = BinanceEvent.whyNoFact(kind.textValue());
    return why == null
        ? undecodable("the kind '" + kind.textValue() + "' is unknown")
        : passed(why);
  }

  private List<Outcome> snapshot(JsonNode node, Message message) throws BadMessageException {
    Matcher asked = SYMBOL.matcher(message.url());
    JsonNode named = node.path("symbol");
    BinanceInstrument instrument;
    if (named.isTextual() || asked.find()) {
      String symbol = named.isTextual() ? named.textValue() : asked.group(1);
      instrument = instrument(symbol);
      if (instrument == null) {
        return unknown(symbol);
      }
    } else if (instruments.size() == 1) {
      instrument = instruments.values().iterator().next();
    } else {
      return refused(
          RejectReason.UNKNOWN_INSTRUMENT,
          "the snapshot names no symbol, and "
              + instruments.size()
              + " symbols have been spoken of");
    }
    return List.of(instrument.snapshot(node, message.at()));
  }

  /** What is known of the symbol; null where it stands for nothing. */
  private @Nullable BinanceInstrument instrument(String symbol) {
    BinanceInstrument known = instruments.get(symbol);
    if (known != null) {
      return known;
    }
    Optional<Listing> listing = symbols.find(symbol);
    if (listing.isEmpty() || instruments.size() == BinanceSymbols.MOST) {
      return null;
    }
    BinanceInstrument instrument = new BinanceInstrument(market, listing.get());
    instruments.put(symbol, instrument);
    return instrument;
  }

  private static List<Outcome> unknown(String symbol) {
    return refused(
        RejectReason.UNKNOWN_INSTRUMENT, "cannot tell base and quote of '" + symbol + "'");
  }

  private static List<Outcome> undecodable(String detail) {
    return refused(RejectReason.UNDECODABLE, detail);
  }

  private static List<Outcome> refused(RejectReason reason, String detail) {
    return List.of(new Outcome.Refused(reason, detail));
  }

  private static List<Outcome> passed(NoFact why) {
    return List.of(new Outcome.Passed(why));
  }
}
