package io.tidemark.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a symbol of BitMEX stands for.
 *
 * @param listing its unit, where {@code quanto}, is that of {@code homeNotional}
 * @param quanto whether a contract is worth a fixed amount of the settlement currency for each unit
 *     of the price: what it is in the base currency moves with the settlement currency's price,
 *     which a book does not say
 */
record BitmexContract(Listing listing, boolean quanto) {

  private static final String PERPETUAL = "FFWCSX";
  private static final String FUTURE = "FFCCSX";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * The contract that a row of the list of instruments describes; null if it is of no kind read.
   */
  static @Nullable BitmexContract of(JsonNode row) throws BadMessageException {
    String type = Json.text(row, "typ");
    if (!type.equals(PERPETUAL) && !type.equals(FUTURE)) {
      return null;
    }
    String kind =
        type.equals(PERPETUAL)
            ? "PERP"
            : DAY.format(Instant.EPOCH.plusMillis(EventTime.ofIso(row, "expiry") / 1_000));
    String pair = currency(row, "underlying") + "-" + currency(row, "quoteCurrency");
    boolean quanto = row.path("isQuanto").asBoolean();
    Unit unit = quanto ? Unit.BASE : unit(row);
    return new BitmexContract(new Listing(pair + "-" + kind + "@bitmex", unit), quanto);
  }

  private static Unit unit(JsonNode row) throws BadMessageException {
    double multiplier = Json.number(row, "multiplier");
    if (row.path("isInverse").asBoolean()) {
      return new Unit.Inverse(
          positive(multiplier / Json.number(row, "underlyingToSettleMultiplier")));
    }
    return new Unit.Linear(
        positive(
            row.hasNonNull("underlyingToPositionMultiplier")
                ? 1 / Json.number(row, "underlyingToPositionMultiplier")
                : multiplier / Json.number(row, "quoteToSettleMultiplier")));
  }

  private static double positive(double perContract) throws BadMessageException {
    if (!(perContract > 0 && perContract < Double.POSITIVE_INFINITY)) {
      throw new BadMessageException("a contract is worth " + perContract);
    }
    return perContract;
  }

  private static String currency(JsonNode row, String field) throws BadMessageException {
    String name = Json.text(row, field).toUpperCase(Locale.ROOT);
    return name.equals("XBT") ? "BTC" : name;
  }

  /** The reason why the book of a quanto contract is not read. */
  String whyNoBook() {
    return listing.instrument()
        + " is a quanto contract: what it is in the base currency moves with the price of its"
        + " settlement currency, which the book does not say";
  }
}
