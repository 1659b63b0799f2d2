package io.tidemark.backtest.metric;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What forecasts of volatility are worth. R2 is that of the log of the realised variance; QLIKE is
 * {@code r - log r - 1} with r the realised variance over the forecast one (Patton, 2011): 0 where
 * they are equal.
 */
public final class VolatilityMeasures {

  /** A forecast below this counts as this, annualised: 0 would make a loss infinite. */
  public static final double LEAST = 1e-4;

  private final double[] realised;
  private final double[] forecast;
  private final double @Nullable [] har;

  /**
   * All volatilities annualised, fractions, of each row in the order of time.
   *
   * @param realised above 0
   * @param forecast of the model
   * @param har of the HAR beside it; null if there is none
   */
  public VolatilityMeasures(double[] realised, double[] forecast, double @Nullable [] har) {
    this.realised = realised.clone();
    this.forecast = forecast.clone();
    this.har = har == null ? null : har.clone();
  }

  /** All of them; those of HAR only where there is one. */
  public List<Measure> all() {
    double[] outcome = logVariances(realised);
    double[] said = logVariances(forecast);
    double[] loss = losses(outcome, said);
    List<Measure> all = new ArrayList<>();
    all.add(
        Measure.of(
            "r2TestMean",
            "R2 of the log variance against the test mean",
            times -> Means.rSquared(outcome, said, times)));
    all.add(Measure.mean("qlike", "QLIKE of the variance", loss));
    all.add(
        Measure.of(
            "rmse",
            "RMSE of the annualised volatility",
            times -> Math.sqrt(Means.squares(realised, forecast, times))));
    if (har != null) {
      double[] harSaid = logVariances(har);
      double[] harLoss = losses(outcome, harSaid);
      double[] lead = new double[loss.length];
      for (int i = 0; i < lead.length; i++) {
        lead[i] = harLoss[i] - loss[i];
      }
      all.add(
          Measure.of(
              "harR2TestMean", "  R2 of HAR", times -> Means.rSquared(outcome, harSaid, times)));
      all.add(Measure.mean("harQlike", "  QLIKE of HAR", harLoss));
      all.add(Measure.mean("qlikeUnderHar", "  QLIKE lead over HAR", lead));
    }
    return all;
  }

  private static double[] logVariances(double[] volatilities) {
    double[] logs = new double[volatilities.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = 2 * Math.log(Math.max(LEAST, volatilities[i]));
    }
    return logs;
  }

  private static double[] losses(double[] outcome, double[] said) {
    double[] losses = new double[outcome.length];
    for (int i = 0; i < losses.length; i++) {
      double log = outcome[i] - said[i];
      losses[i] = Math.exp(log) - log - 1;
    }
    return losses;
  }
}
