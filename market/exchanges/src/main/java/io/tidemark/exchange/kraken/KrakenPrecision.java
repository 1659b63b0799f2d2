package io.tidemark.exchange.kraken;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * With how many decimals a pair's prices and sizes are written: for messages whose numbers another
 * program wrote anew, without the zeros at their end.
 */
record KrakenPrecision(int price, int size) {

  private static final int MOST = 20;

  boolean isPossible() {
    return price >= 0 && price <= MOST && size >= 0 && size <= MOST;
  }

  /** The digits of a level as the checksum wants them. */
  String digits(double levelPrice, double levelSize) {
    return digits(levelPrice, price) + digits(levelSize, size);
  }

  private static String digits(double number, int decimals) {
    return BigDecimal.valueOf(number)
        .setScale(decimals, RoundingMode.HALF_UP)
        .unscaledValue()
        .toString();
  }
}
