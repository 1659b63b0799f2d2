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
  public Outcome judge(Situation situation, Action direction) {
    return situation.state().killed ? Outcome.BLOCK : Outcome.PASS;
  }

  @Override
  public double observed(Situation situation) {
    return situation.state().killed ? 1 : 0;
  }

  @Override
  public double limit(Situation situation) {
    return 0;
  }

  @Override
  public String why(Situation situation, Action direction) {
    return "the kill switch is on since " + Words.time(situation.state().killedAt);
  }
}
