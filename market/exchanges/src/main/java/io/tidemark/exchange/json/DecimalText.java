package io.tidemark.exchange.json;

/**
 * Decimal numbers as venues write them, such as {@code 51201.37000000}. The answer is that of
 * {@link Double#parseDouble}, several times as fast: digits that make a whole number below 2^53 are
 * a {@code double} without loss, as are powers of ten up to 10^22, and the quotient of the two is
 * rounded once (W. D. Clinger, How to Read Floating Point Numbers Accurately, 1990).
 */
public final class DecimalText {

  /** Most decimal places of {@link #value}. */
  static final int MOST_PLACES = 22;

  /** One digit more after a number below it makes one below 2^53. */
  static final long ROOM_FOR_A_DIGIT = (1L << 53) / 10;

  /** All that are doubles without loss. */
  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private DecimalText() {}

  /**
   * The number nearest to {@code digits / 10^places}.
   *
   * @param digits at most 2^53
   * @param places at most {@link #MOST_PLACES}
   */
  static double value(long digits, int places) {
    return digits / POWERS_OF_TEN[places];
  }

  /**
   * The number.
   *
   * @throws NumberFormatException if the text is none
   */
  public static double parse(String text) {
    int length = text.length();
    boolean negative = length > 0 && text.charAt(0) == '-';
    long digits = 0;
    int count = 0;
    int point = -1;
    for (int i = negative ? 1 : 0; i < length; i++) {
      int digit = text.charAt(i) - '0';
      if (digit >= 0 && digit <= 9 && digits < ROOM_FOR_A_DIGIT) {
        digits = 10 * digits + digit;
        count++;
      } else if (digit == '.' - '0' && point < 0) {
        point = count;
      } else {
        return Double.parseDouble(text);
      }
    }
    int places = point < 0 ? 0 : count - point;
    if (count == 0 || places > MOST_PLACES) {
      return Double.parseDouble(text);
    }
    double value = value(digits, places);
    return negative ? -value : value;
  }
}
