package io.tidemark.exchange.hyperliquid;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.JsonProtocol;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hyperliquid's perpetuals and spot, its own and those that others deployed there. Source: its
 * public documentation, "Websocket" and "Info endpoint".
 */
public final class HyperliquidProtocol extends JsonProtocol {

  private static final String GREETING = "Websocket connection established.";

  private final HyperliquidCoins coins = new HyperliquidCoins();

  @Override
  protected void connected(String url) {
    coins.restart();
  }

  @Override
  protected void sent(JsonNode message, long at) {
    HyperliquidInstrument instrument = ofTrades(message);
    if (instrument != null) {
      instrument.ask(at);
    }
  }

  private @Nullable HyperliquidInstrument ofTrades(JsonNode message) {
    JsonNode subscription = message.path("subscription");
    boolean trades =
        message.path("method").asText().equals("subscribe")
            && subscription.path("type").asText().equals("trades");
    return trades ? coins.find(subscription.path("coin").asText()) : null;
  }

  @Override
  protected boolean isHeartbeat(String text) {
    return text.equals(GREETING);
  }

  @Override
  protected List<Outcome> answered(String url, JsonNode answer, long at)
      throws BadMessageException {
    JsonNode list = answer.isArray() ? answer.path(0) : answer;
    if (HyperliquidCoins.isList(list)) {
      coins.list(list);
      return passed(NoFact.REFERENCE);
    }
    if (answer.has("levels")) {
      return of(answer, instrument -> List.of(instrument.book(answer, at)));
    }
    return passed(answer.isArray() ? NoFact.HISTORY : NoFact.NOT_KEPT);
  }

  @Override
  protected List<Outcome> received(JsonNode node, long at) throws BadMessageException {
    JsonNode data = node.path("data");
    if (!node.has("channel")) {
      if (HyperliquidCoins.isList(node.isArray() ? node.path(0) : node) || node.has("levels")) {
        return answered("", node, at);
      }
      throw new BadMessageException("there is no channel");
    }
    String channel = Json.text(node, "channel");
    return switch (channel) {
      case "trades" -> trades(Json.array(node, "data"), at);
      case "l2Book" -> of(data, instrument -> List.of(instrument.book(data, at)));
      case "activeAssetCtx" -> of(data, instrument -> instrument.context(data.path("ctx"), at));
      case "allDexsAssetCtxs" -> contexts(Json.array(data, "ctxs"), at);
      case "bbo", "allMids", "activeSpotAssetCtx" -> passed(NoFact.SUMMARY);
      case "candle" -> of(data, "s", instrument -> List.of(instrument.candle(data, at)));
      case "pong" -> passed(NoFact.HEARTBEAT);
      case "error" -> error(data);
      case "subscriptionResponse" -> acknowledged(data, at);
      default -> other(channel);
    };
  }

  /** What is said of an account, and answers to requests over the socket. */
  private static List<Outcome> other(String channel) throws BadMessageException {
    boolean known =
        switch (channel) {
          case "post",
              "notification",
              "orderUpdates",
              "activeAssetData",
              "clearinghouseState",
              "allDexsClearinghouseState",
              "openOrders",
              "spotState",
              "spotAssetCtxs",
              "outcomeMetaUpdates",
              "explorerBlock",
              "explorerTxs" ->
              true;
          default ->
              channel.startsWith("user")
                  || channel.startsWith("webData")
                  || channel.startsWith("twap");
        };
    if (!known) {
      throw new BadMessageException("the channel is '" + channel + "', which is not known");
    }
    return passed(NoFact.NOT_KEPT);
  }

  private List<Outcome> acknowledged(JsonNode data, long at) {
    HyperliquidInstrument instrument = ofTrades(data);
    if (instrument != null) {
      instrument.acknowledge(at);
    }
    return passed(NoFact.CONNECTION);
  }

  private List<Outcome> trades(JsonNode rows, long at) {
    List<Outcome> outcomes =
        each(rows, row -> of(row, instrument -> List.of(instrument.trade(row, at))));
    for (JsonNode row : rows) {
      HyperliquidInstrument instrument = coins.find(row.path("coin").asText());
      if (instrument != null) {
        instrument.told();
      }
    }
    return outcomes;
  }

  /**
   * What is said of all perpetuals of each market, in the order of its list. Where there is no
   * middle price nobody trades any more.
   */
  private List<Outcome> contexts(JsonNode markets, long at) {
    List<Outcome> outcomes = new ArrayList<>();
    for (JsonNode market : markets) {
      List<String> universe = coins.universe(market.path(0).asText());
      JsonNode contexts = market.path(1);
      for (int i = 0; i < Math.min(universe.size(), contexts.size()); i++) {
        HyperliquidInstrument instrument = coins.find(universe.get(i));
        JsonNode context = contexts.path(i);
        if (instrument != null && Json.says(context, "midPx")) {
          outcomes.addAll(part(() -> instrument.context(context, at)));
        }
      }
    }
    return outcomes.isEmpty() ? passed(NoFact.SUMMARY) : outcomes;
  }

  /** Reads what is said of one coin. */
  @FunctionalInterface
  private interface Reading {
    List<Outcome> read(HyperliquidInstrument instrument) throws BadMessageException;
  }

  private List<Outcome> of(JsonNode data, Reading reading) throws BadMessageException {
    return of(data, "coin", reading);
  }

  private List<Outcome> of(JsonNode data, String field, Reading reading)
      throws BadMessageException {
    String coin = Json.text(data, field);
    HyperliquidInstrument instrument = coins.find(coin);
    if (instrument == null) {
      return coins.needsList(coin) ? needsList(coin) : unknownSymbol(coin);
    }
    return reading.read(instrument);
  }
}
