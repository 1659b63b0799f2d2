package io.tidemark.core.risk;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Numbers with units as people read them, the same in every locale. */
final class Words {

  private Words() {}

  /** At most {@code decimals} digits behind the point, none that say nothing. */
  static String number(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /** A fraction as percent: {@code 0.083} is {@code 8.3 %}. */
  static String percent(double fraction, int decimals) {
    return number(100 * fraction, decimals) + " %";
  }

  /** How long: {@code 420 s}, or from an hour on {@code 9.5 h}. */
  static String duration(long micros) {
    return micros >= 3_600_000_000L
        ? number(micros / 3.6e9, 1) + " h"
        : number(micros / 1e6, 3) + " s";
  }

  /** Microseconds since the epoch as {@code 2024-01-31T12:00:00Z}. */
  static String time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }
}
