package io.tidemark.exchange.kraken;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.JsonProtocol;
import io.tidemark.exchange.protocol.Listing;
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
 * Kraken Futures' WebSocket feeds, version 1: book, trade, ticker_lite.
 *
 * <p>Chain rule: a change of a product's book has the number of the one before plus 1. Inverse
 * contracts, {@code pi_} and {@code fi_}, are worth a fixed amount of USD.
 */
public final class KrakenFuturesProtocol extends JsonProtocol {

  private static final int QUOTE_LETTERS = 3;

  private static final class Product {
    private final TrackedBook book;
    private final TrackedTrades trades;
    private long sequence;

    Product(Listing listing) {
      this.book = new TrackedBook(listing, TrackedBook.Loss.BY_CHAIN);
      this.trades = new TrackedTrades(listing);
    }
  }

  private final VenueSymbols<Product> products =
      new VenueSymbols<>(KrakenFuturesProtocol::unlisted, Product::new);

  @Override
  protected List<Outcome> answered(String url, JsonNode answer, long at)
      throws BadMessageException {
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
  protected List<Outcome> received(JsonNode message, long at) throws BadMessageException {
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
          product.trades.history(Json.text(trade, "uid"));
        }
        yield passed(NoFact.HISTORY);
      }
      case "book_snapshot" -> List.of(product.book.snapshot(() -> snapshot(product, message, at)));
      default -> List.of(product.book.change(() -> change(product, message, at)));
    };
  }

  private static Outcome snapshot(Product product, JsonNode message, long at)
      throws BadMessageException {
    for (JsonNode level : Json.array(message, "bids")) {
      product.book.set(true, Json.number(level, "price"), Json.number(level, "qty"));
    }
    for (JsonNode level : Json.array(message, "asks")) {
      product.book.set(false, Json.number(level, "price"), Json.number(level, "qty"));
    }
    product.sequence = Json.whole(message, "seq");
    return product.book.outcome(WireTime.ofMillis(message, "timestamp"), at);
  }

  private static Outcome change(Product product, JsonNode message, long at)
      throws BadMessageException {
    long sequence = Json.whole(message, "seq");
    if (sequence <= product.sequence) {
      return new Outcome.Passed(NoFact.SUPERSEDED);
    }
    if (sequence != product.sequence + 1) {
      long missing = sequence - product.sequence - 1;
      return product.book.lost(
          missing + " changes are missing between " + product.sequence + " and " + sequence);
    }
    boolean bid = Json.buys(message, "side");
    product.book.set(bid, Json.number(message, "price"), Json.number(message, "qty"));
    product.sequence = sequence;
    return product.book.outcome(WireTime.ofMillis(message, "timestamp"), at);
  }

  private static Outcome trade(Product product, JsonNode message, long at)
      throws BadMessageException {
    String type = Json.text(message, "type");
    if (!type.equals("fill") && !type.equals("liquidation")) {
      return new Outcome.Refused(
          RejectReason.INCONSISTENT,
          "type is '" + type + "': not a trade between two in the market");
    }
    double price = Json.number(message, "price");
    return product.trades.trade(
        Json.text(message, "uid"),
        WireTime.ofMillis(message, "time"),
        at,
        price,
        product.book.listing().unit().base(Json.number(message, "qty"), price),
        Json.side(message, "side"));
  }
}
