package io.tidemark.core.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a calibration learnt of a model's features: how far each of them strays by itself, and how
 * often all of them together do. From it follow thresholds for any budget.
 *
 * <p>The tail of the largest squared distance within a stretch of calm data is exponential (the
 * Kolmogorov-Smirnov tail {@code exp(-2 n D^2)}, whose n is smaller where samples depend on each
 * other), so {@code (D^2 - a) / b} is the logarithm of the mean run length, in samples, after which
 * one series alone is beyond D. That common scale makes series comparable; the largest of a family
 * has a tail of its own on it.
 *
 * <p>See RATIONALE.md, "Why is a threshold neither a distance nor a significance level?"
 *
 * @param window w, live samples, that it was made for
 * @param shortWindow samples of the second window; 0 for none
 * @param persistence for how many samples in a row a series must be beyond its threshold
 * @param series the tail of each series, by its name
 * @param shortSeries the same in the second window; empty for none
 * @param pausing the tail of those that may pause, together
 * @param watched the tail of all that are looked at, together
 */
public record DriftCalibration(
    int window,
    int shortWindow,
    int persistence,
    Map<String, SeriesTail> series,
    Map<String, SeriesTail> shortSeries,
    FamilyTail pausing,
    FamilyTail watched) {

  public DriftCalibration {
    series = Map.copyOf(series);
    shortSeries = Map.copyOf(shortSeries);
  }

  /**
   * The threshold of one series in one of its windows.
   *
   * @param samples {@link #window()} or {@link #shortWindow()}
   * @param family {@link #pausing()} or {@link #watched()}
   * @param runLength samples of one instrument after which the family may be beyond once, on
   *     average
   * @return D; above 1 where the series can never be beyond at that run length
   */
  public double threshold(String name, int samples, FamilyTail family, double runLength) {
    SeriesTail tail = (samples == window ? series : shortSeries).get(name);
    if (tail == null) {
      throw new IllegalArgumentException(
          "the calibration does not know " + name + " over " + samples + " samples");
    }
    return tail.distanceAt(family.levelAt(runLength));
  }

  /** Refuses options other than those it was calibrated for, naming each that differs. */
  void refuseOthers(DriftOptions options) {
    List<String> wrong = new ArrayList<>();
    if (options.window() != window) {
      wrong.add("drift.window is " + options.window() + ", the model was calibrated for " + window);
    }
    if (options.shortWindow() != shortWindow) {
      wrong.add(
          "drift.short-window is "
              + options.shortWindow()
              + ", the model was calibrated for "
              + shortWindow);
    }
    if (options.persistence() != persistence) {
      wrong.add(
          "drift.persistence is "
              + options.persistence()
              + ", the model was calibrated for "
              + persistence);
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(
          String.join("; ", wrong) + "; set them alike, or calibrate the model anew");
    }
  }

  /**
   * Of one series: it is beyond D once in {@code exp((D^2 - a) / b)} samples.
   *
   * @param a squared distance
   * @param b squared distance, above 0
   */
  public record SeriesTail(double a, double b) {

    double distanceAt(double level) {
      return Math.sqrt(Math.max(0, a + b * level));
    }
  }

  /**
   * Of the largest level of several series. Were its exponent known, it would be above {@code base
   * + excess x} once in {@code exp(logRunLength + x)} samples. It was estimated from n independent
   * clusters, and run lengths react to its error exponentially. So the exponential's predictive
   * distribution stands in its place, {@code P(X > n excess y) = (1 + y)^-n}: averaged over the
   * exports that could have been drawn it gives the asked rate exactly (J. Aitchison, I. R.
   * Dunsmore, Statistical Prediction Analysis, 1975). The farther a budget lies beyond the export,
   * the more it asks.
   *
   * @param base level from which on the exponents are unsure: that of a single series where each
   *     has its own, and the one from which the family's tail was fitted where they share them
   * @param excess mean excess over it, above 0; about 1 for a single series
   * @param logRunLength of the base, logarithm of samples, less the margin
   * @param clusters n, independent clusters beyond the base in the export, above 0
   */
  public record FamilyTail(double base, double excess, double logRunLength, double clusters) {

    /**
     * The level that any of them is beyond once in so many samples.
     *
     * @param runLength samples of one instrument
     */
    public double levelAt(double runLength) {
      double beyond = Math.log(runLength) - logRunLength;
      return base + excess * clusters * Math.expm1(beyond / clusters);
    }
  }
}
