package io.tidemark.udf;

/** SQL: {@code KS_P_VALUE_AGG(a, b)}, {@code KS_P_VALUE} of all values of two columns. */
public final class KsPValueAgg extends KsAggregate {

  private static final long serialVersionUID = 1L;

  @Override
  double statistic(float[] a, float[] b) {
    return KsSignificance.pValue(a, b);
  }
}
