package io.tidemark.udf;

import io.tidemark.core.drift.TwoSampleKs;
import org.apache.flink.table.functions.ScalarFunction;
import org.jspecify.annotations.Nullable;

/**
 * SQL: {@code KS_DISTANCE(a, b)}, the two-sample Kolmogorov-Smirnov distance of two arrays of FLOAT
 * or DOUBLE, 0 to 1: the number that the drift gate compares with its thresholds. As there, values
 * are compared as float32, and NULL and NaN elements are missing and dropped.
 *
 * <p>NULL if an array is NULL or has no value.
 */
public final class KsDistance extends ScalarFunction {

  private static final long serialVersionUID = 1L;

  /** D of two arrays of FLOAT. */
  public @Nullable Double eval(@Nullable Float @Nullable [] a, @Nullable Float @Nullable [] b) {
    return a == null || b == null
        ? null
        : Columns.orNull(TwoSampleKs.distance(Columns.floats(a), Columns.floats(b)));
  }

  /** D of two arrays of DOUBLE. */
  public @Nullable Double eval(@Nullable Double @Nullable [] a, @Nullable Double @Nullable [] b) {
    return a == null || b == null
        ? null
        : Columns.orNull(TwoSampleKs.distance(Columns.floats(a), Columns.floats(b)));
  }
}
