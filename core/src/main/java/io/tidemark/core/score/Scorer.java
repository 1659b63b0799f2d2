package io.tidemark.core.score;

/**
 * A model as the stages see it. Its answer to an input does not depend on what is scored beside.
 */
public interface Scorer {

  /** The most inputs that it scores at once, at least 1. */
  int batch();

  /** How many numbers it answers an input with, at least 1. */
  int width();

  /**
   * Scores inputs that lie one after the other.
   *
   * @param inputs feature vectors in the order of the model's feature set, all finite; for a model
   *     that looks at several bars an input is their vectors one after the other, oldest first, or
   *     what its {@link PrefixEncoder} made of all but the last, and then that one. The array is
   *     the caller's, who uses it again; it may be longer than what is asked.
   * @param count how many inputs, 1 to {@link #batch()}
   * @param answers takes {@link #width()} numbers for each input, in the same order; whoever calls
   *     checks that they are what the model's {@link AnswerForm} says
   */
  void score(float[] inputs, int count, float[] answers);
}
