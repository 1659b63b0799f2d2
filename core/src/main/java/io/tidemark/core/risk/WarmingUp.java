package io.tidemark.core.risk;

import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.RiskVerdict.Outcome;

/** The features have not seen enough closed bars, at the start or after a gap. */
record WarmingUp() implements Rule {

  @Override
  public RiskRule name() {
    return RiskRule.WARM_UP;
  }

  @Override
  public Scope scope() {
    return Scope.SYSTEM;
  }

  @Override
  public Outcome evaluate(RiskContext context, Action direction) {
    return context.now().barsToWarm() <= 0 ? Outcome.PASS : Outcome.BLOCK;
  }

  @Override
  public double observed(RiskContext context) {
    return context.now().barsToWarm();
  }

  @Override
  public double limit(RiskContext context) {
    return 0;
  }

  @Override
  public String why(RiskContext context, Action direction) {
    int missing = context.now().barsToWarm();
    return missing + (missing == 1 ? " closed bar is" : " closed bars are") + " missing to warm up";
  }
}
