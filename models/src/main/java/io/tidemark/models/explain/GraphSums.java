package io.tidemark.models.explain;

import io.tidemark.core.explain.Attribution;
import io.tidemark.core.explain.Explainer;
import io.tidemark.core.explain.Link;
import io.tidemark.models.explain.LinearReader.Weighted;

/**
 * A graph that adds up something of each feature alone, such as a logistic regression over scaled
 * and clipped features. In such a game a Shapley value is exact and needs no averaging: the
 * feature's own term here, less that at its median.
 */
final class GraphSums implements Explainer {

  private final FeatureStages before;
  private final Weighted sum;
  private final double[] atMedians;

  /**
   * @param before what happens to each feature by itself
   * @param sum of what is then
   * @param medians of the features as they come in
   */
  GraphSums(FeatureStages before, Weighted sum, float[] medians) {
    this.before = before;
    this.sum = sum;
    this.atMedians = terms(medians);
  }

  private double[] terms(float[] vector) {
    double[] terms = new double[vector.length];
    for (int i = 0; i < terms.length; i++) {
      terms[i] = before.exact(i, vector[i]) * sum.weights()[i];
    }
    return terms;
  }

  @Override
  public Attribution explain(float[] vector) {
    MedianRow.requireLength(vector, atMedians.length);
    double[] here = terms(vector);
    double baseline = sum.bias();
    double answer = sum.bias();
    double[] contributions = new double[here.length];
    for (int i = 0; i < here.length; i++) {
      baseline += atMedians[i];
      answer += here[i];
      contributions[i] = here[i] - atMedians[i];
    }
    return new Attribution(baseline, answer, contributions);
  }

  @Override
  public boolean isExact() {
    return true;
  }

  @Override
  public Link link() {
    return sum.link();
  }

  @Override
  public void close() {
    // holds nothing
  }
}
