package io.tidemark.core.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A feature as it is written: {@code rsi(14)}, {@code zscore(volume,24)@1h}, {@code asof(nvt,
 * max_age=3d)}.
 *
 * @param text all of it, without blanks
 * @param function its name
 * @param arguments in the order in which they stand there
 * @param timeframe its bars; null where none are written
 */
public record FeatureCall(
    String text, String function, List<Argument> arguments, @Nullable BarSpec timeframe) {

  /**
   * One argument.
   *
   * @param key the parameter's name, or null where it is told by its position
   * @param value as written
   * @param column where it begins in the text, from 0
   */
  public record Argument(@Nullable String key, String value, int column) {}

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
  private static final Pattern VALUE = Pattern.compile("[a-z0-9_.]+");

  /**
   * Takes the text apart.
   *
   * @throws IllegalArgumentException pointing at the mistake
   */
  public static FeatureCall parse(String written) {
    return new Reader(written.replace(" ", "")).call();
  }

  /** The mistake in words, and an arrow below the place where it is. */
  public static IllegalArgumentException mistake(String text, int column, String sentence) {
    return new IllegalArgumentException(
        "feature '" + text + "': " + sentence + "\n  " + text + "\n  " + " ".repeat(column) + "^");
  }

  public IllegalArgumentException mistake(int column, String sentence) {
    return mistake(text, column, sentence);
  }

  /** Reads from left to right. */
  private static final class Reader {

    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    FeatureCall call() {
      String function = take(NAME, "a feature's name, in lower case, must stand here");
      List<Argument> arguments = new ArrayList<>();
      if (skip('(')) {
        do {
          arguments.add(argument());
        } while (skip(','));
        if (!skip(')')) {
          throw mistake(text, at, "')' or ',' must stand here");
        }
      }
      BarSpec timeframe = skip('@') ? timeframe() : null;
      if (at < text.length()) {
        throw mistake(text, at, "nothing more can follow; write name(argument,...)@bar");
      }
      return new FeatureCall(text, function, List.copyOf(arguments), timeframe);
    }

    private Argument argument() {
      int column = at;
      String first =
          take(VALUE, "a number, a length of time such as 3d, or a name must stand here");
      if (!skip('=')) {
        return new Argument(null, first, column);
      }
      if (!NAME.matcher(first).matches()) {
        throw mistake(text, column, "'" + first + "' is no name of a parameter");
      }
      int value = at;
      return new Argument(
          first, take(VALUE, "the value of '" + first + "' must stand here"), value);
    }

    private BarSpec timeframe() {
      int column = at;
      String bar = take(VALUE, "a bar must stand here, such as 1h, 1000t or 250v");
      try {
        return BarSpec.parse(bar);
      } catch (IllegalArgumentException e) {
        throw mistake(text, column, String.valueOf(e.getMessage()));
      }
    }

    private boolean skip(char wanted) {
      boolean there = at < text.length() && text.charAt(at) == wanted;
      at += there ? 1 : 0;
      return there;
    }

    private String take(Pattern pattern, String otherwise) {
      Matcher matcher = pattern.matcher(text).region(at, text.length());
      if (!matcher.lookingAt()) {
        throw mistake(text, at, otherwise);
      }
      at = matcher.end();
      return matcher.group();
    }
  }
}
