package io.tidemark.exchange.deribit;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.jspecify.annotations.Nullable;

/**
 * Deribit, version 2: notifications of subscriptions over JSON-RPC. Prices of options are in the
 * base currency, as the venue gives them, unless they are settled in the quote currency.
 */
public final class DeribitProtocol extends JsonProtocol {

  /** What is not grouped, in a channel's name. */
  private static final String SINGLE_PRICES = "none";

  private final KnownNames<Boolean> grouped = new KnownNames<>(DeribitProtocol::isGrouped);
  private final VenueSymbols<DeribitInstrument> instruments =
      new VenueSymbols<>(DeribitProtocol::unlisted, DeribitInstrument::new);

  /**
   * Names tell all, and each list is of one currency; but options are read where one names them.
   */
  private static @Nullable Listing unlisted(String name) {
    return DeribitName.isOption(name) ? null : DeribitName.listing(name);
  }

  @Override
  protected void connected(String url) {
    instruments.all().forEach(DeribitInstrument::restart);
  }

  @Override
  protected List<Outcome> answered(String url, JsonNode answer, long at)
      throws BadMessageException {
    if (answer.has("error")) {
      return error(answer.path("error").path("message"));
    }
    JsonNode result = answer.path("result");
    if (isOfInstruments(result)) {
      return instruments(result);
    }
    if (!answer.has("result")) {
      throw new BadMessageException("there is no result");
    }
    return passed(result.isArray() ? NoFact.HISTORY : NoFact.NOT_KEPT);
  }

  @Override
  public List<Trade> pastTrades(String symbol, Message answer) {
    DeribitInstrument instrument = instruments.find(symbol);
    return instrument == null
        ? List.of()
        : pastTrades(
            answer,
            node -> node.path("result").path("trades"),
            row -> List.of(instrument.pastTrade(row, answer.at())));
  }

  /** A book or a ticker that was asked for names an instrument, too, but has a time. */
  private static boolean isOfInstruments(JsonNode result) {
    JsonNode row = result.isArray() ? result.path(0) : result;
    return row.has("instrument_name") && !row.has("timestamp");
  }

  private List<Outcome> instruments(JsonNode result) throws BadMessageException {
    for (JsonNode row : result.isArray() ? result : List.of(result)) {
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
    JsonNode result = node.path("result");
    if (isOfInstruments(result)) {
      return instruments(result);
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
      case "book" -> of(data, instrument -> book(instrument, channel, data, at));
      case "trades" -> trades(data, at);
      case "ticker", "incremental_ticker" -> of(data, instrument -> instrument.ticker(data, at));
      case "chart" -> candle(channel, data, at);
      case "quote" -> passed(NoFact.SUMMARY);
      case "block_rfq",
          "block_trade_confirmations",
          "deribit_price_index",
          "deribit_price_ranking",
          "deribit_price_statistics",
          "deribit_volatility_index",
          "estimated_expiration_price",
          "markprice",
          "perpetual",
          "instrument",
          "platform_state",
          "rfq" ->
          passed(NoFact.NOT_KEPT);
      default -> throw new BadMessageException("channel is '" + channel + "', which is not known");
    };
  }

  /** One of a grouped book sums up several prices in each level, unless its group is none. */
  private List<Outcome> book(DeribitInstrument instrument, String channel, JsonNode data, long at) {
    return grouped.of(channel)
        ? passed(NoFact.SUMMARY)
        : List.of(instrument.book(channel, data, at));
  }

  /** {@code book.BTC-PERPETUAL.10.20.100ms}, where 10 is the group. */
  private static boolean isGrouped(String channel) {
    String[] parts = channel.split("\\.", -1);
    return parts.length == 5 && !parts[2].equals(SINGLE_PRICES);
  }

  private List<Outcome> trades(JsonNode rows, long at) throws BadMessageException {
    if (!rows.isArray()) {
      throw new BadMessageException("data is no array of trades");
    }
    return each(rows, row -> of(row, instrument -> instrument.trade(row, at)));
  }

  /** {@code chart.trades.BTC-PERPETUAL.5}. */
  private List<Outcome> candle(String channel, JsonNode data, long at) throws BadMessageException {
    String[] parts = channel.split("\\.", -1);
    if (parts.length != 4) {
      throw new BadMessageException("channel is '" + channel + "', which is not known");
    }
    return of(parts[2], instrument -> List.of(instrument.candle(parts[3], data, at)));
  }

  /** Reads what is said of one instrument. */
  @FunctionalInterface
  private interface Reading {
    List<Outcome> read(DeribitInstrument instrument) throws BadMessageException;
  }

  private List<Outcome> of(JsonNode data, Reading reading) throws BadMessageException {
    return of(Json.text(data, "instrument_name"), reading);
  }

  private List<Outcome> of(String name, Reading reading) throws BadMessageException {
    DeribitInstrument instrument = instruments.find(name);
    if (instrument == null) {
      return DeribitName.isOption(name) ? passed(NoFact.NOT_KEPT) : unknownSymbol(name);
    }
    return reading.read(instrument);
  }
}
