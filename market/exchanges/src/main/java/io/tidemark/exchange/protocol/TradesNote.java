package io.tidemark.exchange.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.core.fact.Parsed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a recording says of how the collector hands on an instrument's trades: a {@link
 * Message.Kind#CONFIGURATION}, so that its reader does the same.
 *
 * @param instrument {@code BTC-USDT@binance}
 * @param symbol as the venue calls it
 * @param request whose answer has its past trades
 * @param state what becomes of its trades from here on
 * @param after in the message that follows, so many of its trades are handed on before that
 */
public record TradesNote(String instrument, String symbol, String request, State state, int after) {

  /** What becomes of trades. */
  public enum State {
    /** They are handed on as they come; answers are not for them. */
    LIVE,
    /** They wait for an answer. */
    HELD,
    /** They are handed on as they come; the answer is still used. */
    LATE;

    private static final Map<String, State> BY_NAME =
        Stream.of(values()).collect(Collectors.toMap(State::label, Function.identity()));

    private String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final String TRADES = "trades";

  /** The same instrument in another state. */
  public TradesNote then(State next, int afterTrades) {
    return new TradesNote(instrument, symbol, request, next, afterTrades);
  }

  /** The text of a message. */
  public static String text(Collection<TradesNote> notes) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    ArrayNode rows = message.putArray(TRADES);
    for (TradesNote note : notes) {
      rows.addObject()
          .put("instrument", note.instrument)
          .put("symbol", note.symbol)
          .put("request", note.request)
          .put("state", note.state.label())
          .put("after", note.after);
    }
    return message.toString();
  }

  /** What a message says; nothing where it is none of these. */
  public static List<TradesNote> read(Message message) {
    if (message.kind() != Message.Kind.CONFIGURATION
        || !(Json.parse(message.text()) instanceof Parsed.Valid<JsonNode> json)) {
      return List.of();
    }
    List<TradesNote> notes = new ArrayList<>();
    for (JsonNode row : json.value().path(TRADES)) {
      State state = State.BY_NAME.get(row.path("state").asText());
      String instrument = row.path("instrument").asText();
      if (state != null && !instrument.isEmpty()) {
        notes.add(
            new TradesNote(
                instrument,
                row.path("symbol").asText(),
                row.path("request").asText(),
                state,
                row.path("after").asInt()));
      }
    }
    return notes;
  }
}
