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
    String outcome = task == Task.VOLATILITY ? "volatility" : "return";
    List<String> lines = new ArrayList<>();
    for (Part part : Part.values()) {
      OutcomeCorrelation found = OutcomeCorrelation.of(answers, answers.of(part), task, block);
      lines.add(
          "%s: %,d rows, rank correlation of the score with the %s %s"
              .formatted(part, answers.of(part).length, outcome, found));
      if (part == Part.TEST) {
        lines.add(ordered(found.low(), found.high(), 0) + ".");
      }
    }
    return lines;
  }

  /** What a direction was worth in a test part, in a sentence. */
  static String plainly(Manifest.Report test) {
    Manifest.Intervals within = test.interval95();
    List<Double> lead = within.logLossUnderBaseRate();
    String sure =
        lead.get(0) > 0
            ? "its probabilities are better than the base rate's"
            : lead.get(1) < 0
                ? "its probabilities are worse than the base rate's: they are too sure"
                : "its probabilities are no better than the base rate's";
    return "%s; %s.".formatted(ordered(within.auc().get(0), within.auc().get(1), 0.5), sure);
  }

  private static String ordered(double low, double high, double chance) {
    if (low > chance) {
      return "In the test part a higher score went with a higher outcome, beyond chance";
    }
    return high < chance
        ? "In the test part a higher score went with a LOWER outcome, beyond chance"
        : "In the test part its order of the outcomes cannot be told from chance";
  }

  private static List<String> table(Manifest.Metrics metrics) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "part", "rows", "blocks", "accuracy", "always up", "AUC", "log loss", "base rate's"));
    rows.add(row(Part.TRAINING, metrics.train()));
    rows.add(row(Part.VALIDATION, metrics.validation()));
    rows.add(row(Part.TEST, metrics.test()));
    List<String> lines = new ArrayList<>(TextTable.lines(rows));
    lines.add(plainly(metrics.test()));
    return lines;
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
