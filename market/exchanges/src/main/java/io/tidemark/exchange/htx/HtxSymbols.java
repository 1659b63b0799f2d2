package io.tidemark.exchange.htx;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.VenueSymbols;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** HTX's symbols, those that mean another contract each week among them. */
final class HtxSymbols {

  /** {@code BTC_CW} and {@code BTC-USDT-CW}. */
  private static final Pattern ROLLING = Pattern.compile("([A-Z0-9]+)(_|-USDT-)(CW|NW|CQ|NQ)");

  private final VenueSymbols<HtxInstrument> symbols =
      new VenueSymbols<>(this::unlisted, HtxInstrument::new);

  /** Products whose whole list has spoken. */
  private final Set<HtxProduct> listed = EnumSet.noneOf(HtxProduct.class);

  private @Nullable Listing unlisted(String symbol) {
    HtxProduct product = HtxProduct.of(symbol);
    return product == null || listed.contains(product) ? null : product.listing(symbol, Double.NaN);
  }

  Iterable<HtxInstrument> all() {
    return symbols.all();
  }

  /**
   * What is remembered of the symbol, or null if it is not known.
   *
   * @param time when it was said, µs since the epoch
   */
  @Nullable HtxInstrument find(String symbol, long time) {
    return symbols.find(lasting(symbol, time));
  }

  /** The symbol that means the same contract for ever. */
  static String lasting(String symbol, long time) {
    Matcher matcher = ROLLING.matcher(symbol);
    if (!matcher.matches()) {
      return symbol;
    }
    String day = HtxWeeks.expiry(matcher.group(3), time);
    return matcher.group(1) + (matcher.group(2).equals("_") ? "" : matcher.group(2)) + day;
  }

  /** Whether only the size of the contract is not known. */
  boolean needsList(String symbol, long time) {
    HtxProduct product = HtxProduct.of(lasting(symbol, time));
    return product == HtxProduct.LINEAR && !listed.contains(product);
  }

  /** Whether the row describes an instrument. */
  static boolean isDescription(JsonNode row) {
    return row.has("contract_size") || row.has("base-currency") || (row.has("bc") && row.has("qc"));
  }

  /**
   * What the row of a list says.
   *
   * @param whole whether the list names all instruments of its product
   * @throws BadMessageException if it is no description
   */
  void list(JsonNode row, boolean whole) throws BadMessageException {
    boolean contract = row.has("contract_size");
    String symbol = symbol(row, contract);
    HtxProduct product = HtxProduct.of(symbol);
    Listing listing = contract ? listing(symbol, product, row) : spot(row);
    if (listing != null) {
      symbols.list(symbol, listing);
    }
    if (whole && product != null) {
      listed.add(product);
    }
  }

  /** After a list: what it does not name is not known. */
  void forgetUnknown() {
    symbols.forgetUnknown();
  }

  private static String symbol(JsonNode row, boolean contract) throws BadMessageException {
    if (contract) {
      return Json.text(row, "contract_code");
    }
    return Json.text(row, row.has("sc") ? "sc" : "symbol");
  }

  private static @Nullable Listing listing(
      String symbol, @Nullable HtxProduct product, JsonNode row) throws BadMessageException {
    double size = Json.number(row, "contract_size");
    if (!(size > 0 && size < Double.POSITIVE_INFINITY)) {
      throw new BadMessageException("contract_size of " + symbol + " is " + size);
    }
    return product == null ? null : product.listing(symbol, size);
  }

  private static Listing spot(JsonNode row) throws BadMessageException {
    return row.has("bc")
        ? HtxProduct.spot(Json.text(row, "bc"), Json.text(row, "qc"))
        : HtxProduct.spot(Json.text(row, "base-currency"), Json.text(row, "quote-currency"));
  }
}
