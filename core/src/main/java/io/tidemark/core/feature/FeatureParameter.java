package io.tidemark.core.feature;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a feature's function can be told.
 *
 * @param name by which it can be given: {@code max_age=3d}
 * @param kind of value
 * @param least smallest number or length of time (µs); 0 for words
 * @param most largest number or length of time (µs); 0 for words
 * @param words the words that there are; empty where any will do, or none is wanted
 * @param fallback what counts where nothing is given, as it would be written; null: it must be
 *     given
 */
public record FeatureParameter(
    String name, Kind kind, long least, long most, List<String> words, @Nullable String fallback) {

  /** Kinds of value. */
  public enum Kind {
    /** A whole number. */
    COUNT,
    /** A length of time, such as 60s, 15m, 8h or 3d. */
    SPAN,
    /** One of some words, or any. */
    WORD
  }

  /** Most bars a feature may look back. */
  public static final int MOST_BARS = 10_000;

  /** A number of bars that must be given. */
  public static FeatureParameter bars(String name, int least) {
    return count(name, least, MOST_BARS);
  }

  /** A whole number that must be given. */
  public static FeatureParameter count(String name, int least, int most) {
    return new FeatureParameter(name, Kind.COUNT, least, most, List.of(), null);
  }

  /** A length of time that must be given. */
  public static FeatureParameter span(String name, String least, String most) {
    return new FeatureParameter(
        name, Kind.SPAN, BarLength.micros(least), BarLength.micros(most), List.of(), null);
  }

  /** One of these words; must be given. */
  public static FeatureParameter oneOf(String name, String... words) {
    return new FeatureParameter(name, Kind.WORD, 0, 0, List.of(words), null);
  }

  /** Any word; must be given. */
  public static FeatureParameter word(String name) {
    return oneOf(name);
  }

  /** The same, with what counts where nothing is given. */
  public FeatureParameter or(String value) {
    return new FeatureParameter(name, kind, least, most, words, value);
  }

  /**
   * The value, as a number of its kind: a count, µs, or 0 for a word.
   *
   * @throws IllegalArgumentException saying what may stand there
   */
  public long value(String written) {
    return switch (kind) {
      case COUNT -> within(whole(written));
      case SPAN -> within(BarLength.micros(written));
      case WORD -> known(written);
    };
  }

  private long whole(String written) {
    try {
      return Integer.parseInt(written);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " is '" + written + "', it must be " + range(), e);
    }
  }

  private long within(long value) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(name + " is " + shown(value) + ", it must be " + range());
    }
    return value;
  }

  private long known(String written) {
    if (!words.isEmpty() && !words.contains(written)) {
      throw new IllegalArgumentException(
          name + " is '" + written + "', it must be one of " + String.join(", ", words));
    }
    return 0;
  }

  /** What may stand there, in words. */
  public String range() {
    return switch (kind) {
      case COUNT -> "a whole number from " + least + " to " + most;
      case SPAN -> "a length of time from " + shown(least) + " to " + shown(most);
      case WORD -> words.isEmpty() ? "a name" : "one of " + String.join(", ", words);
    };
  }

  private String shown(long value) {
    return kind == Kind.SPAN ? BarLength.text(value) : String.valueOf(value);
  }
}
