package io.tidemark.models;

import io.tidemark.core.score.PrefixEncoder;
import java.util.List;

/**
 * A sequence model as two graphs: what it makes of the closed bars, and its last step. It is held
 * against the whole model before it serves in its place.
 *
 * @param prefix {@code features} [-1, windowBars - 1, F] to {@code state} [-1, S]
 * @param step {@code state_and_vector} [-1, S + F] to the answer
 */
record PrefixForm(OnnxGraph prefix, OnnxScorer step) implements PrefixEncoder, AutoCloseable {

  /** How far it may be from the whole model. */
  static final float TOLERANCE = 1e-5f;

  private static final String STATE = "state";
  private static final String STATE_AND_VECTOR = "state_and_vector";

  /**
   * Opens both.
   *
   * @param prefixFile the graph that encodes the closed bars
   * @param stepFile the graph that answers, of their encoding and the newest vector
   * @throws ModelRejectedException if ONNX Runtime refuses one, or one takes or makes something
   *     else
   */
  static PrefixForm open(byte[] prefixFile, byte[] stepFile, Manifest manifest)
      throws ModelRejectedException {
    String name = manifest.graph().input().name();
    long features = manifest.features().list().size();
    Manifest.Tensor closedBars =
        new Manifest.Tensor(name, List.of(-1L, manifest.bars().window() - 1L, features));
    Manifest.Tensor state = new Manifest.Tensor(STATE, List.of(-1L, OnnxGraph.ANY));
    OnnxGraph prefix = OnnxGraph.open(ArtefactFiles.PREFIX, prefixFile, closedBars, state, 1);
    try {
      Manifest.Tensor asked =
          new Manifest.Tensor(
              STATE_AND_VECTOR, List.of(-1L, Math.addExact(prefix.outputWidth(), features)));
      OnnxScorer step =
          OnnxScorer.open(ArtefactFiles.STEP, stepFile, asked, manifest.graph().output());
      return new PrefixForm(prefix, step);
    } catch (ModelRejectedException | RuntimeException e) {
      prefix.close();
      throw e;
    }
  }

  @Override
  public int size() {
    return prefix.outputWidth();
  }

  @Override
  public void encode(float[] past, float[] encoded) {
    prefix.run(past, 1, encoded);
  }

  /** What the step is asked of a whole window. */
  float[] input(float[] window) {
    int past = prefix.inputWidth();
    float[] input = new float[size() + window.length - past];
    encode(window, input);
    System.arraycopy(window, past, input, size(), window.length - past);
    return input;
  }

  /**
   * Holds it against the whole model, on the golden windows and on each one's closed bars with the
   * last bar of the next, as a bar that forms changes and those before it do not.
   */
  void requireEqual(OnnxScorer whole, Golden golden) throws ModelRejectedException {
    int past = prefix.inputWidth();
    for (int row = 0; row < golden.rows(); row++) {
      float[] window = golden.input(row);
      requireEqual(whole, golden, window, "golden.csv: line " + (row + 2));
      float[] other = golden.input((row + 1) % golden.rows());
      System.arraycopy(other, past, window, past, window.length - past);
      requireEqual(
          whole, golden, window, "golden.csv: line " + (row + 2) + " with the next one's last bar");
    }
  }

  private void requireEqual(OnnxScorer whole, Golden golden, float[] window, String where)
      throws ModelRejectedException {
    float[] all = whole.answer(window);
    float[] answer = step.answer(input(window));
    for (int output = 0; output < all.length; output++) {
      float expected = all[output];
      float found = answer[output];
      float tolerance = TOLERANCE * golden.scale(output);
      if (!(Math.abs(found - expected) <= tolerance)) {
        throw new ModelRejectedException(
            where
                + (": expected of prefix.onnx and step.onnx " + expected + " within " + tolerance)
                + (", as of model.onnx, found " + found)
                + "; a model that normalises over the forming bar has no prefix form");
      }
    }
  }

  @Override
  public void close() {
    prefix.close();
    step.close();
  }
}
