package io.tidemark.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Coinbase Pro's WebSocket feed as it was in 2021: channels level2, matches, ticker.
 *
 * <p>Level2 has no sequence number: a crossed book is the only sign of a lost change. An empty side
 * is none, since a product that is wound down may have one. A match names the maker's side.
 */
final class CoinbaseProtocol extends TextProtocol {

  private static final String VENUE = "@coinbase";

  private record Product(StreamedBook book, TradeMemory trades) {
    Listing listing() {
      return book.book().listing();
    }
  }

  private final VenueSymbols<Product> products =
      new VenueSymbols<>(
          CoinbaseProtocol::unlisted,
          listing -> new Product(new StreamedBook(listing, false), new TradeMemory()));

  @Override
  List<Outcome> answered(String url, JsonNode answer) throws BadMessageException {
    if (!url.endsWith("/products")) {
      return passed(NoFact.NOT_KEPT);
    }
    if (!answer.isArray()) {
      return error(answer);
    }
    for (JsonNode product : answer) {
      String base = Json.text(product, "base_currency");
      String quote = Json.text(product, "quote_currency");
      products.list(Json.text(product, "id"), listing(base, quote));
    }
    return passed(NoFact.REFERENCE);
  }

  /** {@code BTC-USD} says itself what it is. */
  private static @Nullable Listing unlisted(String symbol) {
    return symbol.indexOf('-') == symbol.lastIndexOf('-')
            && Instruments.isWellFormed(symbol + VENUE)
        ? new Listing(symbol + VENUE, Unit.BASE)
        : null;
  }

  private static Listing listing(String base, String quote) {
    return new Listing((base + "-" + quote).toUpperCase(Locale.ROOT) + VENUE, Unit.BASE);
  }

  @Override
  List<Outcome> received(JsonNode message, long at) throws BadMessageException {
    String type = Json.text(message, "type");
    return switch (type) {
      case "subscriptions" -> passed(NoFact.CONNECTION);
      case "heartbeat" -> passed(NoFact.HEARTBEAT);
      case "status" -> passed(NoFact.REFERENCE);
      case "ticker" -> passed(NoFact.SUMMARY);
      case "received", "open", "done", "change", "activate" -> passed(NoFact.NOT_KEPT);
      case "error" -> error(message);
      case "snapshot", "l2update", "match", "last_match" -> ofProduct(type, message, at);
      default -> throw new BadMessageException("type is '" + type + "', which is not known");
    };
  }

  private List<Outcome> ofProduct(String type, JsonNode message, long at)
      throws BadMessageException {
    String symbol = Json.text(message, "product_id");
    Product product = products.find(symbol);
    if (product == null) {
      return unknownSymbol(symbol);
    }
    return switch (type) {
      case "match" -> List.of(match(product, message, at));
      case "last_match" -> {
        boolean first = product.trades().add(Json.whole(message, "trade_id"));
        yield passed(first ? NoFact.HISTORY : NoFact.REPEATED);
      }
      default -> List.of(book(product.book(), type.equals("snapshot"), message, at));
    };
  }

  private static Outcome book(StreamedBook book, boolean snapshot, JsonNode message, long at) {
    if (!snapshot && book.isAwaiting()) {
      return new Outcome.Passed(NoFact.AWAITING_SNAPSHOT);
    }
    try {
      LevelChanges levels = new LevelChanges();
      if (snapshot) {
        levels.addAll(true, message.path("bids"));
        levels.addAll(false, message.path("asks"));
        book.begin(levels);
        return book.top(at, at);
      }
      levels.addSided(message.path("changes"));
      long time = WireTime.ofIso(message, "time");
      levels.applyTo(book.book());
      return book.top(time, at);
    } catch (BadMessageException e) {
      return book.unreadable(e);
    }
  }

  private static Outcome match(Product product, JsonNode message, long at)
      throws BadMessageException {
    long id = Json.whole(message, "trade_id");
    long time = WireTime.ofIso(message, "time");
    double price = Json.number(message, "price");
    double size = Json.number(message, "size");
    boolean makerBought = LevelChanges.isBuy(Json.text(message, "side"));
    if (!product.trades().add(id)) {
      return new Outcome.Passed(NoFact.REPEATED);
    }
    Side taker = makerBought ? Side.SELL : Side.BUY;
    return Outcome.of(
        Trade.of(product.listing().instrument(), time, at, Long.toString(id), price, size, taker));
  }
}
