package io.tidemark.exchange.deribit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.JsonProtocol;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.VenueSymbols;
import java.util.List;

/**
 * Deribit, version 2: notifications of subscriptions over JSON-RPC. Prices of options are in the
 * base currency, as the venue gives them, unless they are settled in the quote currency.
 */
public final class DeribitProtocol extends JsonProtocol {

  private final VenueSymbols<DeribitInstrument> instruments =
      new VenueSymbols<>(DeribitInstrument::new);

  @Override
  protected void connected(String url) {
    instruments.all().forEach(DeribitInstrument::restart);
  }

  @Override
  protected List<Outcome> answered(String url, JsonNode answer, long at)
      throws BadMessageException {
    for (JsonNode row : Json.array(answer, "result")) {
      String name = Json.text(row, "instrument_name");
      Listing listing = DeribitName.listing(name);
      if (listing != null) {
        instruments.list(name, listing);
      }
    }
    return passed(NoFact.REFERENCE);
  }

  @Override
  protected List<Outcome> received(JsonNode node, long at) throws BadMessageException {
    if (node.has("error")) {
      return error(node.path("error").path("message"));
    }
    if (node.has("result")) {
      return passed(NoFact.CONNECTION);
    }
    String method = Json.text(node, "method");
    if (method.equals("heartbeat")) {
      return passed(NoFact.HEARTBEAT);
    }
    if (!method.equals("subscription")) {
      throw new BadMessageException("method is '" + method + "', which is not known");
    }
    return notification(node.path("params"), at);
  }

  private List<Outcome> notification(JsonNode params, long at) throws BadMessageException {
    String channel = Json.text(params, "channel");
    JsonNode data = params.path("data");
    int dot = channel.indexOf('.');
    return switch (dot < 0 ? channel : channel.substring(0, dot)) {
      case "book" -> of(data, instrument -> List.of(instrument.book(channel, data, at)));
      case "trades" -> trades(data, at);
      case "ticker" -> of(data, instrument -> instrument.ticker(data, at));
      case "quote", "incremental_ticker" -> passed(NoFact.SUMMARY);
      case "chart",
          "deribit_price_index",
          "deribit_volatility_index",
          "estimated_expiration_price",
          "markprice",
          "perpetual",
          "instrument",
          "platform_state" ->
          passed(NoFact.NOT_KEPT);
      default -> throw new BadMessageException("channel is '" + channel + "', which is not known");
    };
  }

  private List<Outcome> trades(JsonNode rows, long at) throws BadMessageException {
    if (!rows.isArray()) {
      throw new BadMessageException("data is no array of trades");
    }
    return each(rows, row -> of(row, instrument -> instrument.trade(row, at)));
  }

  /** Reads what is said of one instrument. */
  @FunctionalInterface
  private interface Reading {
    List<Outcome> read(DeribitInstrument instrument) throws BadMessageException;
  }

  private List<Outcome> of(JsonNode data, Reading reading) throws BadMessageException {
    String name = Json.text(data, "instrument_name");
    DeribitInstrument instrument = instruments.find(name);
    return instrument == null ? unknownSymbol(name) : reading.read(instrument);
  }
}
