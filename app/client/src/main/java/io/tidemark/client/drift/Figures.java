package io.tidemark.client.drift;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as the evidence shows them. */
public final class Figures {

  static final String UNKNOWN = "not known";

  private Figures() {}

  /** A value of a feature, whatever its size, in at most ten characters or so. */
  static String value(double value) {
    if (Double.isNaN(value)) {
      return UNKNOWN;
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+infinity" : "-infinity";
    }
    if (value == 0) {
      return "0"; // -0.0 too
    }
    double size = Math.abs(value);
    if (size >= 1e7 || size < 1e-4) {
      return String.format(Locale.ROOT, "%.4g", value);
    }
    int digits = Math.max(0, 4 - (int) Math.floor(Math.log10(size)));
    String text =
        BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
  }

  /** A fraction from 0 to 1. */
  static String fraction(double fraction) {
    return known(fraction, String.format(Locale.ROOT, "%.3f", fraction));
  }

  /** With a sign, two decimals. */
  static String signed(double value) {
    return known(value, String.format(Locale.ROOT, "%+.2f", value));
  }

  /** Two decimals. */
  static String plain(double value) {
    return known(value, String.format(Locale.ROOT, "%.2f", value));
  }

  /** A count with its thousands apart. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** A p-value; what is smaller than a double can tell is said so. */
  static String probability(double p) {
    if (Double.isNaN(p)) {
      return UNKNOWN;
    }
    if (p < 1e-300) {
      return "below 1e-300";
    }
    return p < 0.001
        ? String.format(Locale.ROOT, "%.1e", p)
        : String.format(Locale.ROOT, "%.3f", p);
  }

  private static String known(double value, String text) {
    if (Double.isNaN(value)) {
      return UNKNOWN;
    }
    return text.matches("-0\\.0+") ? text.substring(1) : text;
  }
}
