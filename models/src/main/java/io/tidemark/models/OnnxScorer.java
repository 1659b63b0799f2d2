package io.tidemark.models;

import io.tidemark.core.score.Scorer;

/** A model in ONNX Runtime, on the calling thread alone. Not for several threads at once. */
public final class OnnxScorer implements Scorer, AutoCloseable {

  /** Beyond this a batch gains nothing on any kind of model we know, and trees lose. */
  static final int MAX_BATCH = 32;

  private final OnnxGraph graph;
  private int batch = MAX_BATCH;

  private OnnxScorer(OnnxGraph graph) {
    this.graph = graph;
  }

  /**
   * Opens the graph that the manifest describes.
   *
   * @throws ModelRejectedException if ONNX Runtime refuses the file or the graph is another one
   */
  static OnnxScorer open(String file, byte[] model, Manifest manifest)
      throws ModelRejectedException {
    return open(file, model, manifest.graph().input(), manifest.graph().output());
  }

  static OnnxScorer open(String file, byte[] model, Manifest.Tensor input, Manifest.Tensor output)
      throws ModelRejectedException {
    return new OnnxScorer(OnnxGraph.open(file, model, input, output, MAX_BATCH));
  }

  @Override
  public int batch() {
    return batch;
  }

  @Override
  public int width() {
    return graph.outputWidth();
  }

  /** From now on it says that it scores one input at a time. */
  void scoreAlone() {
    batch = 1;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if {@code count} is none that it takes, or {@code inputs} is
   *     shorter than so many
   * @throws IllegalStateException if it is closed, or ONNX Runtime fails (which no value of a
   *     feature makes it do)
   */
  @Override
  public void score(float[] inputs, int count, float[] answers) {
    graph.run(inputs, count, answers);
  }

  /**
   * The only number, or the first one, of the answer to one input.
   *
   * @throws IllegalArgumentException if it has another length than the model's input
   */
  public float score(float[] features) {
    return answer(features)[0];
  }

  /**
   * All numbers of the answer to one input.
   *
   * @throws IllegalArgumentException if it has another length than the model's input
   */
  public float[] answer(float[] features) {
    if (features.length != graph.inputWidth()) {
      throw new IllegalArgumentException(
          "the model takes " + graph.inputWidth() + " numbers, was given " + features.length);
    }
    float[] answer = new float[width()];
    score(features, 1, answer);
    return answer;
  }

  @Override
  public void close() {
    graph.close();
  }
}
