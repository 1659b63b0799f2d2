package io.tidemark.backtest;

import io.tidemark.backtest.Evaluation.CallTable;
import io.tidemark.backtest.Evaluation.RowsCounted;
import io.tidemark.backtest.Evaluation.Subject;
import io.tidemark.backtest.metric.Estimate;
import io.tidemark.core.feature.BarLength;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An evaluation for people, {@value #WIDTH} columns wide. */
public final class EvaluationText {

  private static final int WIDTH = 100;

  private EvaluationText() {}

  /** Its lines. */
  public static List<String> lines(Evaluation evaluation) {
    Subject subject = evaluation.subject();
    RowsCounted counted = evaluation.counted();
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s on %s: %s, %d x %s ahead"
            .formatted(
                subject.model(),
                subject.instrument(),
                subject.task(),
                subject.horizonBars(),
                BarLength.text(subject.barLength())));
    lines.add(
        "%d rows, %s to %s".formatted(counted.rows(), time(counted.first()), time(counted.last())));
    evaluation.remarks().stream()
        .filter(EvaluationText::isWarning)
        .forEach(remark -> wrap(remark, lines));
    lines.add("");
    lines.add(line("", "value", evaluation.plan().hasIntervals() ? "95 % interval" : ""));
    evaluation.estimates().forEach(each -> lines.add(line(each, counted.rows())));
    calls(evaluation.confusion(), lines);
    lines.add("");
    wrap(intervals(evaluation), lines);
    evaluation.remarks().stream()
        .filter(remark -> !isWarning(remark))
        .forEach(remark -> wrap(remark, lines));
    wrap(
        "None of these numbers is a profit: fees, slippage and the time to act are not in them.",
        lines);
    return lines;
  }

  private static String line(Estimate estimate, long rows) {
    String value = Double.isNaN(estimate.value()) ? "none" : number(estimate.value());
    String interval =
        estimate.hasInterval()
            ? "[" + number(estimate.low()) + ", " + number(estimate.high()) + "]"
            : "too few rows (" + rows + ") for an interval";
    return line(estimate.words(), value, interval);
  }

  private static String line(String words, String value, String interval) {
    return String.format(Locale.ROOT, "%-46s %10s   %s", words, value, interval).stripTrailing();
  }

  private static void calls(CallTable table, List<String> lines) {
    if (table.classes().isEmpty()) {
      return;
    }
    lines.add("");
    StringBuilder head = new StringBuilder(cell("came \\ called"));
    table.classes().forEach(name -> head.append(cell(name)));
    lines.add(head.toString().stripTrailing());
    for (int i = 0; i < table.classes().size(); i++) {
      StringBuilder row = new StringBuilder(cell(table.classes().get(i)));
      table.counts().get(i).forEach(count -> row.append(cell(String.valueOf(count))));
      lines.add(row.toString().stripTrailing());
    }
  }

  private static String cell(String text) {
    return String.format(Locale.ROOT, "%-16s", text);
  }

  private static String intervals(Evaluation evaluation) {
    return evaluation.plan().hasIntervals()
        ? "Intervals: %d rows are resampled in blocks of %d (%d blocks: the honest sample size)."
            .formatted(
                evaluation.plan().rows(), evaluation.plan().block(), evaluation.plan().blocks())
        : "There are too few rows (%d) for an interval: what stands here may be chance."
            .formatted(evaluation.counted().rows());
  }

  private static boolean isWarning(String remark) {
    return remark.startsWith("WARNING");
  }

  private static void wrap(String sentence, List<String> lines) {
    StringBuilder line = new StringBuilder();
    for (String word : sentence.split(" ", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
        line.append("  ");
      }
      line.append(line.toString().isBlank() ? "" : " ").append(word);
    }
    lines.add(line.toString());
  }

  private static String time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
