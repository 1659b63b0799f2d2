package io.tidemark.exchange.kraken;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Kraken's spot WebSocket feed, version 1: book, trade, ticker. Messages of a channel are arrays
 * {@code [id, part, ..., "book-1000", "XBT/USD"]}.
 *
 * <p>Chain rule: the checksum that each change of a book carries, see {@link KrakenBook}. Trades
 * have no id, so one that was said twice cannot be told.
 */
public final class KrakenProtocol extends JsonProtocol {

  private static final Pattern BOOK = Pattern.compile("book-(\\d{1,4})");

  private final VenueSymbols<Pair> pairs = new VenueSymbols<>(KrakenProtocol::listing, Pair::new);

  private record Pair(Listing listing, KrakenBook book) {
    Pair(Listing listing) {
      this(listing, new KrakenBook(listing));
    }
  }

  @Override
  protected List<Outcome> answered(String url, JsonNode answer, long at)
      throws BadMessageException {
    if (!url.contains("/AssetPairs")) {
      return passed(NoFact.NOT_KEPT);
    }
    if (!answer.path("error").isEmpty()) {
      return error(answer);
    }
    for (JsonNode pair : answer.path("result")) {
      String name = pair.path("wsname").asText();
      Listing listing = listing(name);
      if (listing != null) {
        pairs.list(name, listing);
      }
    }
    return passed(NoFact.REFERENCE);
  }

  /** {@code XBT/USD} says itself what it is. */
  private static @Nullable Listing listing(String symbol) {
    int slash = symbol.indexOf('/');
    if (slash < 0) {
      return null;
    }
    String base = KrakenAssets.common(symbol.substring(0, slash));
    String quote = KrakenAssets.common(symbol.substring(slash + 1));
    String instrument = base + "-" + quote + "@kraken";
    return quote.indexOf('-') < 0 && base.indexOf('-') < 0
        ? new Listing(instrument, Unit.BASE)
        : null;
  }

  @Override
  protected List<Outcome> received(JsonNode message, long at) throws BadMessageException {
    return message.isArray() ? ofChannel(message, at) : event(message);
  }

  private static List<Outcome> event(JsonNode message) throws BadMessageException {
    String event = Json.text(message, "event");
    return switch (event) {
      case "heartbeat", "pong" -> passed(NoFact.HEARTBEAT);
      case "systemStatus" -> passed(NoFact.CONNECTION);
      case "subscriptionStatus" ->
          message.path("status").asText().equals("error")
              ? error(message)
              : passed(NoFact.CONNECTION);
      case "error" -> error(message);
      default -> throw new BadMessageException("event is '" + event + "', which is not known");
    };
  }

  private List<Outcome> ofChannel(JsonNode message, long at) throws BadMessageException {
    int size = message.size();
    if (size < 4) {
      throw new BadMessageException("an array of " + size + " is no message of a channel");
    }
    String channel = message.path(size - 2).asText();
    String symbol = message.path(size - 1).asText();
    Pair pair = pairs.find(symbol);
    if (pair == null) {
      return unknownSymbol(symbol);
    }
    Matcher book = BOOK.matcher(channel);
    if (book.matches()) {
      List<JsonNode> parts = new ArrayList<>();
      for (int i = 1; i < size - 2; i++) {
        parts.add(message.path(i));
      }
      return List.of(pair.book().read(parts, Integer.parseInt(book.group(1)), at));
    }
    return switch (channel) {
      case "trade" -> trades(pair.listing(), message.path(1), at);
      case "ticker", "spread" -> passed(NoFact.SUMMARY);
      default -> {
        if (channel.startsWith("ohlc")) {
          yield passed(NoFact.FORMING);
        }
        throw new BadMessageException("channel is '" + channel + "', which is not known");
      }
    };
  }

  private static List<Outcome> trades(Listing listing, JsonNode rows, long at)
      throws BadMessageException {
    if (!rows.isArray() || rows.isEmpty()) {
      throw new BadMessageException("the trades are no list");
    }
    return each(rows, row -> List.of(trade(listing, row, at)));
  }

  /** {@code [price, volume, time, "b" or "s", order type, ...]}; the side is the taker's. */
  private static Outcome trade(Listing listing, JsonNode row, long at) throws BadMessageException {
    double price = Json.number(row, 0);
    double volume = Json.number(row, 1);
    long time = WireTime.ofSeconds(row.path(2).asText());
    String side = row.path(3).asText();
    Side taker =
        switch (side) {
          case "b" -> Side.BUY;
          case "s" -> Side.SELL;
          default -> throw new BadMessageException("side is '" + side + "', not b or s");
        };
    return Outcome.of(Trade.of(listing.instrument(), time, at, "", price, volume, taker));
  }
}
