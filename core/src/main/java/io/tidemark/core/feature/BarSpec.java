package io.tidemark.core.feature;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * What ends the bars that a feature looks at: {@code 1h}, a length of time; {@code 1000t}, a number
 * of trades; {@code 250v} or {@code 0.5v}, a volume.
 *
 * @param kind what is measured
 * @param size µs, trades, or base
 */
public record BarSpec(Kind kind, double size) {

  /** What a bar is measured by. */
  public enum Kind {
    /** The clock. */
    TIME,
    /** The number of its trades. */
    TRADES,
    /** The base that was traded in it. */
    VOLUME
  }

  private static final Pattern TRADES_FORM = Pattern.compile("[1-9]\\d{0,6}t");
  private static final Pattern VOLUME_FORM =
      Pattern.compile("(?:0|[1-9]\\d{0,11})(?:\\.\\d{1,8})?v");
  private static final Pattern TRADES_MEANT = Pattern.compile("[\\d.]+t");
  private static final Pattern VOLUME_MEANT = Pattern.compile("[\\d.]+v");

  /** Decimal digits that a double holds. */
  private static final int DIGITS = 15;

  /** Bars of a length of time, µs. */
  public static BarSpec ofTime(long micros) {
    return new BarSpec(Kind.TIME, micros);
  }

  /**
   * The bars that are written so.
   *
   * @throws IllegalArgumentException if {@code text} is none
   */
  public static BarSpec parse(String text) {
    if (TRADES_MEANT.matcher(text).matches()) {
      return trades(text);
    }
    if (VOLUME_MEANT.matcher(text).matches()) {
      return volume(text);
    }
    try {
      return ofTime(BarLength.micros(text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no bar; write 1h, or 1000t for trades, or 250v for volume", e);
    }
  }

  private static BarSpec trades(String text) {
    if (!TRADES_FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no number of trades; write 1t to 9999999t");
    }
    return new BarSpec(Kind.TRADES, Double.parseDouble(number(text)));
  }

  private static BarSpec volume(String text) {
    if (!VOLUME_FORM.matcher(text).matches()
        || new BigDecimal(number(text)).signum() == 0
        || new BigDecimal(number(text)).precision() > DIGITS) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is no volume; write base above 0 with at most 15 digits, 8 of them after the"
              + " point, such as 250v or 0.5v");
    }
    return new BarSpec(Kind.VOLUME, Double.parseDouble(number(text)));
  }

  private static String number(String text) {
    return text.substring(0, text.length() - 1);
  }

  /** Whether a bar ends at a time, so that candles make it, too. */
  public boolean isOfTime() {
    return kind == Kind.TIME;
  }

  /**
   * The length in µs.
   *
   * @throws IllegalArgumentException if it has none
   */
  public long micros() {
    if (!isOfTime()) {
      throw new NoLengthException(text());
    }
    return (long) size;
  }

  /** The shortest text by which it is parsed. */
  public String text() {
    return switch (kind) {
      case TIME -> BarLength.text((long) size);
      case TRADES -> (long) size + "t";
      case VOLUME -> BigDecimal.valueOf(size).stripTrailingZeros().toPlainString() + "v";
    };
  }
}
