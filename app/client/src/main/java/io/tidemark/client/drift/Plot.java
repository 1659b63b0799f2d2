package io.tidemark.client.drift;

import io.tidemark.core.drift.DriftEvidence;
import io.tidemark.core.drift.SampleQuantiles;
import java.util.Arrays;

/**
 * What there is to draw: two distribution functions, the stretch of values that is shown, and the
 * place where they differ most.
 *
 * @param low smallest value shown, finite
 * @param high largest value shown, finite, above {@code low}
 * @param reference of the model's reference
 * @param live of the live window
 * @param at where they differ most, within what is shown: an infinity lies at the border
 * @param referenceAt the reference's fraction there
 * @param liveAt the live fraction there
 */
record Plot(
    double low,
    double high,
    QuantileCurve reference,
    QuantileCurve live,
    double at,
    double referenceAt,
    double liveAt) {

  /** Of each side, so much is shown from its smallest and to its largest: all but 1/64. */
  private static final int TAIL = 1;

  /** The part of the whole width that is left free at both sides. */
  private static final double MARGIN = 0.04;

  static Plot of(DriftEvidence evidence) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double[] side :
        new double[][] {evidence.quantiles().reference(), evidence.quantiles().live()}) {
      for (int i = TAIL; i < side.length - TAIL; i++) {
        if (Double.isFinite(side[i])) {
          low = Math.min(low, side[i]);
          high = Math.max(high, side[i]);
        }
      }
    }
    double at = evidence.difference().at();
    if (Double.isFinite(at)) {
      low = Math.min(low, at);
      high = Math.max(high, at);
    }
    if (low > high) {
      low = 0;
      high = 0;
    }
    double room = low == high ? Math.max(1e-6, Math.abs(low) / 10) : (high - low) * MARGIN;
    low = Math.max(-Double.MAX_VALUE / 4, low - room);
    high = Math.min(Double.MAX_VALUE / 4, high + room);
    return new Plot(
        low,
        high,
        new QuantileCurve(evidence.quantiles().reference()),
        new QuantileCurve(evidence.quantiles().live()),
        Math.max(low, Math.min(high, at)),
        evidence.difference().reference(),
        evidence.difference().live());
  }

  /** A sentence on what lies outside, where that is more than the tails; else empty. */
  String outside() {
    double tails = 2.0 * TAIL / (SampleQuantiles.COUNT - 1);
    double[] shares = {
      live.below(low), 1 - live.at(high), reference.below(low), 1 - reference.at(high)
    };
    return Arrays.stream(shares).noneMatch(share -> share > tails)
        ? ""
        : "Outside the picture: live %s left and %s right, reference %s left and %s right."
            .formatted(Arrays.stream(shares).mapToObj(Figures::plain).toArray());
  }

  /** Where a value lies, from 0 at the left border to 1 at the right. */
  double across(double value) {
    return (value - low) / (high - low);
  }
}
