package io.tidemark.calibration.importing;

import io.tidemark.models.importing.ImportCheck.CheckedModel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Why answers over an export are not to be served, all of it. */
final class Contradictions {

  /** Golden inputs that a model must have at least, all of the test part. */
  static final int FEWEST_ROWS = 16;

  /** Answers that differ by less than this do not differ. */
  private static final double SPREAD = 1e-6;

  private Contradictions() {}

  /** One sentence each, saying what to do; empty if there is nothing. */
  static List<String> of(ExportedHistory history, CheckedModel model, AnsweredRows answers) {
    List<String> reasons = new ArrayList<>();
    if (model.window() > 1 && !history.head().trigger().equals("bar")) {
      reasons.add(
          "it takes %d bars at once, and the export has rows of every event: export with --trigger bar"
              .formatted(model.window()));
    }
    Integer unsound = answers.unsound();
    if (unsound != null) {
      reasons.add(
          "it answers %s at %s of %s, which is no probability: leave out such rows or mend the model"
              .formatted(
                  Arrays.toString(answers.answer(unsound)),
                  Instant.EPOCH.plus(answers.time(unsound), ChronoUnit.MICROS),
                  answers.of(unsound).instrument()));
    }
    for (Part part : Part.values()) {
      parts(part, answers, reasons);
    }
    return reasons;
  }

  private static void parts(Part part, AnsweredRows answers, List<String> reasons) {
    int[] rows = answers.of(part);
    if (rows.length < FEWEST_ROWS || answers.closes(part).length < FEWEST_ROWS) {
      reasons.add(
          "the %s part has %d rows, %d of them bar closes, and at least %d of both are needed: export a longer time"
              .formatted(part, rows.length, answers.closes(part).length, FEWEST_ROWS));
      return;
    }
    long rises =
        Arrays.stream(rows)
            .filter(row -> answers.of(row).forwardReturn(answers.rowOf(row)) > 0)
            .count();
    if (rises == 0 || rises == rows.length) {
      reasons.add(
          "the %s part has %s: export a longer time"
              .formatted(part, rises == 0 ? "no rise" : "rises only"));
    }
    double[] scores =
        Arrays.stream(rows).mapToDouble(row -> answers.prediction(row).score()).toArray();
    double least = Arrays.stream(scores).min().orElseThrow();
    double most = Arrays.stream(scores).max().orElseThrow();
    if (!(most - least > SPREAD)) {
      reasons.add(
          "it answers %s at every row of the %s part: are its features in the order of --features?"
              .formatted(least, part));
    }
  }
}
