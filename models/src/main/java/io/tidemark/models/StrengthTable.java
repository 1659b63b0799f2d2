package io.tidemark.models;

import io.tidemark.core.score.Task;
import java.util.ArrayList;
import java.util.List;

/**
 * The quantiles by which a score is given its strength, beside the scores of the model itself.
 *
 * <p>They are of the validation period and the baseline's scores of the training period, and both
 * may differ. The tables of the models in the repository are at most 0.10 from their baselines; the
 * limit is {@value #FARTHEST}. Volatility has periods, so its table is not held to another one.
 *
 * @param quantiles the 101 percentiles of how far a score is from the one that says nothing
 */
public record StrengthTable(List<Double> quantiles) {

  /** Of the two distributions, at any score, as a share of all. */
  public static final double FARTHEST = 0.4;

  /** The same from the validation scores themselves, of which forming bars may be left out. */
  static final double FARTHEST_ON_VALIDATION = 0.1;

  private static final int LOW = 10;
  private static final int HIGH = 90;

  List<String> violations(Task task, ScoreSample baseline) {
    List<String> found = new ArrayList<>();
    double low = quantiles.get(LOW);
    double high = quantiles.get(HIGH);
    if (!(high > low)) {
      found.add(
          "%s: expected the %dth percentile above the %dth, found %s and %s: strength would say nothing; take the percentiles of the model's own validation scores, and if they are these, train a model that is surer of some answers than of others"
              .formatted(Manifest.STRENGTH_QUANTILES, HIGH, LOW, high, low));
    } else if (task.hasSides()) {
      double distance = distance(baseline);
      if (distance > FARTHEST) {
        found.add(
            "%s: expected those of this model's scores, a distance from the baseline's of at most %s, found %.2f: they are another model's; take the percentiles of the model's own validation scores"
                .formatted(Manifest.STRENGTH_QUANTILES, FARTHEST, distance));
      }
    }
    return found;
  }

  /** How far it is from what other scores would give, as a share of all; 0 to 1. */
  public double distance(ScoreSample scores) {
    return scores.distance(quantiles);
  }

  /**
   * What is wrong with the table beside the scores that it was made of; empty when nothing is.
   *
   * @param validation the scores at the bar closes of the validation period
   */
  public List<String> violations(ScoreSample validation) {
    double distance = validation.distance(quantiles);
    return distance <= FARTHEST_ON_VALIDATION
        ? List.of()
        : List.of(
            "%s: expected the percentiles of the model's scores in the export's validation period, a distance of at most %s, found %.2f: they are of other scores; take them of these"
                .formatted(Manifest.STRENGTH_QUANTILES, FARTHEST_ON_VALIDATION, distance));
  }
}
