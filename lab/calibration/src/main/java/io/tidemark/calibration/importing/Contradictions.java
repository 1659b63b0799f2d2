package io.tidemark.calibration.importing;

import io.tidemark.core.score.AnswerForm;
import io.tidemark.core.score.Task;
import io.tidemark.models.ScoreSample;
import io.tidemark.models.StrengthTable;
import io.tidemark.models.importing.ImportCheck.CheckedModel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Why answers over an export are not to be served, all of it. */
final class Contradictions {

  /** Golden inputs that a model must have at least, all of the test part. */
  static final int FEWEST_ROWS = 16;

  /** Scores that differ by less than such a part of the largest do not differ. */
  private static final double SPREAD = 1e-6;

  /** Of the validation part, between which a strength has to rise: a manifest is held to it. */
  private static final double LOW = 0.1;

  private static final double HIGH = 0.9;

  private Contradictions() {}

  /**
   * One sentence each, saying what to do; empty if there is nothing.
   *
   * @param blocks µs that are resampled together
   */
  static List<String> of(
      ExportedHistory history,
      CheckedModel model,
      AnswerForm form,
      AnsweredRows answers,
      long blocks) {
    List<String> reasons = new ArrayList<>();
    if (model.window() > 1 && !history.head().trigger().equals("bar")) {
      reasons.add(
          "it takes %d bars at once, and the export has rows of every event: export with --trigger bar"
              .formatted(model.window()));
    }
    Integer unsound = answers.unsound();
    if (unsound != null) {
      reasons.add(
          "it answers %s at %s of %s, %s: mend the model, or say another --task, --scale or --outputs"
              .formatted(
                  Arrays.toString(answers.answer(unsound)),
                  Instant.EPOCH.plus(answers.time(unsound), ChronoUnit.MICROS),
                  answers.of(unsound).instrument(),
                  form.task().fault()));
      return reasons;
    }
    List<String> abstentions = Abstentions.violations(answers);
    if (!abstentions.isEmpty()) {
      reasons.addAll(abstentions);
      return reasons;
    }
    for (Part part : Part.values()) {
      parts(part, form, answers, reasons);
    }
    if (reasons.isEmpty() && form.hasScore()) {
      requireStrength(form.task(), answers, reasons);
      reversed(form.task(), answers, blocks, reasons);
    }
    return reasons;
  }

  private static void parts(
      Part part, AnswerForm form, AnsweredRows answers, List<String> reasons) {
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
    if (form.task() == Task.DIRECTION && (rises == 0 || rises == rows.length)) {
      reasons.add(
          "the %s part has %s: export a longer time"
              .formatted(part, rises == 0 ? "no rise" : "rises only"));
    }
    if (form.hasScore()) {
      requireSpread(part, rows, answers, reasons);
    }
  }

  private static void requireSpread(
      Part part, int[] rows, AnsweredRows answers, List<String> reasons) {
    double[] scores =
        Arrays.stream(rows).mapToDouble(row -> answers.prediction(row).score()).toArray();
    double least = Arrays.stream(scores).min().orElseThrow();
    double most = Arrays.stream(scores).max().orElseThrow();
    double scale = Math.max(Math.abs(least), Math.abs(most));
    if (!(most - least > SPREAD * scale)) {
      reasons.add(
          "it answers %s at every row of the %s part: are its features in the order of --features?"
              .formatted(least, part));
    }
  }

  /** A strength is the place of an answer among those of the validation part. */
  private static void requireStrength(Task task, AnsweredRows answers, List<String> reasons) {
    double[] far =
        Arrays.stream(answers.of(Part.VALIDATION))
            .mapToDouble(row -> answers.prediction(row).conviction())
            .sorted()
            .toArray();
    double low = Quantiles.at(far, LOW);
    if (!(Quantiles.at(far, HIGH) > low)) {
      reasons.add(
          "eight of ten answers of the validation part or more are equally sure, %s from the one that says nothing, so that no strength could be told from another: a tree that is grown to its last row answers 0 and 1 alone, so limit its leaves (max_depth, min_samples_leaf) or give its probabilities a calibration"
              .formatted(low));
    } else if (task.hasSides()) {
      requireCalm(task, answers, far, reasons);
    }
  }

  /** The drift gate's reference is of the training part. */
  private static void requireCalm(
      Task task, AnsweredRows answers, double[] far, List<String> reasons) {
    int[] rows = answers.closes(Part.TRAINING);
    float[] scores = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      scores[i] = answers.prediction(rows[i]).score();
    }
    List<Double> percentiles =
        IntStream.rangeClosed(0, 100).mapToObj(i -> Quantiles.at(far, i / 100.0)).toList();
    double distance =
        new StrengthTable(percentiles).distance(ScoreSample.of(scores, task.neutral()));
    if (distance > StrengthTable.FARTHEST) {
      reasons.add(
          "it is not as sure of the validation part as of the training part: the shares of its answers differ by %.2f, expected at most %s, so that the drift gate would take every answer for drift: it knows its training rows by heart, so make it smaller (max_depth, min_samples_leaf, early stopping), or export a time that it was not trained on"
              .formatted(distance, StrengthTable.FARTHEST));
    }
  }

  private static void reversed(Task task, AnsweredRows answers, long block, List<String> reasons) {
    OutcomeCorrelation training =
        OutcomeCorrelation.of(answers, answers.of(Part.TRAINING), task, block);
    OutcomeCorrelation validation =
        OutcomeCorrelation.of(answers, answers.of(Part.VALIDATION), task, block);
    OutcomeCorrelation test = OutcomeCorrelation.of(answers, answers.of(Part.TEST), task, block);
    if (training.low() <= 0 && validation.isReversed() && test.isReversed()) {
      reasons.add(
          "it answers the wrong way round: the rank correlation of its scores with what came of them is %s in validation and %s in test: %s"
              .formatted(
                  validation,
                  test,
                  task == Task.DIRECTION
                      ? "say the --column of a rise, or the features in the order of the training"
                      : "say --outputs, or the features, in the order of the training"));
    }
  }
}
