package io.tidemark.models;

import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.score.ModelMetadata;
import io.tidemark.core.score.Prediction;
import io.tidemark.core.score.PrefixEncoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An opened model whose golden vectors held. Not for several threads at once.
 *
 * @param description what is known of it
 * @param scorer to be closed with it; asked with a whole window, or after {@code form}
 * @param form encodes the closed bars of what {@code scorer} is asked; null if nothing does
 */
public record LoadedModel(
    ModelDescription description, OnnxScorer scorer, @Nullable PrefixForm form)
    implements AutoCloseable {

  /** Encodes the closed bars of what the scorer is asked; null if it is asked with them all. */
  public @Nullable PrefixEncoder encoder() {
    return form;
  }

  /** What the stages need of it. */
  public ModelMetadata metadata() {
    return description.metadata();
  }

  /** Names it and pins its content. */
  public ModelRef ref() {
    return description.ref();
  }

  /** Feature names in the model's order. */
  public List<String> featureNames() {
    return description.featureNames();
  }

  /** The drift test's reference. */
  public Baseline baseline() {
    return description.baseline();
  }

  /**
   * Answers one whole window, or one vector where the model takes one bar.
   *
   * @throws IllegalArgumentException if it has another length than the model's input
   */
  public Prediction predict(float[] window) {
    float[] answer = scorer.answer(form == null ? window : form.input(window));
    return Prediction.of(metadata().form(), answer, 0);
  }

  /** {@link Prediction#score()} of the same: what the drift gate watches. */
  public float score(float[] window) {
    return predict(window).score();
  }

  @Override
  public void close() {
    scorer.close();
    if (form != null) {
      form.close();
    }
  }
}
