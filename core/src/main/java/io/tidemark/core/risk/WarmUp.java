package io.tidemark.core.risk;

import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.RiskVerdict.Outcome;

/** The features have not seen enough closed bars, at the start or after a gap. */
record WarmUp() implements Rule {

  @Override
  public RiskRule name() {
    return RiskRule.WARM_UP;
  }

  @Override
  public Scope scope() {
    return Scope.SYSTEM;
  }

  @Override
  public Outcome judge(Situation situation, Action direction) {
    return situation.now().barsToWarm() <= 0 ? Outcome.PASS : Outcome.BLOCK;
  }

  @Override
  public double observed(Situation situation) {
    return situation.now().barsToWarm();
  }

  @Override
  public double limit(Situation situation) {
    return 0;
  }

  @Override
  public String why(Situation situation, Action direction) {
    int missing = situation.now().barsToWarm();
    return missing + (missing == 1 ? " closed bar is" : " closed bars are") + " missing to warm up";
  }
}
