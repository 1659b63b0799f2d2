package io.tidemark.exchange.kraken;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * With how many decimals a pair's prices and sizes are written: for messages whose numbers another
 * program wrote anew, without the zeros at their end.
 */
record KrakenPrecision(int price, int size) {

  private static final int MOST = 20;

  /** With how many decimals nearly all sizes are written. */
  private static final int USUAL_SIZE = 8;

  /** What the levels of a whole book suggest: some price will need its last decimal. */
  static KrakenPrecision likely(List<KrakenLevel> levels) {
    int price = 0;
    for (KrakenLevel level : levels) {
      price = Math.max(price, BigDecimal.valueOf(level.price()).stripTrailingZeros().scale());
    }
    return new KrakenPrecision(Math.min(price, MOST), USUAL_SIZE);
  }

  boolean isPossible() {
    return price >= 0 && price <= MOST && size >= 0 && size <= MOST;
  }

  /** The digits of a level as the checksum wants them. */
  byte[] digits(double levelPrice, double levelSize) {
    String digits = digits(levelPrice, price) + digits(levelSize, size);
    return digits.getBytes(StandardCharsets.US_ASCII);
  }

  private static String digits(double number, int decimals) {
    return BigDecimal.valueOf(number)
        .setScale(decimals, RoundingMode.HALF_UP)
        .unscaledValue()
        .toString();
  }
}
