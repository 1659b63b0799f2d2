package io.tidemark.core.decision;

/**
 * Numbers of a reason with a fixed count of digits behind the point, half up. A {@link
 * java.util.Formatter} costs more than the decision itself.
 */
final class RoundedText {

  private static final long[] TENS = {1, 10, 100, 1_000};

  /** From here on a number has no such digits to be rounded. */
  private static final double LARGEST = 1e12;

  private RoundedText() {}

  /**
   * A number; one that is not finite, or very large, as Java writes it.
   *
   * @param decimals 0 to 3
   */
  static String of(double value, int decimals) {
    if (!(Math.abs(value) < LARGEST)) {
      return Double.toString(value);
    }
    long tens = TENS[decimals];
    long scaled = (long) Math.floor(Math.abs(value) * tens + 0.5);
    StringBuilder text = new StringBuilder(16);
    if (value < 0 && scaled > 0) {
      text.append('-');
    }
    text.append(scaled / tens);
    if (decimals > 0) {
      text.append('.');
      for (long digit = tens / 10; digit > 0; digit /= 10) {
        text.append((char) ('0' + scaled / digit % 10));
      }
    }
    return text.toString();
  }

  /** The same, with a plus in front of what is not below 0. */
  static String signed(double value, int decimals) {
    String text = of(value, decimals);
    return Double.isNaN(value) || text.startsWith("-") ? text : "+" + text;
  }
}
