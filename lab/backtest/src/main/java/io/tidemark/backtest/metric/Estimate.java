package io.tidemark.backtest.metric;

/**
 * A measured number.
 *
 * @param key by which JSON calls it
 * @param words for people
 * @param value NaN where the rows do not give it
 * @param low lower end of its 95 % interval; NaN where there are too few rows for one
 * @param high upper end
 */
public record Estimate(String key, String words, double value, double low, double high) {

  /** Whether it has an interval. */
  public boolean hasInterval() {
    return !Double.isNaN(low);
  }
}
