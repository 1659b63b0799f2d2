package io.tidemark.exchange.dydx;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.JsonProtocol;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Statement;
import io.tidemark.exchange.protocol.Unit;
import io.tidemark.exchange.protocol.VenueSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * dYdX, version 3, one connection at a time. Book updates have no time of the exchange: it is that
 * of their receipt.
 */
public final class DydxProtocol extends JsonProtocol {

  /** Types of messages that answer nothing that was asked for. */
  private static final Set<String> DATA = Set.of("channel_data", "connected");

  private static final String PERPETUAL = "PERPETUAL";
  private static final Pattern NAME = Pattern.compile("[A-Z0-9]+-USD");

  private final VenueSymbols<DydxMarket> markets =
      new VenueSymbols<>(this::unlisted, DydxMarket::new);

  /** Whether the whole list of markets was asked for. */
  private boolean listed;

  private DydxMessageIds ids = new DydxMessageIds();
  private String connection = "";

  private @Nullable Listing unlisted(String name) {
    return listed || !NAME.matcher(name).matches() ? null : listing(name);
  }

  private static Listing listing(String pair) {
    return new Listing(pair + "-PERP@dydx", Unit.BASE);
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
  protected List<Outcome> answered(String url, JsonNode answer, long at)
      throws BadMessageException {
    if (answer.has("errors")) {
      return error(answer.path("errors"));
    }
    if (!answer.path("markets").isObject()) {
      throw new BadMessageException("the answer is no list of markets");
    }
    for (JsonNode market : answer.path("markets")) {
      list(market);
    }
    listed = markets.areListed();
    return passed(NoFact.REFERENCE);
  }

  private void list(JsonNode market) throws BadMessageException {
    String name = Json.text(market, "market");
    String pair = Json.text(market, "baseAsset") + "-" + Json.text(market, "quoteAsset");
    if (market.path("type").asText(PERPETUAL).equals(PERPETUAL)) {
      markets.list(name, listing(pair));
    }
  }

  @Override
  protected List<Outcome> received(JsonNode node, long at) throws BadMessageException {
    if (node.path("markets").isObject()) {
      return answered("", node, at);
    }
    String type = Json.text(node, "type");
    String id = Json.text(node, "connection_id");
    long messageId = Json.whole(node, "message_id");
    if (connection.isEmpty()) {
      connection = id;
    } else if (!connection.equals(id)) {
      connect(id);
    }
    boolean answer = !DATA.contains(type);
    long lost = ids.follow(messageId, answer);
    if (lost == DydxMessageIds.REPEATED) {
      return passed(NoFact.REPEATED);
    }
    List<Outcome> outcomes = new ArrayList<>();
    if (lost > 0) {
      outcomes.add(lost(lost, messageId));
    }
    outcomes.addAll(part(() -> message(type, messageId, node, at)));
    return outcomes;
  }

  /** Which market a lost message spoke of is not known: no book is. */
  private Outcome lost(long lost, long messageId) {
    long known = markets.all().stream().filter(market -> market.book().isKnown()).count();
    markets.all().forEach(market -> market.book().forget());
    return new Outcome.Refused(
        RejectReason.OUT_OF_SEQUENCE,
        "%d messages of the connection are missing before message_id %d; %d books wait for a snapshot"
            .formatted(lost, messageId, known),
        new Statement.MessagesMissing(lost));
  }

  private List<Outcome> message(String type, long messageId, JsonNode node, long at)
      throws BadMessageException {
    return switch (type) {
      case "connected", "unsubscribed" -> passed(NoFact.CONNECTION);
      case "pong" -> passed(NoFact.HEARTBEAT);
      case "error" -> error(node.path("message"));
      case "subscribed" -> channel(true, messageId, node, at);
      case "channel_data" -> channel(false, messageId, node, at);
      default -> throw new BadMessageException("type is '" + type + "', which is not known");
    };
  }

  private List<Outcome> channel(boolean first, long messageId, JsonNode node, long at)
      throws BadMessageException {
    String channel = Json.text(node, "channel");
    return switch (channel) {
      case "v3_orderbook" -> book(node, first, messageId, at);
      case "v3_trades" -> first ? passed(NoFact.HISTORY) : trades(node, at);
      case "v3_markets" -> states(node.path("contents"), at);
      default -> throw new BadMessageException("channel is '" + channel + "', which is not known");
    };
  }

  private List<Outcome> book(JsonNode node, boolean first, long messageId, long at)
      throws BadMessageException {
    String name = Json.text(node, "id");
    DydxMarket market = markets.find(name);
    if (market == null) {
      return unknownSymbol(name);
    }
    JsonNode contents = node.path("contents");
    DydxBook book = market.book();
    return List.of(
        first ? book.snapshot(contents, messageId, at) : book.update(contents, messageId, at));
  }

  private List<Outcome> trades(JsonNode node, long at) throws BadMessageException {
    String name = Json.text(node, "id");
    DydxMarket market = markets.find(name);
    return market == null
        ? unknownSymbol(name)
        : each(Json.array(node.path("contents"), "trades"), row -> market.trade(row, at));
  }

  /** All markets at first, then what changed of some. */
  private List<Outcome> states(JsonNode contents, long at) {
    JsonNode rows = contents.has("markets") ? contents.path("markets") : contents;
    List<Outcome> outcomes = new ArrayList<>();
    for (Map.Entry<String, JsonNode> row : rows.properties()) {
      if (row.getValue().isObject()) {
        outcomes.addAll(part(() -> state(row.getKey(), row.getValue(), at)));
      }
    }
    return outcomes.isEmpty() ? passed(NoFact.SUMMARY) : outcomes;
  }

  private List<Outcome> state(String name, JsonNode row, long at) throws BadMessageException {
    if (row.has("baseAsset")) {
      list(row);
    }
    DydxMarket market = markets.find(name);
    return market == null ? unknownSymbol(name) : market.state(row, at);
  }
}
