package io.tidemark.calibration.artefact;

import io.tidemark.calibration.OutcomeFit;
import io.tidemark.core.drift.OutcomeCalibration;
import io.tidemark.core.outcome.TestReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the outcomes were as text: each test's mean, and its threshold at a few budgets. */
final class OutcomeText {

  private static final double[] BUDGETS = {10_000, 100_000};

  private OutcomeText() {}

  static List<String> lines(OutcomeFit.Found found) {
    OutcomeCalibration calibration = found.calibration();
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "Outcomes: %,d of the validation period in blocks of %,d; base %.4f.",
            calibration.reference().rows(),
            found.block(),
            calibration.reference().measure().base()));
    lines.add(
        "Thresholds of the sums, standard deviations, at one false alarm in so many outcomes of an"
            + " instrument:");
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("test", "mean", "deviation"));
    for (double budget : BUDGETS) {
      head.add(String.format(Locale.ROOT, "%,.0f", budget));
    }
    rows.add(head);
    for (TestReference test : calibration.reference().tests()) {
      List<String> row = new ArrayList<>();
      row.add(test.test().toString());
      row.add(String.format(Locale.ROOT, "%.4g", test.mean()));
      row.add(String.format(Locale.ROOT, "%.4g", test.deviation()));
      for (double budget : BUDGETS) {
        double level = calibration.family().levelAt(budget);
        row.add(String.format(Locale.ROOT, "%.1f", test.threshold(level)));
      }
      rows.add(row);
    }
    lines.addAll(TextTable.lines(rows));
    return lines;
  }
}
