package io.tidemark.core.fold;

import io.tidemark.core.drift.DriftOutcome;
import io.tidemark.core.drift.DriftState;
import io.tidemark.core.drift.Gated;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.risk.RiskOutcome;
import io.tidemark.core.risk.RiskState;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.Scorer;
import io.tidemark.core.serve.InstrumentState;
import io.tidemark.core.serve.ModelAlert;
import io.tidemark.core.serve.ModelComparison;
import io.tidemark.core.serve.ServeOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Folds the log of one instrument through features, drift gate and risk gate. The signal job does
 * the same with its state in Flink; {@code reproduce} and the parity tests do it here.
 */
public final class InstrumentFold {

  private final FoldStages stages;
  private final InstrumentState instrument = new InstrumentState();
  private final DriftState driftState = new DriftState();
  private final RiskState riskState = new RiskState();
  private float[] answer = {};

  /** Begins before the first event; the stages may serve other instruments too. */
  public InstrumentFold(FoldStages stages) {
    this.stages = stages;
  }

  /** Takes in the next event; null if the gates had nothing to hear of. */
  public @Nullable Step step(LogEvent event) {
    ServeOutcome outcome = stages.serving().step(instrument, event);
    Assessment assessment = outcome.score().assessment();
    if (assessment == null) {
      return null;
    }
    if (assessment.scored()) {
      Scorer scorer = outcome.model().scorer();
      if (answer.length < scorer.width()) {
        answer = new float[scorer.width()];
      }
      scorer.score(outcome.score().input(), 1, answer);
      assessment = assessment.withAnswer(answer, 0);
    }
    DriftOutcome drifted = stages.drift().apply(assessment).step(driftState, assessment);
    Gated gated = new Gated(assessment, drifted.verdict());
    RiskOutcome decided = stages.risk().apply(assessment).step(riskState, gated);
    return new Step(assessment, drifted, decided, outcome.alerts(), outcome.comparison());
  }

  /**
   * What the stages said of one event.
   *
   * @param assessment of features and score
   * @param drift of the drift gate
   * @param risk of the risk gate
   * @param modelAlerts of updates of the models
   * @param comparison of a shadow with the model that serves; null if there is none to report
   */
  public record Step(
      Assessment assessment,
      DriftOutcome drift,
      RiskOutcome risk,
      List<ModelAlert> modelAlerts,
      @Nullable ModelComparison comparison) {}
}
