package io.tidemark.models.card;

import java.util.List;
import java.util.Locale;

/** Numbers as a card prints them. */
final class CardNumbers {

  private CardNumbers() {}

  static String of(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  static String share(double value) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * value);
  }

  /** Both ends of an interval. */
  static String interval(List<Double> ends) {
    return "[" + of(ends.get(0)) + ", " + of(ends.get(1)) + "]";
  }

  /** A value, and its interval where there is one: see {@link MeasuredSkill#estimates}. */
  static String estimate(List<Double> numbers) {
    return of(numbers.get(0)) + " " + ends(numbers);
  }

  /** The interval of an estimate alone. */
  static String ends(List<Double> numbers) {
    return numbers.size() == 3 ? interval(numbers.subList(1, 3)) : "not known";
  }

  /** The day of an instant. */
  static String date(String instant) {
    return instant.substring(0, instant.indexOf('T'));
  }

  /** A day, or the instant where it is no midnight. */
  static String day(String instant) {
    return instant.endsWith("T00:00:00Z")
        ? instant.substring(0, instant.length() - "T00:00:00Z".length())
        : instant;
  }
}
