package io.tidemark.flink.config;

import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * In how much time all declared instruments together may be paused falsely once.
 *
 * @param amount above 0
 * @param inDays whether it counts days, or samples of one instrument (bar closes)
 */
public record DriftBudget(long amount, boolean inDays) implements Serializable {

  /** What it must look like. */
  static final String EXPECTED =
      "a number of samples (bar closes) from 1 to 1000000000000 such as 10000, or of days from 1"
          + " to 36500 such as 365 d";

  private static final Pattern FORM = Pattern.compile("(\\d{1,13})(\\s*d)?");
  private static final long MOST_SAMPLES = 1_000_000_000_000L;
  private static final long MOST_DAYS = 36_500;
  private static final double DAY_MICROS = 86_400e6;

  /** Reads {@code 10000} or {@code 365 d}; empty if it is neither. */
  static Optional<DriftBudget> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(form.group(1));
    boolean inDays = form.group(2) != null;
    return amount >= 1 && amount <= (inDays ? MOST_DAYS : MOST_SAMPLES)
        ? Optional.of(new DriftBudget(amount, inDays))
        : Optional.empty();
  }

  /**
   * As samples of one instrument.
   *
   * @param barLength of the model, µs: there is one sample a bar
   */
  public double samples(long barLength) {
    return inDays ? amount * DAY_MICROS / barLength : amount;
  }
}
