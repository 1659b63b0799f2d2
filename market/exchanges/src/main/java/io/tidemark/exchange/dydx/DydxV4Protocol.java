package io.tidemark.exchange.dydx;

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
import io.tidemark.exchange.protocol.Statement;
import io.tidemark.exchange.protocol.Unit;
import io.tidemark.exchange.protocol.VenueSymbols;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * dYdX, version 4, as its indexer tells it. Book updates have no time of the exchange: it is that
 * of their receipt. A connection's messages name it, and are numbered by 1.
 */
public final class DydxV4Protocol extends JsonProtocol {

  private static final String BOOK = "v4_orderbook";

  /** An id is the block and the place in it, in as many digits each time. */
  private static final Comparator<Trade> BY_BLOCK =
      Comparator.comparingLong(Trade::eventTime).thenComparing(Trade::tradeId);

  /** Those that spoke last are remembered. */
  private static final int MOST_CONNECTIONS = 64;

  private final VenueSymbols<DydxV4Market> markets =
      new VenueSymbols<>(DydxV4Protocol::listing, DydxV4Market::new);
  private final Map<String, DydxMessageIds> connections =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, DydxMessageIds> eldest) {
          return size() > MOST_CONNECTIONS;
        }
      };

  /**
   * The connection that spoke last: what the client sends is taken to be for it. Before any spoke,
   * for the first that will.
   */
  private DydxMessageIds speaking = new DydxMessageIds();

  /** {@code BTC-USD} says itself what it is, with or without a list. */
  private static @Nullable Listing listing(String market) {
    return market.indexOf('-') == market.lastIndexOf('-')
        ? new Listing(market + "-PERP@dydx_v4", Unit.BASE)
        : null;
  }

  @Override
  protected void sent(JsonNode message, long at) {
    speaking.asked();
  }

  @Override
  protected List<Outcome> answered(String url, JsonNode answer, long at)
      throws BadMessageException {
    if (answer.has("errors")) {
      return error(answer.path("errors"));
    }
    if (answer.path("markets").isObject()) {
      return passed(NoFact.REFERENCE);
    }
    if (!answer.path("historicalFunding").isEmpty()) {
      return funding(answer.path("historicalFunding"), at);
    }
    boolean past = answer.has("trades") || answer.has("candles") || answer.has("historicalFunding");
    return passed(past ? NoFact.HISTORY : NoFact.NOT_KEPT);
  }

  /** The newest rate comes first; those before it are history. */
  private List<Outcome> funding(JsonNode rows, long at) {
    List<Outcome> outcomes = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      JsonNode row = rows.path(i);
      outcomes.addAll(
          i > 0
              ? passed(NoFact.HISTORY)
              : part(() -> of(Json.text(row, "ticker"), it -> List.of(it.settledRate(row, at)))));
    }
    return outcomes;
  }

  @Override
  protected List<Outcome> received(JsonNode node, long at) throws BadMessageException {
    if (node.path("markets").isObject()) {
      return passed(NoFact.REFERENCE);
    }
    String type = Json.text(node, "type");
    String connection = Json.text(node, "connection_id");
    DydxMessageIds ids = ids(connection);
    long messageId = Json.whole(node, "message_id");
    speaking = ids;
    boolean answer = !type.startsWith("channel_") && !type.equals("connected");
    long lost = ids.follow(messageId, answer);
    if (lost == DydxMessageIds.REPEATED && isOfKnownBook(node, connection)) {
      return passed(NoFact.REPEATED);
    }
    List<Outcome> outcomes = new ArrayList<>();
    if (lost > 0) {
      outcomes.add(lost(lost, messageId, connection));
    }
    outcomes.addAll(part(() -> message(type, node, at)));
    return outcomes;
  }

  private DydxMessageIds ids(String connection) {
    DydxMessageIds fresh = connections.isEmpty() ? speaking : new DydxMessageIds();
    return connections.computeIfAbsent(connection, any -> fresh);
  }

  /** Only to a book does it matter when a message was said: trades and values tell repeats. */
  private boolean isOfKnownBook(JsonNode node, String connection) {
    DydxV4Market market = markets.find(node.path("id").asText());
    return node.path("channel").asText().equals(BOOK)
        && market != null
        && market.book().isKnownBy(connection);
  }

  @Override
  public List<Trade> pastTrades(String symbol, Message answer) {
    DydxV4Market market = markets.find(symbol);
    if (market == null) {
      return List.of();
    }
    Row reading = row -> List.of(market.pastTrade(row, answer.at()));
    return pastTrades(answer, all -> all.path("trades"), reading).stream()
        .sorted(BY_BLOCK)
        .toList();
  }

  /** Which market a lost message spoke of is not known: no book of the connection is. */
  private Outcome lost(long lost, long messageId, String connection) {
    List<DydxV4Book> books =
        markets.all().stream()
            .map(DydxV4Market::book)
            .filter(book -> book.isKnownBy(connection))
            .toList();
    books.forEach(DydxV4Book::forget);
    return new Outcome.Refused(
        RejectReason.OUT_OF_SEQUENCE,
        "%d messages of a connection are missing before message_id %d; %d books wait for a snapshot"
            .formatted(lost, messageId, books.size()),
        new Statement.MessagesMissing(lost));
  }

  private List<Outcome> message(String type, JsonNode node, long at) throws BadMessageException {
    JsonNode contents = node.path("contents");
    return switch (type) {
      case "connected", "unsubscribed" -> passed(NoFact.CONNECTION);
      case "pong" -> passed(NoFact.HEARTBEAT);
      case "error" -> error(node.path("message"));
      case "subscribed" -> channel(true, node, contents, at);
      case "channel_data" -> channel(false, node, contents, at);
      case "channel_batch_data" ->
          each(Json.array(node, "contents"), each -> channel(false, node, each, at));
      default -> throw new BadMessageException("type is '" + type + "', which is not known");
    };
  }

  private List<Outcome> channel(boolean first, JsonNode node, JsonNode contents, long at)
      throws BadMessageException {
    String channel = Json.text(node, "channel");
    return switch (channel) {
      case BOOK ->
          of(
              Json.text(node, "id"),
              market -> List.of(book(market.book(), first, node, contents, at)));
      case "v4_trades" -> of(Json.text(node, "id"), market -> trades(market, contents, first, at));
      case "v4_markets" -> values(contents, at);
      case "v4_candles" -> passed(NoFact.FORMING);
      case "v4_block_height", "v4_subaccounts", "v4_parent_subaccounts" -> passed(NoFact.NOT_KEPT);
      default -> throw new BadMessageException("channel is '" + channel + "', which is not known");
    };
  }

  private static Outcome book(
      DydxV4Book book, boolean first, JsonNode node, JsonNode contents, long at)
      throws BadMessageException {
    String connection = Json.text(node, "connection_id");
    long messageId = Json.whole(node, "message_id");
    return first
        ? book.snapshot(connection, messageId, contents, at)
        : book.change(connection, messageId, contents, at);
  }

  /** The answer to a subscription tells the newest trade first. */
  private static List<Outcome> trades(
      DydxV4Market market, JsonNode contents, boolean first, long at) throws BadMessageException {
    JsonNode rows = Json.array(contents, "trades");
    List<Outcome> outcomes = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      JsonNode row = rows.path(first ? rows.size() - 1 - i : i);
      outcomes.addAll(part(() -> market.trade(row, first, at)));
    }
    return outcomes.isEmpty() ? passed(NoFact.NOT_KEPT) : outcomes;
  }

  private List<Outcome> values(JsonNode contents, long at) {
    List<Outcome> outcomes = new ArrayList<>();
    for (String part : List.of("markets", "trading", "oraclePrices")) {
      contents
          .path(part)
          .properties()
          .forEach(
              each ->
                  outcomes.addAll(
                      part(() -> of(each.getKey(), market -> market.values(each.getValue(), at)))));
    }
    return outcomes.isEmpty() ? passed(NoFact.SUMMARY) : outcomes;
  }

  /** Reads what is said of one market. */
  @FunctionalInterface
  private interface Reading {
    List<Outcome> read(DydxV4Market market) throws BadMessageException;
  }

  private List<Outcome> of(String name, Reading reading) throws BadMessageException {
    DydxV4Market market = markets.find(name);
    return market == null ? unknownSymbol(name) : reading.read(market);
  }
}
