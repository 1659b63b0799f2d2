package io.tidemark.core.risk;

import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.RiskVerdict.Outcome;

/**
 * Too many changes of mind within an hour of the instrument's clock: whoever follows them pays fees
 * for noise. HOLD, and saying the same again, are never held back.
 *
 * @param maxSignalsPerHour changes of action within an hour
 */
record SignalRate(int maxSignalsPerHour) implements Rule {

  private static final long HOUR = 3_600_000_000L;

  @Override
  public RiskRule name() {
    return RiskRule.SIGNAL_RATE;
  }

  @Override
  public Scope scope() {
    return Scope.DIRECTION;
  }

  @Override
  public Outcome judge(Situation situation, Action direction) {
    if (direction == Action.HOLD || direction == situation.state().action) {
      return Outcome.PASS;
    }
    return observed(situation) <= maxSignalsPerHour ? Outcome.PASS : Outcome.BLOCK;
  }

  @Override
  public double observed(Situation situation) {
    return situation.state().changesWithin(HOUR, situation.now().clock()) + 1;
  }

  @Override
  public double limit(Situation situation) {
    return maxSignalsPerHour;
  }

  @Override
  public String why(Situation situation, Action direction) {
    return "this would be change "
        + Words.number(observed(situation), 0)
        + " of action within an hour (limit "
        + maxSignalsPerHour
        + ")";
  }
}
