package io.tidemark.core.score;

/**
 * What a model answered. Whoever needs to know only whether it answered, or which way it leans,
 * does not look at the number.
 *
 * @param asked whether the model is asked
 * @param probability of a rise over the model's horizon, as the model answered; NaN before it did,
 *     and not finite or outside 0 to 1 if it failed
 */
public record Prediction(boolean asked, float probability) {

  /** The model is not asked. */
  public static final Prediction NOT_ASKED = new Prediction(false, Float.NaN);

  /** The model is asked, and has not answered yet. */
  public static final Prediction PENDING = new Prediction(true, Float.NaN);

  /** What a model answered. */
  public static Prediction of(float probability) {
    return new Prediction(true, probability);
  }

  /** Whether the model answered with a probability. */
  public boolean isValid() {
    return probability >= 0 && probability <= 1;
  }

  /** Which way it leans: 1 for a rise, -1 for a fall, 0 for neither. */
  public int lean() {
    if (!isValid() || probability == 0.5f) {
      return 0;
    }
    return probability > 0.5f ? 1 : -1;
  }
}
