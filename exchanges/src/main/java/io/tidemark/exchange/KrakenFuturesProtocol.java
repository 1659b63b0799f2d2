package io.tidemark.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Kraken Futures' WebSocket feeds, version 1: book, trade, ticker_lite.
 *
 * <p>Chain rule: a change of a product's book has the number of the one before plus 1. Inverse
 * contracts, {@code pi_} and {@code fi_}, are worth a fixed amount of USD.
 */
final class KrakenFuturesProtocol extends TextProtocol {

  private static final int QUOTE_LETTERS = 3;

  private static final class Product {
    private final StreamedBook book;
    private final TradeMemory trades = new TradeMemory();
    private long sequence;

    Product(Listing listing) {
      this.book = new StreamedBook(listing, true);
    }

    Listing listing() {
      return book.book().listing();
    }
  }

  private final VenueSymbols<Product> products =
      new VenueSymbols<>(KrakenFuturesProtocol::unlisted, Product::new);

  @Override
  List<Outcome> answered(String url, JsonNode answer) throws BadMessageException {
    if (!url.endsWith("/instruments")) {
      return passed(NoFact.NOT_KEPT);
    }
    if (!answer.path("result").asText().equals("success")) {
      return error(answer);
    }
    for (JsonNode product : answer.path("instruments")) {
      String symbol = Json.text(product, "symbol").toUpperCase(Locale.ROOT);
      String instrument = instrument(symbol);
      Unit unit = instrument == null ? null : unit(product);
      if (instrument != null && unit != null) {
        products.list(symbol, new Listing(instrument, unit));
      }
    }
    return passed(NoFact.REFERENCE);
  }

  /** Null for what is no contract, such as an index. */
  private static @Nullable Unit unit(JsonNode product) throws BadMessageException {
    return switch (Json.text(product, "type")) {
      case "futures_inverse" -> new Unit.Inverse(Json.number(product, "contractSize"));
      case "futures_vanilla", "flexible_futures" ->
          new Unit.Linear(Json.number(product, "contractSize"));
      default -> null;
    };
  }

  /** Inverse contracts were 1 USD ever since; of others the symbol does not tell the size. */
  private static @Nullable Listing unlisted(String symbol) {
    String instrument = instrument(symbol);
    return instrument != null && (symbol.startsWith("PI_") || symbol.startsWith("FI_"))
        ? new Listing(instrument, new Unit.Inverse(1))
        : null;
  }

  /** {@code PI_XBTUSD} is BTC-USD-PERP, {@code FI_XBTUSD_210924} is BTC-USD-210924. */
  private static @Nullable String instrument(String symbol) {
    String[] parts = symbol.split("_", -1);
    if (parts.length < 2 || parts.length > 3 || parts[1].length() <= QUOTE_LETTERS) {
      return null;
    }
    int end = parts[1].length() - QUOTE_LETTERS;
    String base = KrakenAssets.common(parts[1].substring(0, end));
    String quote = KrakenAssets.common(parts[1].substring(end));
    String kind = parts.length == 2 ? "PERP" : parts[2];
    return base + "-" + quote + "-" + kind + "@kraken_futures";
  }

  @Override
  List<Outcome> received(JsonNode message, long at) throws BadMessageException {
    if (message.has("event")) {
      return switch (Json.text(message, "event")) {
        case "error", "subscribed_failed", "alert" -> error(message);
        default -> passed(NoFact.CONNECTION);
      };
    }
    String feed = Json.text(message, "feed");
    return switch (feed) {
      case "heartbeat" -> passed(NoFact.HEARTBEAT);
      case "ticker", "ticker_lite" -> passed(NoFact.SUMMARY);
      case "book_snapshot", "book", "trade_snapshot", "trade" -> ofProduct(feed, message, at);
      default -> throw new BadMessageException("feed is '" + feed + "', which is not known");
    };
  }

  private List<Outcome> ofProduct(String feed, JsonNode message, long at)
      throws BadMessageException {
    String symbol = Json.text(message, "product_id").toUpperCase(Locale.ROOT);
    Product product = products.find(symbol);
    if (product == null) {
      return unknownSymbol(symbol);
    }
    return switch (feed) {
      case "trade" -> List.of(trade(product, message, at));
      case "trade_snapshot" -> {
        for (JsonNode trade : message.path("trades")) {
          product.trades.add(Json.whole(trade, "seq"));
        }
        yield passed(NoFact.HISTORY);
      }
      default -> List.of(book(product, feed.equals("book_snapshot"), message, at));
    };
  }

  private static Outcome book(Product product, boolean snapshot, JsonNode message, long at) {
    try {
      return snapshot ? snapshot(product, message, at) : change(product, message, at);
    } catch (BadMessageException e) {
      return product.book.unreadable(e);
    }
  }

  private static Outcome snapshot(Product product, JsonNode message, long at)
      throws BadMessageException {
    LevelChanges levels = new LevelChanges();
    for (JsonNode level : list(message, "bids")) {
      levels.add(true, Json.number(level, "price"), Json.number(level, "qty"));
    }
    for (JsonNode level : list(message, "asks")) {
      levels.add(false, Json.number(level, "price"), Json.number(level, "qty"));
    }
    long time = WireTime.ofMillis(message, "timestamp");
    product.sequence = Json.whole(message, "seq");
    product.book.begin(levels);
    return product.book.top(time, at);
  }

  private static JsonNode list(JsonNode message, String field) throws BadMessageException {
    if (!message.path(field).isArray()) {
      throw new BadMessageException(field + " is no list");
    }
    return message.path(field);
  }

  private static Outcome change(Product product, JsonNode message, long at)
      throws BadMessageException {
    StreamedBook book = product.book;
    if (book.isAwaiting()) {
      return new Outcome.Passed(NoFact.AWAITING_SNAPSHOT);
    }
    long sequence = Json.whole(message, "seq");
    if (sequence <= product.sequence) {
      return new Outcome.Passed(NoFact.SUPERSEDED);
    }
    if (sequence != product.sequence + 1) {
      long missing = sequence - product.sequence - 1;
      return book.lost(
          missing + " changes are missing between " + product.sequence + " and " + sequence);
    }
    LevelChanges levels = new LevelChanges();
    boolean bid = LevelChanges.isBuy(Json.text(message, "side"));
    levels.add(bid, Json.number(message, "price"), Json.number(message, "qty"));
    long time = WireTime.ofMillis(message, "timestamp");
    product.sequence = sequence;
    levels.applyTo(book.book());
    return book.top(time, at);
  }

  private static Outcome trade(Product product, JsonNode message, long at)
      throws BadMessageException {
    String type = Json.text(message, "type");
    if (!type.equals("fill") && !type.equals("liquidation")) {
      return new Outcome.Refused(
          RejectReason.INCONSISTENT,
          "type is '" + type + "': not a trade between two in the market");
    }
    String id = Json.text(message, "uid");
    long time = WireTime.ofMillis(message, "time");
    double price = Json.number(message, "price");
    double quantity = product.listing().unit().base(Json.number(message, "qty"), price);
    Side taker = LevelChanges.isBuy(Json.text(message, "side")) ? Side.BUY : Side.SELL;
    if (!product.trades.add(Json.whole(message, "seq"))) {
      return new Outcome.Passed(NoFact.REPEATED);
    }
    return Outcome.of(
        Trade.of(product.listing().instrument(), time, at, id, price, quantity, taker));
  }
}
