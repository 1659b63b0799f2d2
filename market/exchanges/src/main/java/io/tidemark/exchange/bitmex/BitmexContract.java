package io.tidemark.exchange.bitmex;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Unit;
import io.tidemark.exchange.protocol.WireTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the symbols of BitMEX stand for. */
final class BitmexContract {

  private static final String PERPETUAL = "FFWCSX";
  private static final String FUTURE = "FFCCSX";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private BitmexContract() {}

  /**
   * The contract that a row of the list of instruments describes; null if it is of no kind read.
   */
  static @Nullable Listing listing(JsonNode row) throws BadMessageException {
    String type = Json.text(row, "typ");
    if (!type.equals(PERPETUAL) && !type.equals(FUTURE)) {
      return null;
    }
    String kind =
        type.equals(PERPETUAL)
            ? "PERP"
            : DAY.format(Instant.EPOCH.plusMillis(WireTime.ofIso(row, "expiry") / 1_000));
    String pair = currency(row, "underlying") + "-" + currency(row, "quoteCurrency");
    return new Listing(pair + "-" + kind + "@bitmex", unit(row));
  }

  private static Unit unit(JsonNode row) throws BadMessageException {
    if (row.path("isQuanto").asBoolean()) {
      return new Unit.Quanto();
    }
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
}
