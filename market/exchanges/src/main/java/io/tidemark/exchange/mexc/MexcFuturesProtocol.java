package io.tidemark.exchange.mexc;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.JsonProtocol;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.TrackedDerivative.Value;
import io.tidemark.exchange.protocol.VenueSymbols;
import io.tidemark.exchange.protocol.WireTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * MEXC's futures, in JSON: {@code push.} channels; see {@link MexcContracts}. There is no channel
 * of liquidations.
 */
public final class MexcFuturesProtocol extends JsonProtocol {

  private static final Pattern ASKED = Pattern.compile("/contract/depth/([A-Z0-9_]+)");

  private final VenueSymbols<MexcContract> symbols =
      new VenueSymbols<>(this::unlisted, MexcContract::new);

  /** Whether the whole list has spoken, and not only of single contracts. */
  private boolean listed;

  private @Nullable Listing unlisted(String symbol) {
    return listed ? null : MexcContracts.listing(symbol);
  }

  @Override
  protected void connected(String url) {
    symbols.all().forEach(instrument -> instrument.book().reconnected());
  }

  @Override
  protected List<Outcome> answered(String url, JsonNode answer, long at)
      throws BadMessageException {
    if (answer.has("success") && !answer.path("success").asBoolean()) {
      return error(answer.has("message") ? answer.path("message") : answer.path("code"));
    }
    JsonNode data = answer.path("data");
    if (isContract(data) || isContract(data.path(0))) {
      return list(data);
    }
    Matcher asked = ASKED.matcher(url);
    return data.has("version") && asked.find()
        ? snapshot(asked.group(1), data, at)
        : passed(data.isArray() ? NoFact.HISTORY : NoFact.NOT_KEPT);
  }

  private static boolean isContract(JsonNode row) {
    return row.has("contractSize") && row.has("baseCoin");
  }

  private List<Outcome> list(JsonNode data) {
    if (!data.isArray()) {
      return part(() -> listOne(data));
    }
    listed = true;
    List<Outcome> outcomes = each(data, this::listOne);
    symbols.forgetUnknown();
    return described(outcomes);
  }

  private List<Outcome> listOne(JsonNode row) throws BadMessageException {
    symbols.list(Json.text(row, "symbol"), MexcContracts.listing(row));
    return passed(NoFact.REFERENCE);
  }

  @Override
  protected List<Outcome> received(JsonNode node, long at) throws BadMessageException {
    JsonNode data = node.path("data");
    if (isContract(data.path(0))) {
      return list(data);
    }
    String channel = Json.text(node, "channel");
    if (channel.equals("rs.error")) {
      return error(data);
    }
    if (channel.startsWith("rs.")) {
      return passed(NoFact.CONNECTION);
    }
    String symbol = node.path("symbol").asText(data.path("symbol").asText());
    return switch (channel) {
      case "pong" -> passed(NoFact.HEARTBEAT);
      case "push.deal" ->
          of(
              symbol,
              it ->
                  data.isArray()
                      ? each(data, row -> List.of(it.trade(row, at)))
                      : List.of(it.trade(data, at)));
      case "push.depth" ->
          book(symbol, it -> List.of(it.change(data, bookTime(node, data, at), at)));
      case "push.depth.snapshot" -> snapshot(symbol, data, at);
      case "push.depth.full" ->
          book(symbol, it -> List.of(it.book().whole(channel, data, bookTime(node, data, at), at)));
      default -> values(channel, symbol, node, data, at);
    };
  }

  private List<Outcome> values(String channel, String symbol, JsonNode node, JsonNode data, long at)
      throws BadMessageException {
    long time = time(node, "ts", at);
    return switch (channel) {
      case "push.ticker" -> of(symbol, it -> it.ticker(data, time(data, "timestamp", time), at));
      case "push.tickers" ->
          each(
              data,
              row ->
                  of(
                      Json.text(row, "symbol"),
                      it -> it.ticker(row, time(row, "timestamp", time), at)));
      case "push.funding.rate" -> of(symbol, it -> it.fundingRate(data, time, at));
      case "push.index.price" -> of(symbol, it -> it.price(Value.INDEX_PRICE, data, time, at));
      case "push.fair.price" -> of(symbol, it -> it.price(Value.MARK_PRICE, data, time, at));
      case "push.kline" -> passed(NoFact.FORMING);
      case "push.depth.step" -> passed(NoFact.SUMMARY);
      case "push.contract" -> isContract(data) ? list(data) : passed(NoFact.REFERENCE);
      case "push.event.contract" -> passed(NoFact.NOT_KEPT);
      default -> throw new BadMessageException("channel is '" + channel + "', which is not known");
    };
  }

  private List<Outcome> snapshot(String symbol, JsonNode data, long at) throws BadMessageException {
    long number = Json.whole(data, "version");
    long time = time(data, "timestamp", at);
    return book(symbol, it -> List.of(it.book().snapshot(number, data, time, at)));
  }

  /** When the engine made the change, where it says so; else when it was sent. */
  private static long bookTime(JsonNode node, JsonNode data, long at) throws BadMessageException {
    return time(data, "cts", time(node, "ts", at));
  }

  private static long time(JsonNode node, String field, long otherwise) throws BadMessageException {
    return node.path(field).isNull() || !node.has(field)
        ? otherwise
        : WireTime.ofMillis(node, field);
  }

  /** Reads what is said of one contract. */
  @FunctionalInterface
  private interface Reading {
    List<Outcome> read(MexcContract contract) throws BadMessageException;
  }

  /** The levels of a quanto contract are no amounts of the base currency. */
  private List<Outcome> book(String symbol, Reading reading) throws BadMessageException {
    return of(symbol, it -> it.isQuanto() ? passed(NoFact.QUANTO) : reading.read(it));
  }

  private List<Outcome> of(String symbol, Reading reading) throws BadMessageException {
    MexcContract contract = symbols.find(symbol);
    if (contract != null) {
      return reading.read(contract);
    }
    return listed || !MexcContracts.isContract(symbol)
        ? unknownSymbol(symbol)
        : refused(
            RejectReason.UNKNOWN_INSTRUMENT,
            "how much a contract of '"
                + symbol
                + "' is says only the list of contracts, which has not come");
  }
}
