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
  public Outcome evaluate(RiskContext context, Action direction) {
    return context.drift().status() == DriftStatus.PAUSED ? Outcome.BLOCK : Outcome.PASS;
  }

  @Override
  public double observed(RiskContext context) {
    return context.drift().distance();
  }

  @Override
  public double limit(RiskContext context) {
    return context.drift().threshold();
  }

  @Override
  public String why(RiskContext context, Action direction) {
    DriftVerdict drift = context.drift();
    int decimals = ReasonFormat.decimals(drift.distance(), drift.threshold(), 3);
    return "drift has paused the model: "
        + drift.feature()
        + " is at distance "
        + ReasonFormat.number(drift.distance(), decimals)
        + " (limit "
        + ReasonFormat.number(drift.threshold(), decimals)
        + ") over "
        + drift.window()
        + " samples";
  }
}
