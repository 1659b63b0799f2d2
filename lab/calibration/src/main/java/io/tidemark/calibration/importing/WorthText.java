package io.tidemark.calibration.importing;

import io.tidemark.calibration.artefact.TextTable;
import io.tidemark.core.score.AnswerForm;
import io.tidemark.core.score.Task;
import io.tidemark.models.Manifest;
import java.util.ArrayList;
import java.util.List;

/** What a model is worth, for people. */
final class WorthText {

  private WorthText() {}

  /**
   * Lines of a direction's metrics; of another task the rank correlation alone.
   *
   * @param block µs that are resampled together
   */
  static List<String> lines(Manifest manifest, AnswerForm form, AnsweredRows answers, long block) {
    Manifest.Metrics metrics = manifest.evaluation().metrics();
    return metrics == null ? correlations(form, answers, block) : table(metrics);
  }

  private static List<String> correlations(AnswerForm form, AnsweredRows answers, long block) {
    Task task = form.task();
    if (!form.hasScore()) {
      return List.of(
          "A regime is not measured: an export does not say in which one the market is.");
    }
    List<String> lines = new ArrayList<>();
    for (Part part : Part.values()) {
      lines.add(
          "%s: %,d rows, rank correlation of the score with the %s %s"
              .formatted(
                  part,
                  answers.of(part).length,
                  task == Task.VOLATILITY ? "volatility" : "return",
                  OutcomeCorrelation.of(answers, answers.of(part), task, block)));
    }
    return lines;
  }

  private static List<String> table(Manifest.Metrics metrics) {
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
