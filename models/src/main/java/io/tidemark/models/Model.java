package io.tidemark.models;

import io.tidemark.core.signal.ModelCard;
import java.util.List;

/**
 * An opened model whose golden vectors held. Not for several threads at once.
 *
 * @param description what is known of it
 * @param scorer to be closed with it
 */
public record Model(ModelDescription description, OnnxScorer scorer) implements AutoCloseable {

  /** What the stages need of it. */
  public ModelCard card() {
    return description.card();
  }

  /** Feature names in the model's order. */
  public List<String> featureNames() {
    return description.featureNames();
  }

  /** The drift test's reference. */
  public Baseline baseline() {
    return description.baseline();
  }

  @Override
  public void close() {
    scorer.close();
  }
}
