package io.tidemark.backtest.metric;

/** A number over rows. */
@FunctionalInterface
public interface Statistic {

  /**
   * Its value.
   *
   * @param times how often each row counts, in the order of time; all 1 for the rows as they are
   * @return NaN where these rows do not give it
   */
  double of(int[] times);
}
