package io.tidemark.models.explain;

import io.tidemark.core.explain.Explainer;
import io.tidemark.core.score.AnswerForm;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelDescription;
import io.tidemark.models.ModelRejectedException;
import io.tidemark.models.OnnxScorer;
import io.tidemark.models.explain.FeatureStages.Beginning;
import io.tidemark.models.explain.GraphPath.Step;
import io.tidemark.models.explain.LinearReader.Weighted;
import io.tidemark.models.explain.TreeReader.Forest;
import io.tidemark.models.onnx.ModelGraph;
import io.tidemark.models.onnx.OnnxModelReader;
import io.tidemark.models.onnx.ProtobufReader.MalformedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens a model to have its answers explained: exactly from the graph where it adds up features or
 * trees, and by asking it otherwise.
 *
 * <p>See RATIONALE.md, "How is an answer shared out among the features?"
 */
public final class ModelExplainers {

  /** How far the graph as read may be from ONNX Runtime, in the unit of the sums. */
  private static final double TOLERANCE = 1e-5;

  /** Rows of the baseline on which it is held against it. */
  private static final int ROWS = 32;

  private ModelExplainers() {}

  /**
   * Opens an artefact of any kind. The caller closes it.
   *
   * @throws ModelRejectedException if the artefact is not whole, its task has no score, or ONNX
   *     Runtime refuses it
   */
  public static Explainer open(ModelArtefact artefact) throws ModelRejectedException {
    ModelDescription description = artefact.describe();
    if (!description.metadata().form().hasScore()) {
      throw ModelRejectedException.of(
          artefact.source(),
          "a task that has a score to explain",
          description.metadata().form().task());
    }
    float[] medians = MedianRow.of(description.baseline(), description.featureNames().size());
    AnswerForm form = description.metadata().form();
    OnnxScorer whole = artefact.openWhole();
    try {
      int bars = description.metadata().timing().windowBars();
      Explainer exact = bars == 1 && form.width() == 1 ? exact(artefact, form, medians) : null;
      if (exact != null && agrees(exact, whole, description)) {
        whole.close();
        return exact;
      }
      return new PermutationExplainer(whole, ScoreScale.of(form), medians, bars);
    } catch (ModelRejectedException | RuntimeException e) {
      whole.close();
      throw e;
    }
  }

  /** Of a graph whose sums can be read; null of any other. */
  private static @Nullable Explainer exact(ModelArtefact artefact, AnswerForm form, float[] medians)
      throws ModelRejectedException {
    try {
      return exact(OnnxModelReader.read(artefact.model()).graph(), form, medians);
    } catch (MalformedException e) {
      throw ModelRejectedException.of(
          artefact.source(), "an ONNX file", String.valueOf(e.getMessage()));
    }
  }

  /** As {@link #open} reads a graph of one bar and one number; null if its sums are not known. */
  static @Nullable Explainer exact(ModelGraph graph, AnswerForm form, float[] medians) {
    GraphPath path = GraphPath.of(graph);
    if (path == null) {
      return null;
    }
    Beginning beginning = FeatureStages.of(path, medians.length);
    List<Step> rest = path.steps().subList(beginning.steps(), path.steps().size());
    Forest forest = TreeReader.read(path, rest, medians.length, form.task());
    if (forest != null) {
      return new TreeShapley(beginning.stages(), forest, medians);
    }
    Weighted sum = LinearReader.read(path, rest, medians.length, form.task());
    return sum == null ? null : new GraphSums(beginning.stages(), sum, medians);
  }

  /** A graph that was read wrongly would be explained wrongly: it is asked instead. */
  private static boolean agrees(Explainer exact, OnnxScorer whole, ModelDescription description) {
    ScoreScale scale = new ScoreScale(description.metadata().form(), exact.link());
    float[] vector = new float[description.featureNames().size()];
    int rows = Math.min(ROWS, description.baseline().rows());
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < vector.length; i++) {
        vector[i] = description.baseline().columns()[i][row];
      }
      double asked = scale.of(whole.answer(vector), 0);
      double read = scale.shown(exact.explain(vector).answer());
      double most = TOLERANCE * Math.max(1, Math.abs(asked)) + scale.rounding(asked);
      if (!(Math.abs(read - asked) <= most)) {
        return false;
      }
    }
    return true;
  }
}
