package io.tidemark.core.fold;

import io.tidemark.core.drift.DriftGate;
import io.tidemark.core.drift.DriftOutcome;
import io.tidemark.core.drift.DriftState;
import io.tidemark.core.drift.Gated;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.risk.RiskGate;
import io.tidemark.core.risk.RiskOutcome;
import io.tidemark.core.risk.RiskState;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.FeatureScoring;
import io.tidemark.core.score.InstrumentState;
import io.tidemark.core.score.Scorer;
import org.jspecify.annotations.Nullable;

/**
 * Folds the log of one instrument through features, drift gate and risk gate. The signal job does
 * the same with its state in Flink; {@code reproduce} and the parity tests do it here.
 */
public final class InstrumentFold {

  private final FeatureScoring scoring;
  private final Scorer scorer;
  private final DriftGate drift;
  private final RiskGate risk;
  private final InstrumentState instrument = new InstrumentState();
  private final DriftState driftState = new DriftState();
  private final RiskState riskState = new RiskState();
  private final float[] answer = new float[1];

  /** Begins before the first event; the stages may serve other instruments too. */
  public InstrumentFold(FeatureScoring scoring, Scorer scorer, DriftGate drift, RiskGate risk) {
    this.scoring = scoring;
    this.scorer = scorer;
    this.drift = drift;
    this.risk = risk;
  }

  /** Takes in the next event; null if the gates had nothing to hear of. */
  public @Nullable Step step(LogEvent event) {
    Assessment assessment = scoring.step(instrument, event).assessment();
    if (assessment == null) {
      return null;
    }
    if (assessment.scored()) {
      scorer.score(scoring.input(), 1, answer);
      assessment = assessment.withScore(answer[0]);
    }
    DriftOutcome drifted = drift.step(driftState, assessment);
    Gated gated = new Gated(assessment, drifted.verdict());
    return new Step(assessment, drifted, risk.step(riskState, gated));
  }

  /**
   * What the stages said of one event.
   *
   * @param assessment of features and score
   * @param drift of the drift gate
   * @param risk of the risk gate
   */
  public record Step(Assessment assessment, DriftOutcome drift, RiskOutcome risk) {}
}
