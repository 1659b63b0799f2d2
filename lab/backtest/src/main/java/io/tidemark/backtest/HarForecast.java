package io.tidemark.backtest;

import java.util.Arrays;
import java.util.List;

/**
 * The heterogeneous autoregression of volatility (Corsi, 2009): the log variance over the horizon
 * by those of the last 1, 5 and 30 days, as least squares of what was known then. It is fitted anew
 * every {@value #REFIT_DAYS} days on all rows whose outcome had come by then, those before the
 * evaluated period too. A factor makes the fitted variances right on average, so that QLIKE does
 * not punish it for the logarithm.
 */
final class HarForecast {

  /** How often it is fitted. */
  static final int REFIT_DAYS = 30;

  /** Fewer rows to fit on give no forecast. */
  static final int FEWEST_ROWS = 500;

  private static final long DAY = 86_400_000_000L;
  private static final double YEAR_MICROS = 365.0 * DAY;
  private static final int[] DAYS = {1, 5, 30};

  private final List<ScoredRow> rows;
  private final long horizon;
  private final PastVariance past;

  /**
   * @param rows in the order of time
   * @param horizon µs
   * @param barLength µs
   */
  HarForecast(List<ScoredRow> rows, long horizon, long barLength) {
    this.rows = rows;
    this.horizon = horizon;
    this.past = new PastVariance(rows, YEAR_MICROS / barLength);
  }

  /** Annualised volatility for each row, fraction; NaN where there is no forecast. */
  double[] forecasts() {
    double[][] inputs = new double[rows.size()][];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = inputs(rows.get(i).time());
    }
    double[] forecasts = new double[rows.size()];
    Arrays.fill(forecasts, Double.NaN);
    long refitAt = Long.MIN_VALUE;
    HarFit fit = HarFit.NONE;
    for (int i = 0; i < forecasts.length; i++) {
      long time = rows.get(i).time();
      if (time >= refitAt) {
        fit = fit(inputs, time);
        refitAt = fit.rows() < FEWEST_ROWS ? time + DAY : time + REFIT_DAYS * DAY;
      }
      if (fit.rows() >= FEWEST_ROWS && !Double.isNaN(inputs[i][1])) {
        forecasts[i] = Math.sqrt(fit.variance(inputs[i]));
      }
    }
    return forecasts;
  }

  private HarFit fit(double[][] inputs, long time) {
    HarFit.Sums sums = new HarFit.Sums();
    int known = 0;
    for (; known < inputs.length && rows.get(known).time() + horizon <= time; known++) {
      sums.add(inputs[known], outcome(known));
    }
    HarFit raw = sums.solve();
    double over = 0;
    long n = 0;
    for (int i = 0; i < known && raw.rows() >= FEWEST_ROWS; i++) {
      double ratio = Math.exp(outcome(i)) / raw.variance(inputs[i]);
      if (Double.isFinite(ratio) && !Double.isNaN(inputs[i][1])) {
        over += ratio;
        n++;
      }
    }
    return n == 0 ? raw : raw.scaled(over / n);
  }

  private double outcome(int row) {
    return 2 * Math.log(rows.get(row).forwardVolatility());
  }

  /** 1 and the log variances; all NaN behind the 1 where the past is too short. */
  private double[] inputs(long time) {
    double[] inputs = new double[DAYS.length + 1];
    inputs[0] = 1;
    for (int i = 0; i < DAYS.length; i++) {
      inputs[i + 1] = Math.log(past.annualised(time, DAYS[i] * DAY));
    }
    if (!Double.isFinite(inputs[1] + inputs[2] + inputs[3])) {
      Arrays.fill(inputs, 1, inputs.length, Double.NaN);
    }
    return inputs;
  }
}
