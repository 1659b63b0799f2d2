package io.tidemark.calibration.importing;

import io.tidemark.calibration.artefact.TextTable;
import io.tidemark.models.Manifest;
import java.util.ArrayList;
import java.util.List;

/** The figures of a model as a table for people. */
final class MetricsText {

  private MetricsText() {}

  /** A line for each part; none of a model that has no such figures. */
  static List<String> lines(Manifest manifest) {
    Manifest.Metrics metrics = manifest.evaluation().metrics();
    if (metrics == null) {
      return List.of();
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "part", "rows", "blocks", "accuracy", "always up", "AUC", "log loss", "base rate's"));
    rows.add(row(Part.TRAINING, metrics.train()));
    rows.add(row(Part.VALIDATION, metrics.validation()));
    rows.add(row(Part.TEST, metrics.test()));
    return TextTable.lines(rows);
  }

  private static List<String> row(Part part, Manifest.Report report) {
    Manifest.Intervals within = report.interval95();
    return List.of(
        part.toString(),
        "%,d".formatted(report.rows()),
        String.valueOf(within.blocks()),
        interval(report.accuracy(), within.accuracy()),
        "%.3f".formatted(report.baselines().alwaysUp()),
        interval(report.auc(), within.auc()),
        interval(report.logLoss(), within.logLoss()),
        "%.3f".formatted(report.baselines().trainingBaseRateLogLoss()));
  }

  private static String interval(double value, List<Double> ends) {
    return "%.3f [%.3f, %.3f]".formatted(value, ends.get(0), ends.get(1));
  }
}
