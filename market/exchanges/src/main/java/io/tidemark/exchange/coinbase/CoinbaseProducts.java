package io.tidemark.exchange.coinbase;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Unit;
import io.tidemark.exchange.protocol.VenueSymbols;
import io.tidemark.exchange.protocol.WireTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Coinbase's products. {@code BTC-USD} and {@code BTC-PERP-INTX} say themselves what they are, with
 * or without a list; what a future such as {@code BIT-24APR26-CDE} is worth is told by the list
 * alone.
 */
final class CoinbaseProducts {

  private static final String VENUE = "@coinbase";
  private static final String INTERNATIONAL = "-PERP-INTX";
  private static final String DERIVATIVES = "-CDE";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final VenueSymbols<CoinbaseProduct> products =
      new VenueSymbols<>(CoinbaseProducts::unlisted, CoinbaseProduct::new);

  /** Which future has an instrument: the list may hold contracts of two sizes for one expiry. */
  private final Map<String, String> futures = new HashMap<>();

  @Nullable CoinbaseProduct find(String id) {
    return products.find(id);
  }

  List<CoinbaseProduct> all() {
    return products.all();
  }

  /** Whether it is a future, whose size the name does not tell. */
  static boolean isFuture(String id) {
    return id.endsWith(DERIVATIVES);
  }

  private static @Nullable Listing unlisted(String id) {
    if (id.endsWith(INTERNATIONAL)) {
      String base = id.substring(0, id.length() - INTERNATIONAL.length());
      return new Listing(base + "-USDC-PERP" + VENUE, Unit.BASE);
    }
    return id.indexOf('-') == id.lastIndexOf('-') ? new Listing(id + VENUE, Unit.BASE) : null;
  }

  /**
   * A row of the Exchange's list.
   *
   * @throws BadMessageException if it is none
   */
  void list(JsonNode row) throws BadMessageException {
    String base = Json.text(row, "base_currency");
    String quote = Json.text(row, "quote_currency");
    products.list(Json.text(row, "id"), new Listing(instrument(base, quote, ""), Unit.BASE));
  }

  /**
   * A row of Advanced Trade's list.
   *
   * @throws BadMessageException if it is none
   */
  void listAdvanced(JsonNode row) throws BadMessageException {
    String id = Json.text(row, "product_id");
    String quote = Json.text(row, "quote_currency_id");
    JsonNode future = row.path("future_product_details");
    if (!row.path("product_type").asText().equals("FUTURE")) {
      String base = Json.text(row, "base_currency_id");
      products.list(id, new Listing(instrument(base, quote, ""), Unit.BASE));
    } else if (!id.endsWith(INTERNATIONAL)) {
      String root = Json.text(future, "contract_root_unit");
      String instrument = instrument(root, quote, "-" + term(future));
      double size = Json.number(future, "contract_size");
      boolean fits = futures.size() < VenueSymbols.MOST || futures.containsKey(instrument);
      if (fits && id.equals(futures.computeIfAbsent(instrument, any -> id))) {
        products.list(id, new Listing(instrument, new Unit.Linear(size)));
      }
    }
  }

  /** Perpetuals of the derivatives exchange expire some years ahead, but have a funding rate. */
  private static String term(JsonNode future) throws BadMessageException {
    boolean perpetual =
        future.path("contract_expiry_type").asText().equals("PERPETUAL")
            || !future.path("funding_rate").asText("").isEmpty();
    return perpetual
        ? "PERP"
        : DAY.format(
            Instant.EPOCH.plus(WireTime.ofIso(future, "contract_expiry"), ChronoUnit.MICROS));
  }

  private static String instrument(String base, String quote, String term) {
    return (base + "-" + quote + term).toUpperCase(Locale.ROOT) + VENUE;
  }
}
