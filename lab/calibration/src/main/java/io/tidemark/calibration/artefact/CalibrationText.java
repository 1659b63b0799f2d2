package io.tidemark.calibration.artefact;

import io.tidemark.calibration.CalibrationReport;
import io.tidemark.calibration.Change;
import io.tidemark.calibration.Delay;
import io.tidemark.calibration.SeriesReport;
import io.tidemark.core.drift.DriftCalibration;
import io.tidemark.core.drift.DriftCalibration.FamilyTail;
import java.util.ArrayList;
import java.util.List;

/** A calibration as text: thresholds at a few budgets, the spread, the delays. */
final class CalibrationText {

  private static final double[] BUDGETS = {10_000, 100_000, 1_000_000};

  private CalibrationText() {}

  static List<String> lines(CalibrationReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "w %d and %d, k %d, m %,d; %,d rows in blocks of %,d; %d references, %,.0f live samples, %d peaks"
            .formatted(
                report.plan().gate().window(),
                report.plan().gate().shortWindow(),
                report.plan().gate().persistence(),
                report.plan().draws().reference(),
                report.rows(),
                report.block(),
                report.plan().draws().references(),
                report.samples(),
                report.peaks()));
    lines.add("");
    lines.add(
        "Thresholds D (long window, short window) at one false alarm in so many samples of an"
            + " instrument:");
    lines.addAll(TextTable.lines(thresholds(report)));
    CalibrationReport.Spread spread = report.spread();
    lines.add("");
    lines.add(
        "Mean run length of single references, as a multiple of the budget: lowest %.2f, tenth %.2f, median %.2f, ninetieth %.2f"
            .formatted(spread.lowest(), spread.tenth(), spread.median(), spread.ninetieth()));
    lines.add("");
    lines.add(
        "Mean delay in samples at one in %,.0f, and the share unseen within %,d:"
            .formatted(report.plan().budget(), report.plan().longest()));
    lines.addAll(TextTable.lines(delays(report)));
    List<String> constant =
        report.series().stream()
            .filter(one -> one.delays().isEmpty())
            .map(SeriesReport::name)
            .toList();
    if (!constant.isEmpty()) {
      lines.add(
          "Constant in the export, so that only drift.min-distance decides: "
              + String.join(", ", constant));
    }
    return lines;
  }

  private static List<List<String>> thresholds(CalibrationReport report) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("series", "role", "rank time", "spread time"));
    for (double budget : BUDGETS) {
      head.add("%,.0f".formatted(budget));
    }
    rows.add(head);
    DriftCalibration calibration = report.calibration();
    for (SeriesReport one : report.series()) {
      List<String> row =
          new ArrayList<>(
              List.of(
                  one.name(),
                  one.mayPause() ? "pause" : "alert",
                  "%.1f".formatted(one.rankTime()),
                  "%.1f".formatted(one.spreadTime())));
      FamilyTail family = one.mayPause() ? calibration.pausing() : calibration.watched();
      for (double budget : BUDGETS) {
        row.add(thresholds(calibration, one.name(), family, budget));
      }
      rows.add(row);
    }
    return rows;
  }

  /** Of the long window, then of the short one. */
  private static String thresholds(
      DriftCalibration calibration, String name, FamilyTail family, double budget) {
    String whole =
        "%.3f".formatted(calibration.threshold(name, calibration.window(), family, budget));
    return calibration.shortWindow() == 0
        ? whole
        : whole
            + " %.3f"
                .formatted(calibration.threshold(name, calibration.shortWindow(), family, budget));
  }

  private static List<List<String>> delays(CalibrationReport report) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("series"));
    for (Change change : Change.values()) {
      head.add(change.words());
    }
    rows.add(head);
    for (SeriesReport one : report.series()) {
      if (one.delays().isEmpty()) {
        continue;
      }
      List<String> row = new ArrayList<>(List.of(one.name()));
      for (Delay delay : one.delays()) {
        row.add(
            delay.unseen() == 0
                ? "%.0f".formatted(delay.mean())
                : delay.unseen() == 1
                    ? "never"
                    : "%.0f, %.0f %% unseen".formatted(delay.mean(), 100 * delay.unseen()));
      }
      rows.add(row);
    }
    return rows;
  }
}
