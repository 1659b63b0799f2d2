package io.tidemark.core.score;

import java.util.Arrays;
import java.util.List;

/**
 * What a score of the model has meant on its validation data.
 *
 * @param strengthQuantiles the 101 percentiles (0, 1, ... 100) of {@link Prediction#conviction()}
 *     among the validation scores, rising; empty for a model whose answers have no score
 * @param binEdges inner edges of the score bins, rising; one less than there are bins. Only
 *     probabilities of a rise are put into bins
 * @param binCounts validation scores in each bin
 * @param binUps how many of them were followed by a rise
 */
@SuppressWarnings("ArrayRecordComponent") // numbers from the manifest, never compared
public record ScoreCalibration(
    double[] strengthQuantiles, double[] binEdges, long[] binCounts, long[] binUps) {

  /** Two-sided 95 % of the normal distribution. */
  private static final double Z = 1.959963984540054;

  /**
   * Percentile (0 to 100) of a prediction's conviction among the validation scores; NaN if it is
   * not valid, or has no score.
   */
  public double strength(Prediction prediction) {
    return percentile(prediction.conviction());
  }

  /** A prediction with its strength, and with the interval of a probability of a rise. */
  public CalibratedPrediction calibrate(Prediction prediction) {
    if (!prediction.isValid()) {
      return CalibratedPrediction.NONE;
    }
    double probability = prediction.probability();
    if (Double.isNaN(probability)) {
      return CalibratedPrediction.of(strength(prediction), NamedAnswer.of(prediction));
    }
    return new CalibratedPrediction(
        strength(probability),
        probability,
        intervalLow(probability),
        intervalHigh(probability),
        List.of());
  }

  /** {@link #strength(Prediction)} of a probability of a rise. */
  public double strength(double probability) {
    return percentile(Math.abs(probability - Task.DIRECTION.neutral()));
  }

  private double percentile(double distance) {
    if (Double.isNaN(distance)) {
      return Double.NaN;
    }
    int at = Arrays.binarySearch(strengthQuantiles, distance);
    if (at >= 0) {
      while (at + 1 < strengthQuantiles.length && strengthQuantiles[at + 1] == distance) {
        at++;
      }
      return at;
    }
    int above = -at - 1;
    if (above == 0) {
      return 0;
    }
    if (above == strengthQuantiles.length) {
      return 100;
    }
    double low = strengthQuantiles[above - 1];
    double high = strengthQuantiles[above];
    return above - 1 + (distance - low) / (high - low);
  }

  /** Lower end of the interval of {@link #wilson}. */
  public double intervalLow(double probability) {
    return wilson(probability, -1);
  }

  /** Upper end of the interval of {@link #wilson}. */
  public double intervalHigh(double probability) {
    return wilson(probability, 1);
  }

  /**
   * One end of the 95 % Wilson score interval of the rises in the score's validation bin (Wilson
   * 1927); an empty bin says nothing: 0 to 1.
   */
  private double wilson(double probability, int direction) {
    int bin = bin(probability);
    double n = binCounts[bin];
    if (n == 0) {
      return direction < 0 ? 0 : 1;
    }
    double p = binUps[bin] / n;
    double z2n = Z * Z / n;
    double half = Z * Math.sqrt(p * (1 - p) / n + z2n / (4 * n));
    return Math.min(1, Math.max(0, (p + z2n / 2 + direction * half) / (1 + z2n)));
  }

  private int bin(double probability) {
    int at = Arrays.binarySearch(binEdges, probability);
    return at >= 0 ? at + 1 : -at - 1;
  }
}
