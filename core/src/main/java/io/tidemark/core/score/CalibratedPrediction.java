package io.tidemark.core.score;

import java.util.List;

/**
 * A prediction with what such predictions have meant on the model's validation data. All numbers
 * are NaN where no prediction stands behind it.
 *
 * @param strength percentile of {@link Prediction#conviction()} among the validation scores, 0 to
 *     100; NaN of a prediction without a score
 * @param probability of a rise over the horizon; NaN of a model of another task than direction
 * @param low lower end of the probability's 95 % interval
 * @param high upper end of the probability's 95 % interval
 * @param answers the numbers of a model of another task, by name; of a direction none, for {@code
 *     probability} is all there is
 */
public record CalibratedPrediction(
    double strength, double probability, double low, double high, List<NamedAnswer> answers) {

  /** No prediction stands behind it. */
  public static final CalibratedPrediction NONE = of(Double.NaN, List.of());

  /** Of a model that does not say how probable a rise is. */
  public static CalibratedPrediction of(double strength, List<NamedAnswer> answers) {
    return new CalibratedPrediction(strength, Double.NaN, Double.NaN, Double.NaN, answers);
  }
}
