package io.tidemark.exchange.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.JsonProtocol;
import io.tidemark.exchange.protocol.KnownNames;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Unit;
import io.tidemark.exchange.protocol.VenueClock;
import io.tidemark.exchange.protocol.VenueSymbols;
import io.tidemark.exchange.protocol.WireTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bybit's derivatives or its spot market: version 2, versions 3 and 5, which differ little, and
 * spot's own older ones. The connections of one market may be read as one. Source: Bybit's public
 * documentation, "WebSocket Stream" of each version.
 */
public final class BybitProtocol extends JsonProtocol {

  private static final Set<String> LINEAR_PATHS = Set.of("realtime_public", "/linear", "/usd");
  private static final String BEST_ONLY = "1";

  private final BybitMarket market;
  private final VenueClock clock = new VenueClock();
  private final VenueSymbols<BybitInstrument> instruments =
      new VenueSymbols<>(this::unlisted, this::instrument);

  private final KnownNames<Boolean> options = new KnownNames<>(BybitMarket::isOption);

  /** Of which kinds the venue's list has spoken: whether they are linear. */
  private final Set<Boolean> listed = new HashSet<>();

  public BybitProtocol(BybitMarket market) {
    this.market = market;
  }

  private BybitInstrument instrument(Listing listing) {
    return new BybitInstrument(listing, clock);
  }

  /** A symbol's letters are a guess: none is made once the list of its kind has spoken. */
  private @Nullable Listing unlisted(String symbol) {
    Listing listing = market.listing(symbol);
    return listing == null || listed.contains(isLinear(listing)) ? null : listing;
  }

  static boolean isLinear(Listing listing) {
    return listing.unit() instanceof Unit.Linear;
  }

  /** What a connection told is over when it is opened again. */
  @Override
  protected void connected(String url) {
    clock.forget();
    boolean linear = LINEAR_PATHS.stream().anyMatch(url::contains);
    instruments.all().stream()
        .filter(instrument -> market == BybitMarket.SPOT || instrument.isLinear() == linear)
        .forEach(BybitInstrument::restart);
  }

  @Override
  protected void sent(JsonNode message, long at) {
    for (JsonNode topic : message.path("args")) {
      ask(topic.asText().split("\\.", 2)[0], BybitTopic.last(topic.asText()), at);
    }
    ask(message.path("topic").asText(), BybitTopic.symbol(message), at);
  }

  private void ask(String kind, String symbol, long at) {
    boolean trades = kind.equals("trade") || kind.equals("publicTrade");
    BybitInstrument instrument = trades ? instruments.find(symbol) : null;
    if (instrument != null) {
      instrument.ask(at);
    }
  }

  @Override
  protected void unreadable() {
    instruments.all().forEach(BybitInstrument::forgetBooks);
  }

  @Override
  protected List<Outcome> answered(String url, JsonNode answer, long at)
      throws BadMessageException {
    String code = answer.path("retCode").asText(answer.path("ret_code").asText());
    if (!code.isEmpty() && !code.equals("0")) {
      return error(answer.has("retMsg") ? answer.path("retMsg") : answer.path("ret_msg"));
    }
    JsonNode result = answer.path("result");
    JsonNode rows = result.isArray() ? result : result.path("list");
    if (rows.isEmpty()) {
      if (result.isObject()) {
        return passed(NoFact.NOT_KEPT);
      }
      Json.array(answer, "result");
    }
    if (!rows.path(0).has("optionsType") && !BybitMarket.isInstrument(rows.path(0))) {
      return passed(NoFact.HISTORY);
    }
    list(rows);
    return passed(NoFact.REFERENCE);
  }

  private void list(JsonNode rows) throws BadMessageException {
    for (JsonNode row : rows) {
      Listing listing = BybitMarket.isInstrument(row) ? market.listed(row) : null;
      if (listing != null) {
        instruments.list(BybitMarket.symbol(row), listing);
        listed.add(isLinear(listing));
      }
    }
  }

  /** Answers of {@code recent-trade}. */
  @Override
  public List<Trade> pastTrades(String symbol, Message answer) {
    BybitInstrument instrument = instruments.find(symbol);
    return instrument == null
        ? List.of()
        : pastTrades(
            answer,
            all -> all.path("result").path("list"),
            row -> List.of(instrument.pastTrade(row, answer.at())));
  }

  @Override
  protected List<Outcome> received(JsonNode node, long at) throws BadMessageException {
    if (node.has("pong") || node.has("ping") || node.path("op").asText().equals("pong")) {
      return passed(NoFact.HEARTBEAT);
    }
    if (node.has("success")) {
      JsonNode says = node.path("ret_msg");
      if (!node.path("success").asBoolean()) {
        return error(says);
      }
      return passed(says.asText().equals("pong") ? NoFact.HEARTBEAT : NoFact.CONNECTION);
    }
    if (node.has("result")) {
      return answered("", node, at);
    }
    if (node.has("code") || node.has("event")) {
      boolean fine = node.path("code").asText("0").equals("0");
      return fine
          ? passed(NoFact.CONNECTION)
          : error(node.has("msg") ? node.path("msg") : node.path("desc"));
    }
    if (Json.says(node, "ts")) {
      clock.heard(time(node, "ts", at), at);
    }
    return topic(BybitTopic.of(node), node, at);
  }

  private List<Outcome> topic(BybitTopic topic, JsonNode node, long at) throws BadMessageException {
    NoFact none = topic.whyNoFact();
    if (none != null || options.of(topic.symbol())) {
      return passed(none == null ? NoFact.NOT_KEPT : none);
    }
    BybitInstrument instrument = instruments.find(topic.symbol());
    return instrument == null
        ? unknownSymbol(topic.symbol())
        : ofInstrument(instrument, topic, node, at);
  }

  private List<Outcome> ofInstrument(
      BybitInstrument instrument, BybitTopic topic, JsonNode node, long at)
      throws BadMessageException {
    JsonNode data = node.path("data");
    return switch (topic.kind()) {
      case "trade", "publicTrade" -> trades(instrument, node, at);
      case "orderBookL2_25", "orderBook_200" ->
          instrument.book().isOf(topic.name())
              ? List.of(instrument.book().read(node, at))
              : passed(NoFact.REPEATED);
      case "orderbook", "depth", "mergedDepth", "diffDepth" -> book(instrument, topic, node, at);
      case "instrument_info" ->
          instrument.ticker().second(data, time(node, "timestamp_e6", at), at);
      case "tickers" ->
          market == BybitMarket.SPOT
              ? passed(NoFact.SUMMARY)
              : instrument.ticker().fifth(data, time(node, "ts", at), at);
      case "liquidation", "allLiquidation" ->
          each(rows(data), row -> List.of(instrument.liquidation(row, at)));
      case "klineV2", "candle", "kline" ->
          market == BybitMarket.SPOT && !data.path(0).has("confirm")
              ? passed(NoFact.FORMING)
              : each(Json.array(node, "data"), row -> List.of(instrument.candle(row, at)));
      default -> throw topic.unknown();
    };
  }

  private static long time(JsonNode node, String field, long at) throws BadMessageException {
    return Json.says(node, field) ? WireTime.ofMillisOrMicros(node, field) : at;
  }

  private static List<Outcome> trades(BybitInstrument instrument, JsonNode node, long at)
      throws BadMessageException {
    boolean first = node.path("f").asBoolean();
    return each(rows(node.path("data")), row -> List.of(instrument.trade(row, first, at)));
  }

  private static List<Outcome> book(
      BybitInstrument instrument, BybitTopic topic, JsonNode node, long at)
      throws BadMessageException {
    if (topic.parameter().equals(BEST_ONLY)) {
      return passed(NoFact.SUMMARY);
    }
    BybitNumberedBook book = instrument.numberedBook();
    boolean begins =
        topic.kind().equals("orderbook") && node.path("type").asText().equals("snapshot");
    if (!book.isOf(topic.name(), begins)) {
      return passed(NoFact.REPEATED);
    }
    if (topic.kind().equals("orderbook")) {
      return List.of(book.read(node, at));
    }
    List<Outcome> outcomes = new ArrayList<>();
    boolean part = topic.kind().equals("diffDepth") && !node.path("f").asBoolean();
    for (JsonNode data : rows(node.path("data"))) {
      outcomes.add(book.spot(data, part, at));
    }
    return outcomes.isEmpty() ? passed(NoFact.NOT_KEPT) : outcomes;
  }

  /** Some dialects leave the brackets away where there is one row. */
  private static JsonNode rows(JsonNode data) throws BadMessageException {
    if (data.isObject()) {
      return JsonNodeFactory.instance.arrayNode().add(data);
    }
    if (!data.isArray()) {
      throw new BadMessageException("data is no rows");
    }
    return data;
  }
}
