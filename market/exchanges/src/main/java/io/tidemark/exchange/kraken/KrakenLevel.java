package io.tidemark.exchange.kraken;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * A level with the digits with which it was sent, for checksums are over them.
 *
 * @param bid whether it is a bid
 * @param price quote per base
 * @param size base; 0 where the level is gone
 * @param digits those of price and size, without point and leading zeros
 */
@SuppressWarnings("ArrayRecordComponent") // read once, by the book
record KrakenLevel(boolean bid, double price, double size, byte[] digits) {

  private static final int MOST_DIGITS = 40;
  private static final int DIGITS_OF_A_LONG = 18;

  /**
   * Of version 1: {@code ["5541.3", "2.507", "1534614248.123678"]}.
   *
   * @throws BadMessageException if it is none
   */
  static KrakenLevel ofArray(boolean bid, JsonNode row) throws BadMessageException {
    if (!row.path(0).isTextual() || !row.path(1).isTextual()) {
      throw new BadMessageException("a level is " + row + ", not price and volume as text");
    }
    String digits = digits(row.path(0).textValue()) + digits(row.path(1).textValue());
    return new KrakenLevel(bid, Json.number(row, 0), Json.number(row, 1), ascii(digits));
  }

  /**
   * Of version 2: {@code {"price": 5541.3, "qty": 2.507}}.
   *
   * @throws BadMessageException if it is none
   */
  static KrakenLevel ofObject(boolean bid, JsonNode row) throws BadMessageException {
    double price = Json.number(row, "price");
    double size = Json.number(row, "qty");
    String digits = digits(row.path("price")) + digits(row.path("qty"));
    return new KrakenLevel(bid, price, size, ascii(digits));
  }

  private static byte[] ascii(String digits) {
    return digits.getBytes(StandardCharsets.US_ASCII);
  }

  private static String digits(JsonNode number) throws BadMessageException {
    if (!number.isBigDecimal()) {
      return digits(number.asText());
    }
    BigDecimal exact = number.decimalValue();
    if (exact.precision() > MOST_DIGITS || exact.scale() < 0 || exact.scale() > MOST_DIGITS) {
      throw new BadMessageException("a level has the number " + exact);
    }
    return exact.precision() <= DIGITS_OF_A_LONG
        ? Long.toString(exact.movePointRight(exact.scale()).longValue())
        : exact.unscaledValue().toString();
  }

  private static String digits(String number) {
    String digits = number.replace(".", "");
    int first = 0;
    while (first < digits.length() && digits.charAt(first) == '0') {
      first++;
    }
    return digits.substring(first);
  }
}
