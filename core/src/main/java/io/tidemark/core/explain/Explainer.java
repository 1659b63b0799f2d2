package io.tidemark.core.explain;

/**
 * A model that says how much each feature had to do with an answer. The value of a set of features
 * is the model's answer where these have their values and all others their baseline's medians; what
 * a feature contributes is its Shapley value in that game. The same input has the same bits.
 *
 * <p>Not for several threads at once.
 */
public interface Explainer extends AutoCloseable {

  /**
   * Shares out the answer to one input.
   *
   * @param window the model's whole window: feature vectors in the order of its feature set, one
   *     after the other, oldest first, all finite. A feature is taken away at all bars at once.
   * @throws IllegalArgumentException if it has another length than the model's input
   */
  Attribution explain(float[] window);

  /**
   * Whether contributions are the Shapley values themselves; if not they are averages over a fixed
   * sample of orders, which add up all the same.
   */
  boolean isExact();

  /** The unit in which answers are shared out; the same for every answer. */
  Link link();

  @Override
  void close();
}
