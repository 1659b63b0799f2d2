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
  private Served served;
  private List<ModelAlert> alerts = List.of();
  private @Nullable ModelComparison comparison;

  ServeOutcome(Served served) {
    this.served = served;
  }

  void begin() {
    alerts = List.of();
    comparison = null;
  }

  void served(Served model) {
    served = model;
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

  /** What the features say, and what {@link #served} is to be asked. */
  public ScoreOutcome score() {
    return score;
  }

  /** The model that made {@link #score} and is to be asked. */
  public Served served() {
    return served;
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
