package io.tidemark.exchange.dydx;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.JsonProtocol;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Unit;
import io.tidemark.exchange.protocol.VenueSymbols;
import io.tidemark.exchange.protocol.WireTime;
import java.util.ArrayList;
import java.util.List;

/**
 * dYdX, version 3, one connection at a time. Book updates have no time of the exchange: it is that
 * of their receipt.
 */
public final class DydxProtocol extends JsonProtocol {

  private final VenueSymbols<DydxBook> books = new VenueSymbols<>(DydxBook::new);
  private DydxMessageIds ids = new DydxMessageIds();
  private String connection = "";

  @Override
  protected void connected(String url) {
    connect("");
  }

  /** What an older connection told is over. */
  private void connect(String id) {
    connection = id;
    ids = new DydxMessageIds();
    books.all().forEach(DydxBook::forget);
  }

  @Override
  protected void sent(JsonNode message, long at) {
    ids.asked();
  }

  @Override
  protected List<Outcome> answered(String url, JsonNode answer, long at)
      throws BadMessageException {
    if (!answer.path("markets").isObject()) {
      throw new BadMessageException("the answer is no list of markets");
    }
    for (JsonNode market : answer.path("markets")) {
      String name = Json.text(market, "market");
      String pair = Json.text(market, "baseAsset") + "-" + Json.text(market, "quoteAsset");
      if (market.path("type").asText("PERPETUAL").equals("PERPETUAL")) {
        books.list(name, new Listing(pair + "-PERP@dydx", Unit.BASE));
      }
    }
    return passed(NoFact.REFERENCE);
  }

  @Override
  protected List<Outcome> received(JsonNode node, long at) throws BadMessageException {
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
    long known = books.all().stream().filter(DydxBook::isKnown).count();
    books.all().forEach(DydxBook::forget);
    return new Outcome.Refused(
        RejectReason.OUT_OF_SEQUENCE,
        "%d messages of the connection are missing before message_id %d; %d books wait for a snapshot"
            .formatted(lost, messageId, known));
  }

  private List<Outcome> message(String type, long messageId, JsonNode node, long at)
      throws BadMessageException {
    return switch (type) {
      case "connected", "unsubscribed" -> passed(NoFact.CONNECTION);
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
      case "v3_markets" -> passed(NoFact.SUMMARY);
      default -> throw new BadMessageException("channel is '" + channel + "', which is not known");
    };
  }

  private List<Outcome> book(JsonNode node, boolean first, long messageId, long at)
      throws BadMessageException {
    String market = Json.text(node, "id");
    DydxBook book = books.find(market);
    if (book == null) {
      return unknownSymbol(market);
    }
    JsonNode contents = node.path("contents");
    return List.of(
        first ? book.snapshot(contents, messageId, at) : book.update(contents, messageId, at));
  }

  private List<Outcome> trades(JsonNode node, long at) throws BadMessageException {
    String market = Json.text(node, "id");
    DydxBook book = books.find(market);
    return book == null
        ? unknownSymbol(market)
        : each(
            Json.array(node.path("contents"), "trades"),
            row -> List.of(trade(book.listing(), row, at)));
  }

  /** Trades have no id, so one that was said twice cannot be told. */
  private static Outcome trade(Listing listing, JsonNode row, long at) throws BadMessageException {
    long time = WireTime.ofIso(row, "createdAt");
    double price = Json.number(row, "price");
    double base = Json.number(row, "size");
    Side taker = Json.side(row, "side");
    return Outcome.of(Trade.of(listing.instrument(), time, at, "", price, base, taker));
  }
}
