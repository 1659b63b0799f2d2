package io.tidemark.core.score;

/** A model as the stages see it. */
@FunctionalInterface
public interface Scorer {

  /**
   * Scores one feature vector, or one window of them.
   *
   * @param features in the order of the model's feature set, all finite; for a model that looks at
   *     several bars their vectors one after the other, oldest first. The array is the caller's,
   *     who uses it again.
   * @return the probability of a rise over the model's horizon; whoever calls checks that it is
   *     finite and within 0 and 1
   */
  float score(float[] features);
}
