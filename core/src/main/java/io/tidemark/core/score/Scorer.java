package io.tidemark.core.score;

/** A model as the stages see it. */
@FunctionalInterface
public interface Scorer {

  /**
   * Scores one feature vector.
   *
   * @param features in the order of the model's feature set, all finite
   * @return the probability of a rise over the model's horizon; whoever calls checks that it is
   *     finite and within 0 and 1
   */
  float score(float[] features);
}
