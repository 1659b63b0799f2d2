package io.tidemark.udf;

import io.tidemark.core.drift.TwoSampleKs;

/** SQL: {@code KS_DISTANCE_AGG(a, b)}, {@code KS_DISTANCE} of all values of two columns. */
public final class KsDistanceAgg extends KsAggregate {

  private static final long serialVersionUID = 1L;

  @Override
  double statistic(float[] a, float[] b) {
    return TwoSampleKs.distance(a, b);
  }
}
