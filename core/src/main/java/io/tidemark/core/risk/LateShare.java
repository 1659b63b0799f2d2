package io.tidemark.core.risk;

import io.tidemark.core.market.MarketInput;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.RiskVerdict.Outcome;
import java.util.Set;

/**
 * Too many trades come after their bar has closed: bars, and what is computed of them, lack what
 * was traded.
 *
 * @param lateShare of the latest trades, 0 to 1
 */
record LateShare(double lateShare) implements Rule {

  @Override
  public RiskRule name() {
    return RiskRule.LATE_SHARE;
  }

  @Override
  public Scope scope() {
    return Scope.SYSTEM;
  }

  @Override
  public Set<MarketInput> needs() {
    return Set.of(MarketInput.LATE_SHARE);
  }

  @Override
  public Outcome evaluate(RiskContext context, Action direction) {
    return observed(context) <= lateShare ? Outcome.PASS : Outcome.BLOCK;
  }

  @Override
  public double observed(RiskContext context) {
    return context.value(MarketInput.LATE_SHARE);
  }

  @Override
  public double limit(RiskContext context) {
    return lateShare;
  }

  @Override
  public String why(RiskContext context, Action direction) {
    return ReasonFormat.percent(observed(context), 1)
        + " of the latest trades came after their bar had closed (limit "
        + ReasonFormat.percent(lateShare, 1)
        + ")";
  }
}
