package io.tidemark.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * dYdX, version 3, one connection at a time. Book updates have no time of the exchange: it is that
 * of their receipt.
 */
final class DydxProtocol implements Protocol {

  private final Listings listings = new Listings();
  private final Map<String, DydxBook> books = new HashMap<>();
  private DydxMessageIds ids = new DydxMessageIds();
  private String connection = "";

  @Override
  public List<Outcome> read(Message message) {
    return switch (message.kind()) {
      case CONNECTED -> {
        connect("");
        yield Reading.passed(NoFact.CONNECTION);
      }
      case SENT -> Reading.of(message, this::sent);
      case CONFIGURATION -> Reading.passed(NoFact.CONNECTION);
      case ANSWER -> Reading.of(message, this::answer);
      case RECEIVED -> Reading.of(message, node -> received(node, message.at()));
    };
  }

  /** What an older connection told is over. */
  private void connect(String id) {
    connection = id;
    ids = new DydxMessageIds();
    books.clear();
  }

  private List<Outcome> sent(JsonNode node) {
    ids.asked();
    return Reading.passed(node.has("channel") ? NoFact.CONNECTION : NoFact.NOT_KEPT);
  }

  private List<Outcome> answer(JsonNode node) throws BadMessageException {
    if (!node.path("markets").isObject()) {
      throw new BadMessageException("the answer is no list of markets");
    }
    for (JsonNode market : node.path("markets")) {
      String name = Json.text(market, "market");
      String pair = Json.text(market, "baseAsset") + "-" + Json.text(market, "quoteAsset");
      if (market.path("type").asText("PERPETUAL").equals("PERPETUAL")) {
        listings.add(name, new Listing(pair + "-PERP@dydx", Unit.BASE));
      }
    }
    return Reading.passed(NoFact.REFERENCE);
  }

  private List<Outcome> received(JsonNode node, long at) throws BadMessageException {
    String type = Json.text(node, "type");
    String id = Json.text(node, "connection_id");
    long messageId = Json.whole(node, "message_id");
    if (connection.isEmpty()) {
      connection = id;
    } else if (!connection.equals(id)) {
      connect(id);
    }
    boolean answer = !type.equals("channel_data") && !type.equals("connected");
    long lost = ids.follow(messageId, answer);
    if (lost == DydxMessageIds.REPEATED) {
      return Reading.passed(NoFact.REPEATED);
    }
    List<Outcome> outcomes = new ArrayList<>();
    if (lost > 0) {
      outcomes.add(lost(lost, messageId));
    }
    outcomes.addAll(Reading.of(node, any -> message(type, messageId, node, at)));
    return outcomes;
  }

  /** Which market a lost message spoke of is not known: no book is. */
  private Outcome lost(long lost, long messageId) {
    long known = books.values().stream().filter(DydxBook::isKnown).count();
    books.values().forEach(DydxBook::forget);
    return new Outcome.Refused(
        RejectReason.OUT_OF_SEQUENCE,
        "%d messages of the connection are missing before message_id %d; %d books wait for a snapshot"
            .formatted(lost, messageId, known));
  }

  private List<Outcome> message(String type, long messageId, JsonNode node, long at)
      throws BadMessageException {
    return switch (type) {
      case "connected", "unsubscribed" -> Reading.passed(NoFact.CONNECTION);
      case "error" -> Reading.venueSays(node.path("message").asText());
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
      case "v3_trades" -> first ? Reading.passed(NoFact.HISTORY) : trades(node, at);
      case "v3_markets" -> Reading.passed(NoFact.SUMMARY);
      default -> throw new BadMessageException("channel is '" + channel + "', which is not known");
    };
  }

  private List<Outcome> book(JsonNode node, boolean first, long messageId, long at)
      throws BadMessageException {
    String market = Json.text(node, "id");
    Listing listing = listings.of(market);
    if (listing == null) {
      return Listings.allUnknown(market);
    }
    DydxBook book = books.computeIfAbsent(market, key -> new DydxBook(listing));
    JsonNode contents = node.path("contents");
    return List.of(
        first ? book.snapshot(contents, messageId, at) : book.update(contents, messageId, at));
  }

  private List<Outcome> trades(JsonNode node, long at) throws BadMessageException {
    String market = Json.text(node, "id");
    Listing listing = listings.of(market);
    if (listing == null) {
      return Listings.allUnknown(market);
    }
    return Reading.rows(
        Json.array(node.path("contents"), "trades"),
        row -> {
          long time = EventTime.ofIso(row, "createdAt");
          double price = Json.number(row, "price");
          double base = Json.number(row, "size");
          Side side = Json.buys(row, "side") ? Side.BUY : Side.SELL;
          return Outcome.of(Trade.of(listing.instrument(), time, at, "", price, base, side));
        });
  }
}
