package io.tidemark.core.explain;

/**
 * An answer shared out among the features: {@code baseline} and all contributions together are
 * {@code answer}.
 *
 * <p>The unit is that of the explainer's {@link Link}.
 *
 * @param baseline what the model answers where every feature is at its median
 * @param answer what it answers here
 * @param contributions Shapley values, one for each feature in the model's order; NaN where the
 *     model has no valid score
 */
@SuppressWarnings("ArrayRecordComponent") // lives inside one call
public record Attribution(double baseline, double answer, double[] contributions) {

  /** How far the sum of all is from the answer. */
  public double error() {
    double sum = baseline;
    for (double contribution : contributions) {
      sum += contribution;
    }
    return Math.abs(sum - answer);
  }
}
