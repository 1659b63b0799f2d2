package io.tidemark.udf;

import org.apache.flink.table.functions.ScalarFunction;
import org.jspecify.annotations.Nullable;

/**
 * SQL: {@code KS_P_VALUE(a, b)}, the probability, 0 to 1, of a Kolmogorov-Smirnov distance of two
 * arrays of FLOAT or DOUBLE that is at least {@code KS_DISTANCE(a, b)}, were both drawn from one
 * continuous distribution, independently. Market data are neither independent nor free of ties: the
 * drift gate holds the distance against a calibrated threshold instead.
 *
 * <p>NULL if an array is NULL or has fewer than two values.
 */
public final class KsPValue extends ScalarFunction {

  private static final long serialVersionUID = 1L;

  /** p of two arrays of FLOAT. */
  public @Nullable Double eval(@Nullable Float @Nullable [] a, @Nullable Float @Nullable [] b) {
    return a == null || b == null
        ? null
        : Columns.orNull(KsSignificance.pValue(Columns.floats(a), Columns.floats(b)));
  }

  /** p of two arrays of DOUBLE. */
  public @Nullable Double eval(@Nullable Double @Nullable [] a, @Nullable Double @Nullable [] b) {
    return a == null || b == null
        ? null
        : Columns.orNull(KsSignificance.pValue(Columns.floats(a), Columns.floats(b)));
  }
}
