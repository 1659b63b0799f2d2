package io.tidemark.backtest;

import io.tidemark.backtest.Evaluation.CallTable;
import io.tidemark.backtest.metric.VolatilityMeasures;
import io.tidemark.core.score.ModelTiming;
import io.tidemark.models.LoadedModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is measured of a model of volatility, beside HAR on the same rows. */
final class VolatilityTable {

  private final ModelTiming timing;

  VolatilityTable(LoadedModel model) {
    this.timing = model.metadata().timing();
  }

  /**
   * The numbers.
   *
   * @param all scored rows and those before them, in the order of time
   */
  TaskTable of(List<ScoredRow> all) {
    double[] har = new HarForecast(all, timing.horizon(), timing.barLength()).forecasts();
    List<ScoredRow> scored = new ArrayList<>();
    List<ScoredRow> beside = new ArrayList<>();
    List<Double> harBeside = new ArrayList<>();
    long still = 0;
    for (int i = 0; i < har.length; i++) {
      ScoredRow row = all.get(i);
      if (!row.prediction().asked()) {
        continue;
      }
      if (!(row.forwardVolatility() > 0)) {
        still++;
        continue;
      }
      scored.add(row);
      if (!Double.isNaN(har[i])) {
        beside.add(row);
        harBeside.add(har[i]);
      }
    }
    List<String> remarks = new ArrayList<>();
    remarks.add(
        "R2 is that of the log of the realised variance; 0 is as good as the mean of these rows.");
    if (still > 0) {
      remarks.add(still + " rows without any move to the horizon are left out.");
    }
    boolean withHar = !beside.isEmpty();
    remarks.add(withHar ? withHar(scored.size() - beside.size()) : withoutHar());
    return table(
        withHar ? beside : scored,
        withHar ? harBeside.stream().mapToDouble(Double::doubleValue).toArray() : null,
        remarks);
  }

  private static TaskTable table(
      List<ScoredRow> rows, double @Nullable [] har, List<String> remarks) {
    double[] realised = rows.stream().mapToDouble(ScoredRow::forwardVolatility).toArray();
    double[] forecast = rows.stream().mapToDouble(row -> row.prediction().first()).toArray();
    return new TaskTable(
        rows, new VolatilityMeasures(realised, forecast, har).all(), CallTable.NONE, remarks);
  }

  private static String withHar(int without) {
    return "HAR takes the variance of the last 1, 5 and 30 days and is fitted every "
        + HarForecast.REFIT_DAYS
        + " days on all rows whose outcome was known; both are measured on the same rows ("
        + without
        + " at the beginning only begin HAR).";
  }

  private static String withoutHar() {
    return "There is no HAR beside it: that takes log_return among the columns, and 30 days and "
        + HarForecast.FEWEST_ROWS
        + " rows with known outcomes before.";
  }
}
