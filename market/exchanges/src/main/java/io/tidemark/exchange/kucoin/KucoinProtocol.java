package io.tidemark.exchange.kucoin;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.JsonProtocol;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.VenueSymbols;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * KuCoin's spot and futures markets: each message names a topic, such as {@code
 * /market/match:BTC-USDT}; see {@link KucoinContracts}. The snapshot of a book is the answer to a
 * request, or a message that a recorder made of it.
 */
public final class KucoinProtocol extends JsonProtocol {

  private static final Pattern ASKED = Pattern.compile("[?&]symbol=([^&]+)");

  /** Answers of the best 20 levels: changes go beyond them. */
  private static final Pattern SHALLOW = Pattern.compile("level2_20|depth20");

  private final VenueSymbols<KucoinInstrument> symbols =
      new VenueSymbols<>(this::unlisted, KucoinInstrument::new);

  /** Whether the whole list of contracts has spoken, and not only of single ones. */
  private boolean listedContracts;

  private boolean listedSpot;

  private @Nullable Listing unlisted(String symbol) {
    return isListed(symbol) ? null : KucoinContracts.listing(symbol);
  }

  private boolean isListed(String symbol) {
    return symbol.contains("-") ? listedSpot : listedContracts;
  }

  @Override
  protected void connected(String url) {
    symbols.all().forEach(instrument -> instrument.book().reconnected());
  }

  @Override
  protected List<Outcome> answered(String url, JsonNode answer, long at)
      throws BadMessageException {
    String code = answer.path("code").asText("200000");
    if (!code.equals("200000")) {
      return error(answer.path("msg"));
    }
    JsonNode data = answer.path("data");
    if (isDescription(data.path(0))) {
      return list(data);
    }
    if (isDescription(data)) {
      return description(data.path("symbol").asText(), data, at);
    }
    if (data.has("sequence") && data.has("bids") && !SHALLOW.matcher(url).find()) {
      Matcher asked = ASKED.matcher(url);
      String symbol = asked.find() ? asked.group(1) : data.path("symbol").asText();
      return book(symbol, instrument -> List.of(instrument.book().snapshot(data, at)));
    }
    return passed(data.isArray() ? NoFact.HISTORY : NoFact.NOT_KEPT);
  }

  private static boolean isDescription(JsonNode row) {
    return row.has("symbol") && row.has("baseCurrency") && row.has("quoteCurrency");
  }

  private List<Outcome> list(JsonNode rows) {
    if (rows.path(0).has("multiplier")) {
      listedContracts = true;
    } else {
      listedSpot = true;
    }
    List<Outcome> outcomes = each(rows, row -> list(Json.text(row, "symbol"), row));
    symbols.forgetUnknown();
    return described(outcomes);
  }

  private List<Outcome> list(String symbol, JsonNode row) throws BadMessageException {
    Listing listing =
        row.has("multiplier") ? KucoinContracts.listing(row) : KucoinContracts.listing(symbol);
    if (listing != null) {
      symbols.list(symbol, listing);
    }
    return passed(NoFact.REFERENCE);
  }

  /**
   * Of one symbol. Its prices are older than those of the stream, its open interest is not there.
   */
  private List<Outcome> description(String symbol, JsonNode row, long at)
      throws BadMessageException {
    List<Outcome> outcomes = list(symbol, row);
    return row.hasNonNull("openInterest")
        ? of(symbol, instrument -> instrument.openInterest(row, at))
        : outcomes;
  }

  /** Answers of {@code histories}, and of {@code trade/history} of futures. */
  @Override
  public List<Trade> pastTrades(String symbol, Message answer) {
    KucoinInstrument instrument = symbols.find(symbol);
    return instrument == null
        ? List.of()
        : pastTrades(
            answer,
            all -> all.path("data"),
            row -> List.of(instrument.pastTrade(row, answer.at())));
  }

  @Override
  protected List<Outcome> received(JsonNode node, long at) throws BadMessageException {
    String type = node.path("type").asText();
    return switch (type) {
      case "welcome", "ack" -> passed(NoFact.CONNECTION);
      case "pong", "ping" -> passed(NoFact.HEARTBEAT);
      case "error" -> error(node.path("data"));
      case "message" -> message(node, at);
      default -> {
        if (isDescription(node.path("data").path(0))) {
          yield list(node.path("data"));
        }
        throw new BadMessageException("type is '" + type + "', which is not known");
      }
    };
  }

  private List<Outcome> message(JsonNode node, long at) throws BadMessageException {
    String topic = Json.text(node, "topic");
    JsonNode data = node.path("data");
    int colon = topic.indexOf(':');
    String path = colon < 0 ? topic : topic.substring(0, colon);
    String symbol = data.path("symbol").asText(topic.substring(colon + 1));
    return switch (path) {
      case "/market/match", "/contractMarket/execution" ->
          of(symbol, instrument -> List.of(instrument.trade(data, at)));
      case "/market/level2" -> book(symbol, it -> List.of(it.book().change(data, at)));
      case "/contractMarket/level2" ->
          book(symbol, it -> List.of(it.book().changeOfFutures(data, at)));
      case "/market/level2Snapshot", "/contractMarket/level2Snapshot" ->
          book(symbol, it -> List.of(it.book().snapshot(data, at)));
      case "/spotMarket/level2Depth5",
          "/spotMarket/level2Depth50",
          "/contractMarket/level2Depth5",
          "/contractMarket/level2Depth50" ->
          book(symbol, it -> List.of(it.book().whole(path, data, at)));
      case "/contract/instrument" -> instrument(node.path("subject").asText(), symbol, data, at);
      case "/contract/details" -> details(symbol, data, at);
      case "/contract/announcement" -> announcement(node.path("subject").asText(), data, at);
      default -> withoutFact(path);
    };
  }

  private static List<Outcome> withoutFact(String path) throws BadMessageException {
    return switch (path) {
      case "/market/candles", "/contractMarket/limitCandle" -> passed(NoFact.FORMING);
      case "/market/ticker",
          "/market/snapshot",
          "/spotMarket/level1",
          "/contractMarket/ticker",
          "/contractMarket/tickerV2",
          "/contractMarket/snapshot" ->
          passed(NoFact.SUMMARY);
      case "/market/level3",
          "/spotMarket/level3",
          "/contractMarket/level3",
          "/contractMarket/level3v2",
          "/indicator/index",
          "/indicator/markPrice",
          "/margin/fundingBook",
          "/margin/loan",
          "/callauction/callauctionData",
          "/callauction/level2Depth50" ->
          passed(NoFact.NOT_KEPT);
      default -> throw new BadMessageException("topic is '" + path + "', which is not known");
    };
  }

  private List<Outcome> instrument(String subject, String symbol, JsonNode data, long at)
      throws BadMessageException {
    return switch (subject) {
      case "mark.index.price" -> of(symbol, instrument -> instrument.prices(data, at));
      case "funding.rate" -> of(symbol, instrument -> List.of(instrument.fundingRate(data)));
      default -> passed(NoFact.NOT_KEPT);
    };
  }

  private List<Outcome> details(String symbol, JsonNode data, long at) throws BadMessageException {
    list(symbol, data);
    return of(symbol, instrument -> instrument.details(data, at));
  }

  private List<Outcome> announcement(String subject, JsonNode data, long at)
      throws BadMessageException {
    return subject.equals("funding.end")
        ? of(Json.text(data, "symbol"), instrument -> List.of(instrument.settled(data, at)))
        : passed(NoFact.NOT_KEPT);
  }

  /** Reads what is said of one instrument. */
  @FunctionalInterface
  private interface Reading {
    List<Outcome> read(KucoinInstrument instrument) throws BadMessageException;
  }

  /** The levels of a quanto contract are no amounts of the base currency. */
  private List<Outcome> book(String symbol, Reading reading) throws BadMessageException {
    return of(symbol, it -> it.isQuanto() ? passed(NoFact.QUANTO) : reading.read(it));
  }

  private List<Outcome> of(String symbol, Reading reading) throws BadMessageException {
    KucoinInstrument instrument = symbols.find(symbol);
    if (instrument != null) {
      return reading.read(instrument);
    }
    return isListed(symbol) || !KucoinContracts.isContract(symbol)
        ? unknownSymbol(symbol)
        : refused(
            RejectReason.UNKNOWN_INSTRUMENT,
            "how much a contract of '"
                + symbol
                + "' is says only the list of contracts, which has not come");
  }
}
