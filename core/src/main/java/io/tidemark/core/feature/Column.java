package io.tidemark.core.feature;

import io.tidemark.core.bar.Bar;
import java.util.Arrays;
import java.util.Locale;

/** A number of each bar, of which statistics can be made. */
public enum Column {
  OPEN,
  HIGH,
  LOW,
  CLOSE,
  /** Base traded. */
  VOLUME,
  /** Quote traded. */
  NOTIONAL,
  /** ln(close / previous close). */
  LOG_RETURN,
  /** (high - low) / close. */
  RANGE;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The column of this name. */
  public static Column of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** The names of all. */
  public static String[] words() {
    return Arrays.stream(values()).map(column -> column.word).toArray(String[]::new);
  }

  /** The names of those that are never negative. */
  public static String[] amounts() {
    return Arrays.stream(words())
        .filter(word -> !word.equals(LOG_RETURN.word))
        .toArray(String[]::new);
  }

  /** The names of those whose ratio to an earlier one means something. */
  public static String[] levels() {
    return Arrays.stream(amounts()).filter(word -> !word.equals(RANGE.word)).toArray(String[]::new);
  }

  public String word() {
    return word;
  }

  /** Whether it is in quote per base: of no use to a model but as a fraction of the close. */
  public boolean isPrice() {
    return switch (this) {
      case OPEN, HIGH, LOW, CLOSE -> true;
      case VOLUME, NOTIONAL, LOG_RETURN, RANGE -> false;
    };
  }

  /** Closed bars it needs to be known itself. */
  public int warmUp() {
    return this == LOG_RETURN ? 1 : 0;
  }

  /**
   * The number of this bar.
   *
   * @param previous close of the bar before; 0 before the first
   * @return NaN if it cannot be known
   */
  public double of(Bar bar, double previous) {
    return switch (this) {
      case OPEN -> bar.open;
      case HIGH -> bar.high;
      case LOW -> bar.low;
      case CLOSE -> bar.close;
      case VOLUME -> bar.volume;
      case NOTIONAL -> bar.notional;
      case LOG_RETURN -> previous == 0 ? Double.NaN : Math.log(bar.close / previous);
      case RANGE -> (bar.high - bar.low) / bar.close;
    };
  }
}
