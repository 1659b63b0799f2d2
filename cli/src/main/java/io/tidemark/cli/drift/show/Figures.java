package io.tidemark.cli.drift.show;

import java.util.Locale;

/** Numbers as the evidence shows them. */
final class Figures {

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
    String text = String.format(Locale.ROOT, "%." + digits + "f", value);
    return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
  }

  /** A fraction from 0 to 1. */
  static String fraction(double fraction) {
    return fixed(fraction, "%.3f");
  }

  /** With a sign, two decimals. */
  static String signed(double value) {
    return fixed(value, "%+.2f");
  }

  /** Two decimals. */
  static String plain(double value) {
    return fixed(value, "%.2f");
  }

  /** A count with its thousands apart. */
  static String count(double count) {
    return String.format(Locale.ROOT, "%,.0f", count);
  }

  /** A p-value; what is smaller than a double can tell is said so. */
  static String probability(double p) {
    if (Double.isNaN(p)) {
      return UNKNOWN;
    }
    if (p < 1e-300) {
      return "below 1e-300";
    }
    return String.format(Locale.ROOT, p < 0.001 ? "%.1e" : "%.3f", p);
  }

  private static String fixed(double value, String format) {
    if (Double.isNaN(value)) {
      return UNKNOWN;
    }
    String text = String.format(Locale.ROOT, format, value);
    return text.matches("-0\\.0+") ? text.substring(1) : text;
  }
}
