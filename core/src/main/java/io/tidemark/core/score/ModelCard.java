package io.tidemark.core.score;

/**
 * What the stages need to know of a model, without knowing the model.
 *
 * @param id such as {@code btc-linear}
 * @param version counts up
 * @param sha256 of the model file, hexadecimal
 * @param featureSetHash SHA-256 of the normalised feature set, hexadecimal
 * @param trigger upon what it is scored
 * @param barLength µs
 * @param windowBars how many bars of features it takes, the one in question included
 * @param horizonBars how many bars ahead it predicts
 * @param trainingFrom start of the training period, µs since the epoch
 * @param trainingTo end of the training period (exclusive), µs since the epoch
 * @param calibration strength and interval of a score
 */
public record ModelCard(
    String id,
    String version,
    String sha256,
    String featureSetHash,
    Trigger trigger,
    long barLength,
    int windowBars,
    int horizonBars,
    long trainingFrom,
    long trainingTo,
    ScoreCalibration calibration) {

  /** Whether a signal at {@code eventTime} lies inside the model's own training period. */
  public boolean inSample(long eventTime) {
    return eventTime >= trainingFrom && eventTime < trainingTo;
  }
}
