package io.tidemark.flink.config.text;

import io.tidemark.core.fact.Instruments;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.util.TimeUtils;

/** The kinds of {@link Domain} that options have. */
public final class Domains {

  /** Longest duration accepted: it keeps every sum of microseconds far from overflow. */
  public static final Duration LONGEST = Duration.ofDays(3650);

  private static final Pattern SEPARATORS = Pattern.compile("[,;]");

  private Domains() {}

  /** Texts that match a regular expression. */
  public static Domain<String> text(String expected, String pattern) {
    Pattern form = Pattern.compile(pattern);
    return text(expected, text -> form.matcher(text).matches());
  }

  /** Texts that have a property. */
  public static Domain<String> text(String expected, Predicate<String> accepted) {
    return domain(
        expected,
        text -> {
          if (!accepted.test(text)) {
            throw new UnacceptableValueException(expected);
          }
          return text;
        });
  }

  /** Numbers from {@code low} to {@code high}, both included. */
  public static Domain<Double> number(double low, double high) {
    // Written so that NaN is refused, too.
    return number(
        "between " + show(low) + " and " + show(high), value -> value >= low && value <= high);
  }

  /** Numbers above 0 and up to {@code high}. */
  public static Domain<Double> above0(double high) {
    return number("above 0 and at most " + show(high), value -> value > 0 && value <= high);
  }

  private static Domain<Double> number(String range, DoublePredicate accepted) {
    return domain(
        "a number " + range,
        text -> {
          double value;
          try {
            value = Double.parseDouble(text);
          } catch (NumberFormatException e) {
            throw new UnacceptableValueException("a number " + range, e);
          }
          if (!accepted.test(value)) {
            throw new UnacceptableValueException(range);
          }
          return value;
        });
  }

  /** Whole numbers from {@code low} to {@code high}, both included. */
  public static Domain<Integer> whole(int low, int high) {
    String range = "between " + low + " and " + high;
    return domain(
        "a whole number " + range,
        text -> {
          long value;
          try {
            value = Long.parseLong(text);
          } catch (NumberFormatException e) {
            throw new UnacceptableValueException("a whole number " + range, e);
          }
          if (value < low || value > high) {
            throw new UnacceptableValueException(range);
          }
          return (int) value;
        });
  }

  /** Durations with their unit, from {@code shortest} to {@link #LONGEST}. */
  public static Domain<Duration> duration(Duration shortest) {
    String range = "between " + show(shortest) + " and " + show(LONGEST);
    String expected = "a duration " + range + " with its unit, such as 30 s";
    return domain(
        expected,
        text -> {
          Duration value = parseDuration(text, expected);
          if (value.compareTo(shortest) < 0 || value.compareTo(LONGEST) > 0) {
            throw new UnacceptableValueException(range);
          }
          return value;
        });
  }

  private static Duration parseDuration(String text, String expected) {
    // Flink reads a bare number as milliseconds; whoever writes "30" means something else.
    if (!text.equals("0") && text.chars().noneMatch(Character::isLetter)) {
      throw new UnacceptableValueException(expected);
    }
    try {
      return TimeUtils.parseDuration(text);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new UnacceptableValueException(expected, e);
    }
  }

  /** The constants of an enum, in small letters. */
  public static <E extends Enum<E>> Domain<E> oneOf(Class<E> type) {
    E[] constants = type.getEnumConstants();
    String expected = "one of " + labels(constants);
    return domain(expected, text -> constant(constants, text, expected));
  }

  /** Lists of constants of an enum. */
  public static <E extends Enum<E>> Domain<List<E>> someOf(Class<E> type) {
    E[] constants = type.getEnumConstants();
    String expected = "a list of none or some of " + labels(constants);
    return domain(
        expected,
        text ->
            elements(text).map(each -> constant(constants, each, expected)).distinct().toList());
  }

  /** Lists of at least one instrument. */
  public static Domain<List<String>> instruments() {
    return instruments("a list of different instruments such as BTC-USDT@binance", 1);
  }

  /** Lists of instruments that may be empty. */
  public static Domain<List<String>> references() {
    return instruments("a list of none or some different instruments such as BTC-USDT@binance", 0);
  }

  private static Domain<List<String>> instruments(String expected, int least) {
    return domain(
        expected,
        text -> {
          List<String> names = elements(text).toList();
          String wrong = wrong(names);
          if (names.size() < least || !wrong.isEmpty()) {
            throw new UnacceptableValueException(expected + wrong);
          }
          return names;
        });
  }

  /** Which of the names are no instruments, and which stand there twice; empty for none. */
  private static String wrong(List<String> names) {
    List<String> words = new ArrayList<>();
    for (String name : new LinkedHashSet<>(names)) {
      if (!Instruments.isWellFormed(name)) {
        words.add("'" + name + "' is none");
      } else if (Collections.frequency(names, name) > 1) {
        words.add("'" + name + "' is there twice");
      }
    }
    return words.isEmpty() ? "" : " (" + String.join(", ", words) + ")";
  }

  /** The instruments that a text names, each once, whatever else is wrong with it. */
  public static List<String> instrumentsOf(String text) {
    return elements(text).filter(Instruments::isWellFormed).distinct().toList();
  }

  /** How a value is written in documentation and listings. */
  public static String show(Object value) {
    if (value instanceof Duration duration) {
      return duration.isZero() ? "0 ms" : TimeUtils.formatWithHighestUnit(duration);
    }
    if (value instanceof Enum<?> constant) {
      return label(constant);
    }
    if (value instanceof Double number) {
      return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
    if (value instanceof List<?> list) {
      List<String> shown = new ArrayList<>();
      list.forEach(each -> shown.add(show(each)));
      return String.join(", ", shown);
    }
    return String.valueOf(value);
  }

  private static <E extends Enum<E>> E constant(E[] constants, String text, String expected) {
    return Arrays.stream(constants)
        .filter(each -> label(each).equals(text))
        .findFirst()
        .orElseThrow(() -> new UnacceptableValueException(expected));
  }

  private static Stream<String> elements(String text) {
    return SEPARATORS.splitAsStream(text).map(String::trim).filter(each -> !each.isEmpty());
  }

  private static <E extends Enum<E>> String labels(E[] constants) {
    return Arrays.stream(constants).map(Domains::label).collect(Collectors.joining(", "));
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <T> Domain<T> domain(String expected, Parser<T> parser) {
    return new Domain<>() {
      @Override
      public String expected() {
        return expected;
      }

      @Override
      public T parse(String text) {
        return parser.parse(text.trim());
      }
    };
  }

  /** Reads or throws {@link UnacceptableValueException}. */
  private interface Parser<T> {
    T parse(String text);
  }
}
