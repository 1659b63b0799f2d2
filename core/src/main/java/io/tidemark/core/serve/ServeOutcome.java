package io.tidemark.core.serve;

import io.tidemark.core.score.ScoreOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link ModelServing} made of one log event. It belongs to its maker, which uses it again: it
 * is valid until the next step.
 */
public final class ServeOutcome {

  private ScoreOutcome score = ScoreOutcome.NOTHING;
  private ActiveModel model;
  private List<ModelAlert> alerts = List.of();
  private @Nullable ModelComparison comparison;

  ServeOutcome(ActiveModel model) {
    this.model = model;
  }

  void begin() {
    alerts = List.of();
    comparison = null;
  }

  void model(ActiveModel model) {
    this.model = model;
  }

  void score(ScoreOutcome outcome) {
    score = outcome;
  }

  void alerts(List<ModelAlert> all) {
    alerts = all;
  }

  void comparison(@Nullable ModelComparison report) {
    comparison = report;
  }

  /** What the features say, and what {@link #model} is to be asked. */
  public ScoreOutcome score() {
    return score;
  }

  /** The model that made {@link #score} and is to be asked. */
  public ActiveModel model() {
    return model;
  }

  /** What began or ended with the event. */
  public List<ModelAlert> alerts() {
    return alerts;
  }

  /** How a shadow compares; null if there is nothing to say of it. */
  public @Nullable ModelComparison comparison() {
    return comparison;
  }
}
