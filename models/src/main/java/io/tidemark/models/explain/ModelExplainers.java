package io.tidemark.models.explain;

import io.tidemark.core.explain.Explainer;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelDescription;
import io.tidemark.models.ModelRejectedException;
import io.tidemark.models.OnnxScorer;
import io.tidemark.models.onnx.OnnxModelReader;
import io.tidemark.models.onnx.ProtobufReader.MalformedException;
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
    ScoreScale scale = new ScoreScale(description.metadata().form());
    OnnxScorer whole = artefact.openWhole();
    try {
      int bars = description.metadata().timing().windowBars();
      Explainer exact = bars == 1 ? exact(artefact, scale, medians) : null;
      if (exact != null && agrees(exact, whole, scale, description)) {
        whole.close();
        return exact;
      }
      return new PermutationExplainer(whole, scale, medians, bars);
    } catch (ModelRejectedException | RuntimeException e) {
      whole.close();
      throw e;
    }
  }

  /** Of a graph whose sums can be read; null of any other. */
  private static @Nullable Explainer exact(
      ModelArtefact artefact, ScoreScale scale, float[] medians) throws ModelRejectedException {
    GraphPath path;
    try {
      path = GraphPath.of(OnnxModelReader.read(artefact.model()).graph());
    } catch (MalformedException e) {
      throw ModelRejectedException.of(
          artefact.source(), "an ONNX file", String.valueOf(e.getMessage()));
    }
    if (path == null || !scale.isOf(path)) {
      return null;
    }
    TreeTable trees = TreeReader.read(path, medians.length);
    return trees == null ? GraphSums.of(path, medians) : new TreeShapley(trees, medians);
  }

  /** A graph that was read wrongly would be explained wrongly: it is asked instead. */
  private static boolean agrees(
      Explainer exact, OnnxScorer whole, ScoreScale scale, ModelDescription description) {
    float[] vector = new float[description.featureNames().size()];
    int rows = Math.min(ROWS, description.baseline().rows());
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < vector.length; i++) {
        vector[i] = description.baseline().columns()[i][row];
      }
      double asked = scale.of(whole.answer(vector), 0);
      double read = exact.explain(vector).answer();
      if (!(Math.abs(read - asked) <= TOLERANCE * Math.max(1, Math.abs(asked)))) {
        return false;
      }
    }
    return true;
  }
}
