package io.tidemark.models.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a direction's probabilities are held to on later data. One that is missed takes the word
 * "calibrated" from the card, by the value itself and not by the end of an interval.
 *
 * @param list those that could be measured
 */
record CalibrationBars(List<Bar> list) {

  private static final double LEAST_SLOPE = 0.8;
  private static final double MOST_SLOPE = 1.2;
  private static final double MOST_ERROR = 0.02;
  private static final double SAID = 0.95;
  private static final double APART = 0.03;

  private static final String COVERAGE = "coverage";

  /**
   * One of them.
   *
   * @param key of {@code evaluate}
   * @param words what it is
   * @param numbers the estimate
   * @param wanted in words
   * @param isMet whether the value is as it is wanted
   */
  record Bar(String key, String words, List<Double> numbers, String wanted, boolean isMet) {

    double value() {
      return numbers.get(0);
    }
  }

  static CalibrationBars of(MeasuredSkill skill) {
    List<Bar> bars = new ArrayList<>();
    List<Double> slope = skill.estimates().get("calibrationSlope");
    if (slope != null) {
      boolean met = slope.get(0) >= LEAST_SLOPE && slope.get(0) <= MOST_SLOPE;
      bars.add(new Bar("calibrationSlope", "calibration slope", slope, "0.8 to 1.2", met));
    }
    List<Double> error = skill.estimates().get("ece");
    if (error != null) {
      boolean met = error.get(0) <= MOST_ERROR;
      bars.add(new Bar("ece", "calibration error (ECE)", error, "at most 0.02", met));
    }
    List<Double> loss = skill.estimates().get("logLoss");
    List<Double> base = skill.estimates().get("baseLogLoss");
    if (loss != null && base != null) {
      String wanted = "at most " + CardNumbers.of(base.get(0)) + ", the base rate's";
      bars.add(new Bar("logLoss", "log loss, nats", loss, wanted, loss.get(0) <= base.get(0)));
    }
    List<Double> coverage = skill.estimates().get(COVERAGE);
    if (coverage != null) {
      boolean met = Math.abs(coverage.get(0) - SAID) <= APART;
      bars.add(new Bar(COVERAGE, "coverage of the interval", coverage, "0.92 to 0.98", met));
    }
    return new CalibrationBars(List.copyOf(bars));
  }

  /** Bars of the probability that were missed. */
  List<Bar> missed() {
    return list.stream().filter(bar -> !bar.isMet() && !bar.key().equals(COVERAGE)).toList();
  }

  /** Whether all three bars of the probability were measured. */
  boolean isComplete() {
    return list.stream().filter(bar -> !bar.key().equals(COVERAGE)).count() == 3;
  }

  /** That of the interval; null if there is none. */
  @Nullable Bar coverage() {
    return list.stream()
        .filter(bar -> Objects.equals(bar.key(), COVERAGE))
        .findFirst()
        .orElse(null);
  }
}
