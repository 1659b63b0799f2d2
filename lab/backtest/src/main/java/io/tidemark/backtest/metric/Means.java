package io.tidemark.backtest.metric;

/** Means over rows that count several times. */
final class Means {

  private Means() {}

  /** The mean; NaN of no rows. */
  static double mean(double[] values, int[] times) {
    double sum = 0;
    long n = 0;
    for (int i = 0; i < values.length; i++) {
      sum += times[i] * values[i];
      n += times[i];
    }
    return sum / n;
  }

  /** The mean of squared distances between two columns. */
  static double squares(double[] values, double[] from, int[] times) {
    double sum = 0;
    long n = 0;
    for (int i = 0; i < values.length; i++) {
      double away = values[i] - from[i];
      sum += times[i] * away * away;
      n += times[i];
    }
    return sum / n;
  }

  /**
   * The share of the variance about these rows' own mean that forecasts take away; 1 is all of it,
   * below 0 they are worse than that mean. NaN where the outcomes are all alike.
   */
  static double rSquared(double[] outcomes, double[] forecasts, int[] times) {
    double mean = mean(outcomes, times);
    double sum = 0;
    long n = 0;
    for (int i = 0; i < outcomes.length; i++) {
      double away = outcomes[i] - mean;
      sum += times[i] * away * away;
      n += times[i];
    }
    double variance = sum / n;
    return variance > 0 ? 1 - squares(outcomes, forecasts, times) / variance : Double.NaN;
  }
}
