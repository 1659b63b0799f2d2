package io.tidemark.bench.crayfish;

import java.nio.charset.StandardCharsets;

/**
 * A JSON array of numbers, read where it lies. Numbers of up to 15 digits without an exponent,
 * which is how floats are written, are a whole number and a power of ten that a double holds
 * exactly, so one division rounds once (Clinger 1990, the easy case); any other is left to the JDK.
 */
final class DecimalRow {

  private static final int MOST_DIGITS = 15;
  private static final double[] TENS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private DecimalRow() {}

  /**
   * Reads {@code count} numbers, separated by commas alone.
   *
   * @param at of the first byte behind the bracket
   * @return where the closing bracket lies; -1 if this is no such array
   */
  static int read(byte[] text, int at, float[] numbers, int offset, int count) {
    int from = at;
    for (int i = 0; i < count; i++) {
      int to = number(text, from, numbers, offset + i);
      if (to < 0 || text[to] != (i + 1 < count ? ',' : ']')) {
        return -1;
      }
      from = to + 1;
    }
    return from - 1;
  }

  /** Reads one; where it ends, or -1 if it does not. */
  private static int number(byte[] text, int from, float[] numbers, int index) {
    int at = from;
    boolean negative = at < text.length && text[at] == '-';
    at += negative ? 1 : 0;
    long digits = 0;
    int count = 0;
    int behindPoint = -1;
    while (at < text.length) {
      int digit = text[at] - '0';
      if (digit >= 0 && digit <= 9) {
        digits = 10 * digits + digit;
        count++;
      } else if (text[at] == '.' && behindPoint < 0) {
        behindPoint = count;
      } else {
        break;
      }
      at++;
    }
    int scale = behindPoint < 0 ? 0 : count - behindPoint;
    boolean ends = at < text.length && (text[at] == ',' || text[at] == ']');
    if (!ends || count == 0 || count > MOST_DIGITS) {
      return other(text, from, numbers, index);
    }
    double value = digits / TENS[scale];
    numbers[index] = (float) (negative ? -value : value);
    return at;
  }

  private static int other(byte[] text, int from, float[] numbers, int index) {
    int to = from;
    while (to < text.length && text[to] != ',' && text[to] != ']') {
      to++;
    }
    try {
      String word = new String(text, from, to - from, StandardCharsets.ISO_8859_1);
      numbers[index] = Float.parseFloat(word);
      return to < text.length ? to : -1;
    } catch (NumberFormatException e) {
      return -1; // whoever reads the whole of it says what is wrong
    }
  }
}
