package io.tidemark.models;

import io.tidemark.core.score.AnswerForm;
import io.tidemark.core.score.Prediction;
import io.tidemark.core.score.Task;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What can be seen wrong with an artefact by its files alone: that baseline, strength table, golden
 * vectors and periods are this model's own, and enough to hold it to them, and that the metrics do
 * not speak against it. What the metrics say is not measured again: that takes rows with labels.
 *
 * <p>A baseline has one bar in a row. So a model of one bar answers its rows again, up to {@value
 * #MOST_ROWS} of them, evenly spaced. Of a model of several bars only the distribution of the
 * scores can be held against that of the golden answers, with a limit that chance exceeds once in a
 * million times: it refuses a baseline that is grossly another model's, no near one.
 */
public final class SealingCheck {

  /** Fewer different golden inputs cannot tell a model from another. */
  public static final int FEWEST_GOLDEN_ROWS = 8;

  /** Fewer samples are no reference of a distribution. */
  public static final int FEWEST_BASELINE_ROWS = 100;

  /** How many rows of a baseline are answered again. */
  static final int MOST_ROWS = 4_096;

  private final Manifest manifest;
  private final Baseline baseline;
  private final Golden golden;
  private final OnnxScorer scorer;
  private final List<String> found = new ArrayList<>();

  private SealingCheck(Manifest manifest, Baseline baseline, Golden golden, OnnxScorer scorer) {
    this.manifest = manifest;
    this.baseline = baseline;
    this.golden = golden;
    this.scorer = scorer;
  }

  /**
   * Everything that is wrong, one sentence each, which begins with the file or the manifest's key;
   * empty when nothing is.
   *
   * @throws ModelRejectedException if the artefact cannot be read or its model not be scored
   */
  public static List<String> violations(ModelArtefact artefact) throws ModelRejectedException {
    ModelDescription description = artefact.describe();
    Manifest manifest = description.manifest();
    byte[] model = artefact.file(ArtefactFiles.MODEL);
    try {
      Golden golden =
          Golden.parse(ArtefactFiles.GOLDEN, artefact.file(ArtefactFiles.GOLDEN), manifest);
      try (OnnxScorer scorer = OnnxScorer.open(ArtefactFiles.MODEL, model, manifest)) {
        return violations(description, golden, scorer);
      }
    } catch (ModelRejectedException e) {
      throw e.in(artefact.source());
    }
  }

  /**
   * The same of what is open already.
   *
   * @throws ModelRejectedException if the model cannot be scored
   */
  static List<String> violations(ModelDescription description, Golden golden, OnnxScorer scorer)
      throws ModelRejectedException {
    SealingCheck check =
        new SealingCheck(description.manifest(), description.baseline(), golden, scorer);
    try {
      return check.all();
    } catch (IllegalStateException e) { // such as a split on a feature that there is not
      throw new ModelRejectedException(
          ArtefactFiles.MODEL + ": ONNX Runtime cannot score it: " + e.getMessage(), e);
    }
  }

  private List<String> all() {
    found.addAll(PeriodOrder.violations(manifest));
    goldenRows();
    baselineRows();
    Manifest.Metrics metrics = manifest.evaluation().metrics();
    if (metrics != null) {
      found.addAll(MeasuredWorth.violations(metrics));
    }
    AnswerForm form = manifest.graph().form();
    if (form.hasScore()) {
      ScoreSample recorded = ScoreSample.of(baseline.scores(), form.task().neutral());
      baselineScores(form, recorded);
      StrengthTable table = new StrengthTable(manifest.evaluation().strengthQuantiles());
      found.addAll(table.violations(form.task(), recorded));
    }
    return List.copyOf(found);
  }

  private void baselineRows() {
    if (baseline.rows() < FEWEST_BASELINE_ROWS) {
      found.add(
          "%s: expected at least %d rows, found %d: so few are no drift reference; take more bar closes of the training period"
              .formatted(ArtefactFiles.BASELINE, FEWEST_BASELINE_ROWS, baseline.rows()));
    }
  }

  private void goldenRows() {
    Set<List<Float>> different = new HashSet<>();
    for (int row = 0; row < golden.rows(); row++) {
      List<Float> input = new ArrayList<>();
      for (float number : golden.input(row)) {
        input.add(number);
      }
      different.add(input);
    }
    if (different.size() < FEWEST_GOLDEN_ROWS) {
      found.add(
          "%s: expected at least %d different inputs, found %d: so few answers do not tell this model from another; take more, evenly over the test period"
              .formatted(ArtefactFiles.GOLDEN, FEWEST_GOLDEN_ROWS, different.size()));
    }
  }

  private void baselineScores(AnswerForm form, ScoreSample recorded) {
    if (recorded.isConstant()) {
      found.add(
          "%s: expected scores that differ, found %s in every row: a model that answers the same whatever it is shown says nothing; train it again"
              .formatted(ArtefactFiles.BASELINE, recorded.lowest()));
    }
    if (manifest.bars().window() == 1) {
      answeredAgain(form);
    } else if (form.task().hasSides()) {
      besideGolden(form, recorded);
    }
  }

  private void besideGolden(AnswerForm form, ScoreSample recorded) {
    float[] answers = new float[golden.rows()];
    for (int row = 0; row < answers.length; row++) {
      answers[row] = Prediction.of(form, scorer.answer(golden.input(row)), 0).score();
      if (Float.isNaN(answers[row])) {
        return; // no sound answer, which the golden vectors' own check says
      }
    }
    ScoreSample own = ScoreSample.of(answers, form.task().neutral());
    double distance = own.distance(recorded);
    double limit = own.farthestByChance(recorded);
    if (distance > limit) {
      found.add(
          "%s: expected scores distributed as the model's golden answers, a distance of at most %.2f, found %.2f: the baseline is another model's; write it with this one"
              .formatted(ArtefactFiles.BASELINE, limit, distance));
    }
  }

  private void answeredAgain(AnswerForm form) {
    int features = manifest.featureNames().size();
    float[] recorded = baseline.scores();
    float tolerance = Sealing.TOLERANCE * scale(form.task(), recorded);
    float[] vector = new float[features];
    int step = (baseline.rows() + MOST_ROWS - 1) / MOST_ROWS;
    int asked = 0;
    int others = 0;
    String first = "";
    for (int row = 0; row < baseline.rows(); row += step) {
      for (int i = 0; i < features; i++) {
        vector[i] = baseline.columns()[i][row];
      }
      float answer = Prediction.of(form, scorer.answer(vector), 0).score();
      asked++;
      if (!(Math.abs(answer - recorded[row]) <= tolerance)) { // NaN is another, too
        others++;
        first =
            first.isEmpty()
                ? "line %d: expected the model's score %s, found %s"
                    .formatted(row + 2, answer, recorded[row])
                : first;
      }
    }
    if (others > 0) {
      found.add(
          "%s: %s, and in %d of %d rows in all: the baseline is another model's; write it with this one"
              .formatted(ArtefactFiles.BASELINE, first, others, asked));
    }
  }

  /** Scores of a return or a volatility have units. */
  private static float scale(Task task, float[] scores) {
    if (task == Task.DIRECTION || task == Task.CLASSES) {
      return 1;
    }
    float largest = Float.MIN_NORMAL;
    for (float score : scores) {
      largest = Math.max(largest, Math.abs(score));
    }
    return largest;
  }
}
