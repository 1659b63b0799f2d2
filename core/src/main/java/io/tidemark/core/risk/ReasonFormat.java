package io.tidemark.core.risk;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Numbers with units as people read them, the same in every locale. */
final class ReasonFormat {

  private static final int[] TENS = {1, 10, 100, 1_000};

  /** Below this, so many digits are exact enough to be rounded without big numbers. */
  private static final double PLAIN = 1e6;

  /** So close to a half, it is the shortest decimal form of the number that decides. */
  private static final double NEAR_HALF = 1e-6;

  /** A double has no more digits than that which tell anything. */
  private static final int MOST_DECIMALS = 17;

  private static final long HOUR = 3_600_000_000L;
  private static final int HOUR_DECIMALS = 1;
  private static final int SECOND_DECIMALS = 3;

  private ReasonFormat() {}

  /** At most {@code decimals} digits behind the point, none that say nothing; half to even. */
  static String number(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    if (decimals < TENS.length && Math.abs(value) < PLAIN) {
      double scaled = Math.abs(value) * TENS[decimals];
      double whole = Math.floor(scaled);
      if (Math.abs(scaled - whole - 0.5) > NEAR_HALF) {
        return plain(value < 0, (long) Math.rint(scaled), TENS[decimals]);
      }
    }
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  private static String plain(boolean negative, long scaled, int tens) {
    if (scaled == 0) {
      return "0";
    }
    StringBuilder text = new StringBuilder(12);
    if (negative) {
      text.append('-');
    }
    text.append(scaled / tens);
    long rest = scaled % tens;
    if (rest > 0) {
      text.append('.');
    }
    for (int digit = tens / 10; rest > 0; digit /= 10) {
      text.append((char) ('0' + rest / digit));
      rest %= digit;
    }
    return text.toString();
  }

  /** So many digits, zeros before the first one left aside. */
  static String significant(double value, int digits) {
    if (!Double.isFinite(value) || value == 0) {
      return value == 0 ? "0" : Double.toString(value);
    }
    BigDecimal rounded =
        BigDecimal.valueOf(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    return rounded.stripTrailingZeros().toPlainString();
  }

  /** A fraction as percent: {@code 0.083} is {@code 8.3 %}. */
  static String percent(double fraction, int decimals) {
    return number(100 * fraction, decimals) + " %";
  }

  /**
   * How many digits behind the point tell a number from its limit: as few as differ, at least
   * {@code least}. Equal numbers, and one that is not there, have that many.
   */
  static int decimals(double value, double limit, int least) {
    int decimals = least;
    while (decimals < MOST_DECIMALS
        && value != limit
        && number(value, decimals).equals(number(limit, decimals))) {
      decimals++;
    }
    return decimals;
  }

  /** The same for fractions that are shown as percent. */
  static int percentDecimals(double fraction, double limit, int least) {
    return decimals(100 * fraction, 100 * limit, least);
  }

  /** How long: {@code 420 s}, or from an hour on {@code 9.5 h}. */
  static String duration(long micros) {
    return micros >= HOUR ? hours(micros, HOUR_DECIMALS) : seconds(micros, SECOND_DECIMALS);
  }

  /** The same with so many digits that it does not look like {@code limit}, µs as well. */
  static String durationBeside(long micros, long limit) {
    return micros >= HOUR
        ? hours(micros, decimals(micros / 3.6e9, limit / 3.6e9, HOUR_DECIMALS))
        : seconds(micros, decimals(micros / 1e6, limit / 1e6, SECOND_DECIMALS));
  }

  private static String hours(long micros, int decimals) {
    return number(micros / 3.6e9, decimals) + " h";
  }

  private static String seconds(long micros, int decimals) {
    return number(micros / 1e6, decimals) + " s";
  }

  /** Microseconds since the epoch as {@code 2024-01-31T12:00:00Z}. */
  static String time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }
}
