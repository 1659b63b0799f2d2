package io.tidemark.exchange.dydx;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.JsonProtocol;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Unit;
import io.tidemark.exchange.protocol.VenueSymbols;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * dYdX, version 4, as its indexer tells it, one connection at a time. Book updates have no time of
 * the exchange: it is that of their receipt. A connection's messages are numbered.
 */
public final class DydxV4Protocol extends JsonProtocol {

  private static final String BOOK = "v4_orderbook";

  private final VenueSymbols<DydxV4Market> markets =
      new VenueSymbols<>(DydxV4Protocol::listing, DydxV4Market::new);
  private DydxMessageIds ids = new DydxMessageIds();
  private String connection = "";

  /** {@code BTC-USD} says itself what it is, with or without a list. */
  private static @Nullable Listing listing(String market) {
    return market.indexOf('-') == market.lastIndexOf('-')
        ? new Listing(market + "-PERP@dydx_v4", Unit.BASE)
        : null;
  }

  @Override
  protected void connected(String url) {
    connect("");
  }

  /** What an older connection told is over. */
  private void connect(String id) {
    connection = id;
    ids = new DydxMessageIds();
    markets.all().forEach(market -> market.book().forget());
  }

  @Override
  protected void sent(JsonNode message, long at) {
    ids.asked();
  }

  @Override
  protected List<Outcome> answered(String url, JsonNode answer, long at) {
    if (answer.has("errors")) {
      return error(answer.path("errors"));
    }
    if (answer.path("markets").isObject()) {
      return passed(NoFact.REFERENCE);
    }
    boolean past =
        answer.has("trades") || answer.has("candles") || answer.has("historicalFunding");
    return passed(past ? NoFact.HISTORY : NoFact.NOT_KEPT);
  }

  @Override
  protected List<Outcome> received(JsonNode node, long at) throws BadMessageException {
    if (node.path("markets").isObject()) {
      return passed(NoFact.REFERENCE);
    }
    String type = Json.text(node, "type");
    String id = Json.text(node, "connection_id");
    long messageId = Json.whole(node, "message_id");
    if (connection.isEmpty()) {
      connection = id;
    } else if (!connection.equals(id)) {
      connect(id);
    }
    boolean answer = !type.startsWith("channel_") && !type.equals("connected");
    long lost = ids.follow(messageId, answer);
    if (lost == DydxMessageIds.REPEATED && isOfKnownBook(node)) {
      return passed(NoFact.REPEATED);
    }
    List<Outcome> outcomes = new ArrayList<>();
    if (lost > 0) {
      outcomes.add(lost(lost, messageId));
    }
    outcomes.addAll(part(() -> message(type, node, at)));
    return outcomes;
  }

  /** Only to a book does it matter when a message was said: trades and values tell repeats. */
  private boolean isOfKnownBook(JsonNode node) {
    DydxV4Market market = markets.find(node.path("id").asText());
    return node.path("channel").asText().equals(BOOK) && market != null && market.book().isKnown();
  }

  /** Which market a lost message spoke of is not known: no book is. */
  private Outcome lost(long lost, long messageId) {
    long known = markets.all().stream().filter(market -> market.book().isKnown()).count();
    markets.all().forEach(market -> market.book().forget());
    return new Outcome.Refused(
        RejectReason.OUT_OF_SEQUENCE,
        "%d messages of the connection are missing before message_id %d; %d books wait for a snapshot"
            .formatted(lost, messageId, known));
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
          of(Json.text(node, "id"), market -> List.of(book(market.book(), contents, first, at)));
      case "v4_trades" -> of(Json.text(node, "id"), market -> trades(market, contents, first, at));
      case "v4_markets" -> values(contents, at);
      case "v4_candles" -> passed(NoFact.FORMING);
      case "v4_block_height", "v4_subaccounts", "v4_parent_subaccounts" -> passed(NoFact.NOT_KEPT);
      default -> throw new BadMessageException("channel is '" + channel + "', which is not known");
    };
  }

  private static Outcome book(DydxV4Book book, JsonNode contents, boolean first, long at) {
    return first ? book.snapshot(contents, at) : book.change(contents, at);
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
