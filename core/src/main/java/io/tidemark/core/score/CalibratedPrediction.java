package io.tidemark.core.score;

/**
 * A prediction with what such predictions have meant on the model's validation data. All parts are
 * NaN where no prediction stands behind it.
 *
 * @param strength percentile of |p - 0.5| among the validation scores, 0 to 100
 * @param probability of a rise over the horizon
 * @param low lower end of the probability's 95 % interval
 * @param high upper end of the probability's 95 % interval
 */
public record CalibratedPrediction(double strength, double probability, double low, double high) {

  /** No prediction stands behind it. */
  public static final CalibratedPrediction NONE =
      new CalibratedPrediction(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
}
