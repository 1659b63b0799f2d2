package io.tidemark.exchange.coinbase;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.JsonProtocol;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.TrackedBook;
import io.tidemark.exchange.protocol.TrackedTrades;
import io.tidemark.exchange.protocol.Unit;
import io.tidemark.exchange.protocol.VenueSymbols;
import io.tidemark.exchange.protocol.WireTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Coinbase Pro's WebSocket feed as it was in 2021: channels level2, matches, ticker.
 *
 * <p>Level2 has no sequence number: a crossed book is the only sign of a lost change. An empty side
 * is none, since a product that is wound down may have one. A match names the maker's side.
 */
public final class CoinbaseProtocol extends JsonProtocol {

  private static final String VENUE = "@coinbase";

  private record Product(TrackedBook book, TrackedTrades trades) {
    Product(Listing listing) {
      this(new TrackedBook(listing, TrackedBook.Loss.BY_CROSSING), new TrackedTrades(listing));
    }
  }

  private final VenueSymbols<Product> products =
      new VenueSymbols<>(CoinbaseProtocol::unlisted, Product::new);

  @Override
  protected void unreadable() {
    products.all().forEach(product -> product.book().forget());
  }

  @Override
  protected List<Outcome> answered(String url, JsonNode answer, long at)
      throws BadMessageException {
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

  /** Answers of {@code /products/ID/trades}: side is the maker's, as in a match. */
  @Override
  public List<Trade> pastTrades(String symbol, Message answer) {
    Product product = products.find(symbol);
    return product == null
        ? List.of()
        : pastTrades(
            answer, row -> List.of(pastTrade(product.book().listing(), row, answer.at())));
  }

  private static Outcome pastTrade(Listing listing, JsonNode row, long at)
      throws BadMessageException {
    return Outcome.of(
        Trade.of(
            listing.instrument(),
            WireTime.ofIso(row, "time"),
            at,
            Long.toString(Json.whole(row, "trade_id")),
            Json.number(row, "price"),
            Json.number(row, "size"),
            Json.buys(row, "side") ? Side.SELL : Side.BUY));
  }

  /** {@code BTC-USD} says itself what it is. */
  private static @Nullable Listing unlisted(String symbol) {
    return symbol.indexOf('-') == symbol.lastIndexOf('-')
        ? new Listing(symbol + VENUE, Unit.BASE)
        : null;
  }

  private static Listing listing(String base, String quote) {
    return new Listing((base + "-" + quote).toUpperCase(Locale.ROOT) + VENUE, Unit.BASE);
  }

  @Override
  protected List<Outcome> received(JsonNode message, long at) throws BadMessageException {
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
    return List.of(
        switch (type) {
          case "match" -> match(product.trades(), message, at);
          case "last_match" ->
              product.trades().history(Long.toString(Json.whole(message, "trade_id")));
          case "snapshot" -> snapshot(product.book(), message, at);
          default -> change(product.book(), message, at);
        });
  }

  private static Outcome snapshot(TrackedBook book, JsonNode message, long at) {
    return book.snapshot(
        () -> {
          book.setAll(true, Json.array(message, "bids"));
          book.setAll(false, Json.array(message, "asks"));
          return book.outcome(at, at);
        });
  }

  private static Outcome change(TrackedBook book, JsonNode message, long at) {
    return book.change(
        () -> {
          book.setSided(Json.array(message, "changes"));
          return book.outcome(WireTime.ofIso(message, "time"), at);
        });
  }

  private static Outcome match(TrackedTrades trades, JsonNode message, long at)
      throws BadMessageException {
    String id = Long.toString(Json.whole(message, "trade_id"));
    long time = WireTime.ofIso(message, "time");
    double price = Json.number(message, "price");
    double size = Json.number(message, "size");
    Side taker = Json.buys(message, "side") ? Side.SELL : Side.BUY;
    return trades.trade(id, time, at, price, size, taker);
  }
}
