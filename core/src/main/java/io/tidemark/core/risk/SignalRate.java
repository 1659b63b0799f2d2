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
  public Outcome evaluate(RiskContext context, Action direction) {
    if (direction == Action.HOLD || direction == context.state().action) {
      return Outcome.PASS;
    }
    return observed(context) <= maxSignalsPerHour ? Outcome.PASS : Outcome.BLOCK;
  }

  @Override
  public double observed(RiskContext context) {
    return context.state().changesWithin(HOUR, context.now().clock()) + 1;
  }

  @Override
  public double limit(RiskContext context) {
    return maxSignalsPerHour;
  }

  @Override
  public String why(RiskContext context, Action direction) {
    return "this would be change "
        + ReasonFormat.number(observed(context), 0)
        + " of action within an hour (limit "
        + maxSignalsPerHour
        + ")";
  }
}
