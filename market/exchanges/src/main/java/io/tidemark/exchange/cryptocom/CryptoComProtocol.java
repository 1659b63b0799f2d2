package io.tidemark.exchange.cryptocom;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.JsonProtocol;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.TrackedDerivative.Value;
import io.tidemark.exchange.protocol.VenueSymbols;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Crypto.com Exchange's market data, versions 1 and 2: channels of spot and of contracts. */
public final class CryptoComProtocol extends JsonProtocol {

  private static final String TRADES = "trade.";

  private final VenueSymbols<CryptoComInstrument> instruments =
      new VenueSymbols<>(this::unlisted, CryptoComInstrument::new);

  /** The name of a contract does not tell one that the venue does not list. */
  private @Nullable Listing unlisted(String name) {
    return instruments.areListed() ? null : CryptoComName.listing(name);
  }

  @Override
  protected void connected(String url) {
    instruments.all().forEach(CryptoComInstrument::reconnect);
  }

  @Override
  protected void sent(JsonNode message, long at) {
    for (JsonNode channel : message.path("params").path("channels")) {
      String name = channel.asText();
      CryptoComInstrument instrument =
          name.startsWith(TRADES) ? instruments.find(name.substring(TRADES.length())) : null;
      if (instrument != null) {
        instrument.ask(at);
      }
    }
  }

  @Override
  protected List<Outcome> answered(String url, JsonNode answer, long at)
      throws BadMessageException {
    if (answer.path("code").asInt() != 0) {
      return error(answer);
    }
    JsonNode result = answer.path("result");
    JsonNode data = result.path("data");
    if (data.path(0).has("inst_type")) {
      return listed(data, "symbol", "base_ccy", "quote_ccy");
    }
    if (result.path("instruments").isArray()) {
      return listed(
          result.path("instruments"), "instrument_name", "base_currency", "quote_currency");
    }
    boolean past = url.contains("get-trades") || url.contains("get-candlestick");
    return passed(past ? NoFact.HISTORY : NoFact.NOT_KEPT);
  }

  @Override
  public List<Trade> pastTrades(String symbol, Message answer) {
    CryptoComInstrument instrument = instruments.find(symbol);
    return instrument == null
        ? List.of()
        : pastTrades(
            answer,
            all -> all.path("result").path("data"),
            row -> List.of(instrument.pastTrade(row, answer.at())));
  }

  private List<Outcome> listed(JsonNode rows, String name, String base, String quote)
      throws BadMessageException {
    for (JsonNode row : rows) {
      String symbol = Json.text(row, name);
      double contract = row.hasNonNull("contract_size") ? Json.number(row, "contract_size") : 1;
      if (!CryptoComName.hasStrike(symbol)) {
        instruments.list(
            symbol,
            CryptoComName.listing(
                currency(Json.text(row, base)),
                currency(Json.text(row, quote)),
                CryptoComName.term(symbol),
                contract));
      }
    }
    return passed(NoFact.REFERENCE);
  }

  /** Contracts are quoted in {@code USD_Stable_Coin}, which their symbols call USD. */
  private static String currency(String name) {
    int underscore = name.indexOf('_');
    return (underscore < 0 ? name : name.substring(0, underscore)).toUpperCase(Locale.ROOT);
  }

  @Override
  protected List<Outcome> received(JsonNode message, long at) throws BadMessageException {
    String method = Json.text(message, "method");
    if (message.path("code").asInt() != 0) {
      return error(message);
    }
    return switch (method) {
      case "public/heartbeat", "public/respond-heartbeat" -> passed(NoFact.HEARTBEAT);
      case "public/get-instruments" -> answered("", message, at);
      case "subscribe" -> {
        JsonNode result = message.path("result");
        yield result.has("channel") ? ofChannel(result, at) : passed(NoFact.CONNECTION);
      }
      case "unsubscribe", "public/auth" -> passed(NoFact.CONNECTION);
      default -> throw new BadMessageException("method is '" + method + "', which is not known");
    };
  }

  private List<Outcome> ofChannel(JsonNode result, long at) throws BadMessageException {
    String channel = Json.text(result, "channel");
    JsonNode data = result.path("data");
    String subscription = result.path("subscription").asText();
    int depth = result.path("depth").asInt();
    return switch (channel) {
      case "trade" -> of(result, it -> trades(it, Json.array(result, "data"), at));
      case "book" ->
          of(
              result,
              it -> each(data, row -> List.of(it.book().snapshot(subscription, depth, row, at))));
      case "book.update" ->
          of(
              result,
              it -> each(data, row -> List.of(it.book().change(subscription, depth, row, at))));
      case "ticker" -> of(result, it -> each(data, row -> it.ticker(row, at)));
      case "mark" -> of(result, it -> each(data, row -> it.price(Value.MARK_PRICE, row, at)));
      case "funding" -> of(result, it -> each(data, row -> it.funding(row, at)));
      case "index" -> index(Json.text(result, "instrument_name"), data, at);
      case "candlestick" -> passed(NoFact.FORMING);
      case "settlement", "estimatedfunding", "otc_book" -> passed(NoFact.NOT_KEPT);
      default -> {
        if (channel.startsWith("user.")) {
          yield passed(NoFact.NOT_KEPT);
        }
        throw new BadMessageException("channel is '" + channel + "', which is not known");
      }
    };
  }

  private static List<Outcome> trades(CryptoComInstrument instrument, JsonNode data, long at) {
    List<JsonNode> rows = new ArrayList<>();
    data.forEach(rows::add);
    if (!rows.isEmpty() && time(rows.get(0)) > time(rows.get(rows.size() - 1))) {
      Collections.reverse(rows);
    }
    long since = instrument.beginTrades();
    List<Outcome> outcomes = new ArrayList<>(rows.size());
    for (JsonNode row : rows) {
      outcomes.addAll(part(() -> List.of(instrument.trade(row, since, at))));
    }
    return outcomes.isEmpty() ? passed(NoFact.NOT_KEPT) : outcomes;
  }

  private static long time(JsonNode row) {
    return row.path("t").asLong();
  }

  /** An index prices the perpetual of its pair, and the dated contracts that are spoken of. */
  private List<Outcome> index(String name, JsonNode data, long at) {
    String perpetual = CryptoComName.perpetual(name);
    Listing listing = CryptoComName.listing(perpetual);
    instruments.find(perpetual);
    return each(
        data,
        row -> {
          List<Outcome> outcomes = new ArrayList<>();
          for (CryptoComInstrument each : instruments.all()) {
            if (listing != null && each.isOfTheIndexOf(listing)) {
              outcomes.addAll(each.price(Value.INDEX_PRICE, row, at));
            }
          }
          return outcomes.isEmpty() ? passed(NoFact.NOT_KEPT) : outcomes;
        });
  }

  /** Reads what is said of one instrument. */
  @FunctionalInterface
  private interface Reading {
    List<Outcome> read(CryptoComInstrument instrument) throws BadMessageException;
  }

  private List<Outcome> of(JsonNode result, Reading reading) throws BadMessageException {
    String name = Json.text(result, "instrument_name");
    CryptoComInstrument instrument = instruments.find(name);
    if (instrument != null) {
      return reading.read(instrument);
    }
    return CryptoComName.hasStrike(name) ? passed(NoFact.NOT_KEPT) : unknownSymbol(name);
  }
}
