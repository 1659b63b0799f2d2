package io.tidemark.exchange.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.JsonProtocol;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Unit;
import io.tidemark.exchange.protocol.VenueSymbols;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Bybit, version 2: inverse contracts of 1 USD on {@code /realtime}, linear ones in the base
 * currency on {@code /realtime_public}; both connections may be read as one.
 */
public final class BybitProtocol extends JsonProtocol {

  private static final String LINEAR_PATH = "realtime_public";
  private static final String TRADES = "trade.";
  private static final String INVERSE_QUOTE = "USD";
  private static final String LINEAR_QUOTE = "USDT";
  private static final Pattern YEAR = Pattern.compile("[A-Z]\\d{2}");
  private static final Pattern DAY = Pattern.compile("\\d{4}");

  private final VenueSymbols<BybitInstrument> instruments =
      new VenueSymbols<>(BybitInstrument::new);

  /** What a connection told is over when it is opened again. */
  @Override
  protected void connected(String url) {
    boolean linear = url.contains(LINEAR_PATH);
    instruments.all().stream()
        .filter(instrument -> instrument.isLinear() == linear)
        .forEach(BybitInstrument::restart);
  }

  @Override
  protected void sent(JsonNode message, long at) {
    for (JsonNode topic : message.path("args")) {
      String text = topic.asText();
      BybitInstrument instrument =
          text.startsWith(TRADES) ? instruments.find(text.substring(TRADES.length())) : null;
      if (instrument != null) {
        instrument.ask(at);
      }
    }
  }

  @Override
  protected void unreadable() {
    instruments.all().forEach(instrument -> instrument.book().forget());
  }

  @Override
  protected List<Outcome> answered(String url, JsonNode answer, long at)
      throws BadMessageException {
    for (JsonNode row : Json.array(answer, "result")) {
      String base = Json.text(row, "base_currency");
      String quote = Json.text(row, "quote_currency");
      String name = Json.text(row, "name");
      boolean linear = quote.equals(LINEAR_QUOTE);
      if (name.equals(base + quote) && (linear || quote.equals(INVERSE_QUOTE))) {
        Unit unit = linear ? Unit.BASE : new Unit.Inverse(1);
        instruments.list(name, new Listing(base + "-" + quote + "-PERP@bybit", unit));
      } else if (quote.equals(INVERSE_QUOTE) && name.startsWith(base + quote)) {
        future(name, Json.text(row, "alias"), base + quote, base + "-" + quote);
      }
    }
    return passed(NoFact.REFERENCE);
  }

  /** {@code BTCUSDU21}, also called {@code BTCUSD0924}, expires on 2021-09-24. */
  private void future(String name, String alias, String root, String pair) {
    String year = name.substring(root.length());
    String day = alias.startsWith(root) ? alias.substring(root.length()) : "";
    if (YEAR.matcher(year).matches() && DAY.matcher(day).matches()) {
      String instrument = pair + "-" + year.substring(1) + day + "@bybit";
      instruments.list(name, new Listing(instrument, new Unit.Inverse(1)));
    }
  }

  @Override
  protected List<Outcome> received(JsonNode node, long at) throws BadMessageException {
    if (node.has("success")) {
      JsonNode says = node.path("ret_msg");
      if (!node.path("success").asBoolean()) {
        return error(says);
      }
      return passed(says.asText().equals("pong") ? NoFact.HEARTBEAT : NoFact.CONNECTION);
    }
    String topic = Json.text(node, "topic");
    String kind = topic.substring(0, Math.max(topic.indexOf('.'), 0));
    String symbol = topic.substring(topic.lastIndexOf('.') + 1);
    return switch (kind) {
      case "trade", "orderBookL2_25", "orderBook_200" -> {
        BybitInstrument instrument = instruments.find(symbol);
        yield instrument == null
            ? unknownSymbol(symbol)
            : ofInstrument(instrument, node, kind.equals("trade"), at);
      }
      case "instrument_info" -> passed(NoFact.SUMMARY);
      case "klineV2", "candle", "liquidation" -> passed(NoFact.NOT_KEPT);
      default -> throw new BadMessageException("topic is '" + topic + "', which is not known");
    };
  }

  private static List<Outcome> ofInstrument(
      BybitInstrument instrument, JsonNode node, boolean trades, long at)
      throws BadMessageException {
    if (trades) {
      return each(Json.array(node, "data"), row -> List.of(instrument.trade(row, at)));
    }
    return instrument.book().isOf(Json.text(node, "topic"))
        ? List.of(instrument.book().read(node, at))
        : passed(NoFact.REPEATED);
  }
}
