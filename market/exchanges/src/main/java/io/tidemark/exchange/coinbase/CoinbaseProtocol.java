package io.tidemark.exchange.coinbase;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.JsonProtocol;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Coinbase's two WebSocket feeds. The Exchange, once called Pro: channels level2, matches,
 * heartbeat, ticker, told by {@code type}. Advanced Trade: channels l2_data, market_trades,
 * heartbeats, told by {@code channel}; its messages are numbered.
 */
public final class CoinbaseProtocol extends JsonProtocol {

  private final CoinbaseProducts products = new CoinbaseProducts();
  private final CoinbaseSequence sequence = new CoinbaseSequence();

  @Override
  protected void connected(String url) {
    products.all().forEach(CoinbaseProduct::reconnect);
  }

  @Override
  protected void unreadable() {
    products.all().forEach(CoinbaseProduct::forgetBook);
  }

  @Override
  protected List<Outcome> answered(String url, JsonNode answer, long at)
      throws BadMessageException {
    if (answer.isArray()) {
      return list(url, answer);
    }
    if (answer.path("products").isArray()) {
      for (JsonNode product : answer.path("products")) {
        products.listAdvanced(product);
      }
      return passed(NoFact.REFERENCE);
    }
    if (answer.has("product_id") && answer.has("product_type")) {
      products.listAdvanced(answer);
      return passed(NoFact.REFERENCE);
    }
    if (answer.has("message") || answer.has("error")) {
      return error(answer);
    }
    boolean past = answer.has("candles") || answer.has("trades");
    return passed(past ? NoFact.HISTORY : NoFact.NOT_KEPT);
  }

  /** The Exchange answers lists of products, of trades and of candles. */
  private List<Outcome> list(String url, JsonNode rows) throws BadMessageException {
    if (!rows.path(0).has("base_currency") && !url.endsWith("/products")) {
      return passed(NoFact.HISTORY);
    }
    for (JsonNode product : rows) {
      products.list(product);
    }
    return passed(NoFact.REFERENCE);
  }

  /** Answers of {@code /products/ID/trades}, and of Advanced Trade's {@code ticker}. */
  @Override
  public List<Trade> pastTrades(String symbol, Message answer) {
    CoinbaseProduct product = products.find(symbol);
    return product == null
        ? List.of()
        : pastTrades(
            answer,
            all -> all.isArray() ? all : all.path("trades"),
            row -> List.of(product.pastTrade(row, answer.at())));
  }

  @Override
  protected List<Outcome> received(JsonNode message, long at) throws BadMessageException {
    if (message.has("channel")) {
      return advanced(message, at);
    }
    boolean products = message.isArray() || message.has("products");
    return products && !message.has("type") ? answered("", message, at) : exchange(message, at);
  }

  private List<Outcome> exchange(JsonNode message, long at) throws BadMessageException {
    String type = Json.text(message, "type");
    return switch (type) {
      case "subscriptions" -> passed(NoFact.CONNECTION);
      case "heartbeat" -> heartbeat(message);
      case "status" -> status(message);
      case "ticker" -> passed(NoFact.SUMMARY);
      case "received", "open", "done", "change", "activate", "auction", "rfq_match", "level3" ->
          passed(NoFact.NOT_KEPT);
      case "error" -> error(message);
      case "snapshot", "l2update", "match", "last_match" -> ofProduct(type, message, at);
      default -> throw new BadMessageException("type is '" + type + "', which is not known");
    };
  }

  /** It names the last trade: so a trade that was missed is told though no other follows. */
  private List<Outcome> heartbeat(JsonNode message) throws BadMessageException {
    CoinbaseProduct product = products.find(message.path("product_id").asText());
    if (product == null || !message.has("last_trade_id")) {
      return passed(NoFact.HEARTBEAT);
    }
    List<Outcome> outcomes = new ArrayList<>(2);
    outcomes.addAll(product.lastTrade(Json.whole(message, "last_trade_id")));
    outcomes.addAll(passed(NoFact.HEARTBEAT));
    return outcomes;
  }

  private List<Outcome> status(JsonNode message) throws BadMessageException {
    for (JsonNode product : message.path("products")) {
      products.list(product);
    }
    return passed(NoFact.REFERENCE);
  }

  private List<Outcome> ofProduct(String type, JsonNode message, long at)
      throws BadMessageException {
    String id = Json.text(message, "product_id");
    CoinbaseProduct product = products.find(id);
    if (product == null) {
      return unknown(id);
    }
    return switch (type) {
      case "match" -> product.trade(message, false, at);
      case "last_match" -> product.trade(message, true, at);
      case "snapshot" -> List.of(product.snapshot(message, at));
      default -> List.of(product.change(message, at));
    };
  }

  private static List<Outcome> unknown(String id) {
    return CoinbaseProducts.isFuture(id)
        ? refused(
            RejectReason.UNKNOWN_INSTRUMENT,
            "the symbol '" + id + "' is not known: the instrument list tells its contract size")
        : unknownSymbol(id);
  }

  private List<Outcome> advanced(JsonNode message, long at) throws BadMessageException {
    List<Outcome> outcomes = new ArrayList<>();
    if (message.has("sequence_num")) {
      outcomes.addAll(follow(Json.whole(message, "sequence_num")));
    }
    String channel = Json.text(message, "channel");
    outcomes.addAll(part(() -> ofChannel(channel, message, at)));
    return outcomes;
  }

  /** Of which product a message is missing is not known: no book is, and trades may be missing. */
  private List<Outcome> follow(long number) {
    long missing = sequence.follow(number);
    if (missing == 0) {
      return List.of();
    }
    long books = products.all().stream().filter(CoinbaseProduct::forgetAdvancedBook).count();
    return List.of(
        new Outcome.Refused(
            RejectReason.OUT_OF_SEQUENCE,
            "%d messages of a connection are missing before sequence_num %d; %d books wait for a snapshot"
                .formatted(missing, number, books),
            new Statement.MessagesMissing(missing)));
  }

  private List<Outcome> ofChannel(String channel, JsonNode message, long at)
      throws BadMessageException {
    return switch (channel) {
      case "heartbeats" -> passed(NoFact.HEARTBEAT);
      case "subscriptions" -> passed(NoFact.CONNECTION);
      case "status" -> passed(NoFact.REFERENCE);
      case "ticker", "ticker_batch" -> passed(NoFact.SUMMARY);
      case "candles" -> passed(NoFact.FORMING);
      case "user", "futures_balance_summary" -> passed(NoFact.NOT_KEPT);
      case "l2_data" -> each(Json.array(message, "events"), event -> levels(event, message, at));
      case "market_trades" -> each(Json.array(message, "events"), event -> trades(event, at));
      default -> throw new BadMessageException("channel is '" + channel + "', which is not known");
    };
  }

  private List<Outcome> levels(JsonNode event, JsonNode message, long at)
      throws BadMessageException {
    String id = Json.text(event, "product_id");
    CoinbaseProduct product = products.find(id);
    return product == null ? unknown(id) : List.of(product.levels(event, message, at));
  }

  /** Trades of one event are told newest first, or oldest first. */
  private List<Outcome> trades(JsonNode event, long at) throws BadMessageException {
    boolean history = event.path("type").asText().equals("snapshot");
    List<JsonNode> rows = new ArrayList<>();
    Json.array(event, "trades").forEach(rows::add);
    if (!rows.isEmpty() && id(rows.get(0)) > id(rows.get(rows.size() - 1))) {
      Collections.reverse(rows);
    }
    List<Outcome> outcomes = new ArrayList<>(rows.size());
    for (JsonNode row : rows) {
      outcomes.addAll(part(() -> trade(row, history, at)));
    }
    return outcomes;
  }

  private static long id(JsonNode row) {
    return row.path("trade_id").asLong();
  }

  private List<Outcome> trade(JsonNode row, boolean history, long at) throws BadMessageException {
    String id = Json.text(row, "product_id");
    CoinbaseProduct product = products.find(id);
    return product == null ? unknown(id) : product.trade(row, history, at);
  }
}
