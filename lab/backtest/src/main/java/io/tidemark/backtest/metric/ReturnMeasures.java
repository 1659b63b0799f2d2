package io.tidemark.backtest.metric;

import java.util.ArrayList;
import java.util.List;

/** What forecasts of a return are worth. */
public final class ReturnMeasures {

  private final double[] realised;
  private final double[] forecast;

  /**
   * @param realised return over the horizon, fraction, of each row in the order of time
   * @param forecast the mean or median that the model answered, fraction
   */
  public ReturnMeasures(double[] realised, double[] forecast) {
    this.realised = realised.clone();
    this.forecast = forecast.clone();
  }

  /** All but those of quantiles. */
  public List<Measure> all() {
    double[] zero = new double[realised.length];
    double[] right = new double[realised.length];
    double[] up = new double[realised.length];
    double[] lead = new double[realised.length];
    for (int i = 0; i < realised.length; i++) {
      up[i] = realised[i] > 0 ? 1 : 0;
      right[i] = forecast[i] > 0 == realised[i] > 0 ? 1 : 0;
      lead[i] = right[i] - up[i];
    }
    List<Measure> all = new ArrayList<>();
    all.add(
        Measure.of(
            "r2TestMean",
            "R2 against the test mean",
            times -> Means.rSquared(realised, forecast, times)));
    all.add(
        Measure.of(
            "r2Zero",
            "R2 against zero",
            times ->
                1
                    - Means.squares(realised, forecast, times)
                        / Means.squares(realised, zero, times)));
    all.add(
        Measure.of("rmse", "RMSE", times -> Math.sqrt(Means.squares(realised, forecast, times))));
    all.add(
        Measure.of(
            "zeroRmse",
            "  of always saying 0",
            times -> Math.sqrt(Means.squares(realised, zero, times))));
    all.add(Measure.mean("directionalAccuracy", "directional accuracy", right));
    all.add(Measure.mean("alwaysUp", "  of always saying up", up));
    all.add(Measure.mean("accuracyOverAlwaysUp", "  lead over always up", lead));
    return all;
  }

  /**
   * The share of returns that lie within two quantiles.
   *
   * @param low lower quantile of each row
   * @param high upper quantile
   * @param words for people, with the share that there ought to be
   */
  public Measure coverage(double[] low, double[] high, String words) {
    double[] inside = new double[realised.length];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = realised[i] >= low[i] && realised[i] <= high[i] ? 1 : 0;
    }
    return Measure.mean("coverage", words, inside);
  }

  /**
   * The share of returns that are not above a quantile, which ought to be its level.
   *
   * @param quantile of each row
   * @param name of the model's output
   */
  public Measure below(double[] quantile, String name, double level) {
    double[] below = new double[realised.length];
    for (int i = 0; i < below.length; i++) {
      below[i] = realised[i] <= quantile[i] ? 1 : 0;
    }
    return Measure.mean("below." + name, "returns up to " + name + " (asked " + level + ")", below);
  }
}
