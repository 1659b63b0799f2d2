package io.tidemark.core.risk;

import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.drift.DriftVerdict;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.RiskVerdict.Outcome;

/** The drift gate does not trust the model on this instrument any more. */
record DriftPause() implements Rule {

  @Override
  public RiskRule name() {
    return RiskRule.DRIFT_PAUSE;
  }

  @Override
  public Scope scope() {
    return Scope.SYSTEM;
  }

  @Override
  public Outcome judge(Situation situation, Action direction) {
    return situation.drift().status() == DriftStatus.PAUSED ? Outcome.BLOCK : Outcome.PASS;
  }

  @Override
  public double observed(Situation situation) {
    return situation.drift().distance();
  }

  @Override
  public double limit(Situation situation) {
    return situation.drift().threshold();
  }

  @Override
  public String why(Situation situation, Action direction) {
    DriftVerdict drift = situation.drift();
    return "drift has paused the model: "
        + drift.feature()
        + " is at distance "
        + Words.number(drift.distance(), 3)
        + " (limit "
        + Words.number(drift.threshold(), 3)
        + ") over "
        + drift.window()
        + " samples";
  }
}
