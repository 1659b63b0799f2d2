package io.tidemark.exchange.okx;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Unit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How OKX names instruments: {@code BTC-USDT} is spot, {@code BTC-USDT-SWAP} a perpetual, {@code
 * BTC-USD-250328} a future. {@code BTC-USD_UM-SWAP} is linear, settled in several kinds of USD;
 * {@code BTC-USD_UM_XPERP-310404} is a perpetual that ends all the same.
 *
 * @param base currency
 * @param quote currency
 * @param family what stands after the quote; empty for most
 * @param term SWAP, a day, or empty for spot
 */
record OkxName(String base, String quote, String family, String term) {

  /** The kinds of instruments, each with a list of its own. */
  enum Kind {
    SPOT,
    SWAP,
    FUTURES
  }

  private static final Pattern FORM =
      Pattern.compile("([A-Z0-9]+)-([A-Z0-9]+)((?:_[A-Z]+)*)(?:-(SWAP|\\d{6}))?");
  private static final Pattern OPTION = Pattern.compile("[A-Z0-9_-]+-\\d{6}-[\\d.]+-[CP]");
  private static final String PERPETUAL = "PERP";
  private static final String INVERSE_QUOTE = "USD";

  /** The parts of an id; null where it has another form. */
  static @Nullable OkxName of(String id) {
    Matcher matcher = FORM.matcher(id);
    if (!matcher.matches()) {
      return null;
    }
    String term = matcher.group(4) == null ? "" : matcher.group(4);
    String family = matcher.group(3).replace("_", "");
    return term.isEmpty() && !family.isEmpty()
        ? null
        : new OkxName(matcher.group(1), matcher.group(2), family, term);
  }

  /** Whether the id is an option's. */
  static boolean isOption(String id) {
    return OPTION.matcher(id).matches();
  }

  Kind kind() {
    return term.isEmpty() ? Kind.SPOT : term.equals("SWAP") ? Kind.SWAP : Kind.FUTURES;
  }

  /** What the name stands for by its own letters. */
  Listing listing() {
    return kind() == Kind.SPOT
        ? listing(Unit.BASE)
        : listing(
            quote.equals(INVERSE_QUOTE) && family.isEmpty()
                ? OkxContracts.inverse(base)
                : OkxContracts.linear(base, quote));
  }

  private Listing listing(Unit unit) {
    String pair = base + "-" + quote;
    String kind = family + (kind() == Kind.SWAP ? PERPETUAL : term);
    if (family.endsWith("XPERP")) {
      kind = "XPERP" + term;
    }
    return new Listing(pair + (kind.isEmpty() ? "" : "-" + kind) + "@okx", unit);
  }

  /**
   * What a row of the venue's instrument list says of it; null for a contract whose worth is no
   * fixed amount of either currency.
   *
   * @throws BadMessageException if it is no such row
   */
  @Nullable Listing listed(JsonNode row) throws BadMessageException {
    if (kind() == Kind.SPOT) {
      return listing(Unit.BASE);
    }
    boolean third = row.has("contract_val");
    double size = Json.number(row, third ? "contract_val" : "ctVal");
    if (Json.says(row, "ctMult")) {
      size *= Json.number(row, "ctMult");
    }
    if (!(size > 0 && size < Double.POSITIVE_INFINITY)) {
      throw new BadMessageException("the contract of " + base + "-" + quote + " is worth " + size);
    }
    String currency = row.path(third ? "contract_val_currency" : "ctValCcy").asText();
    boolean inverse =
        third
            ? row.path("is_inverse").asText().equals("true")
            : row.path("ctType").asText().equals("inverse");
    if (inverse) {
      return listing(new Unit.Inverse(size));
    }
    return currency.equals(base) ? listing(new Unit.Linear(size)) : listing(new Unit.Quanto());
  }
}
