package io.tidemark.core.risk;

import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.RiskVerdict.Outcome;

/** A person said stop. The command itself is obeyed in {@link RiskState#obey}. */
record KillSwitch() implements Rule {

  @Override
  public RiskRule name() {
    return RiskRule.KILL_SWITCH;
  }

  @Override
  public Scope scope() {
    return Scope.SYSTEM;
  }

  @Override
  public Outcome evaluate(RiskContext context, Action direction) {
    return context.state().killed ? Outcome.BLOCK : Outcome.PASS;
  }

  @Override
  public double observed(RiskContext context) {
    return context.state().killed ? 1 : 0;
  }

  @Override
  public double limit(RiskContext context) {
    return 0;
  }

  @Override
  public String why(RiskContext context, Action direction) {
    return "the kill switch is on since " + ReasonFormat.time(context.state().killedAt);
  }
}
