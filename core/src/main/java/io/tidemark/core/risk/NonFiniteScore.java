package io.tidemark.core.risk;

import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.RiskVerdict.Outcome;

/** The model answered with something that is not a probability. */
record NonFiniteScore() implements Rule {

  @Override
  public RiskRule name() {
    return RiskRule.NON_FINITE_SCORE;
  }

  @Override
  public Scope scope() {
    return Scope.SCORE;
  }

  @Override
  public Outcome judge(Situation situation, Action direction) {
    return isProbability(situation.now().score()) ? Outcome.PASS : Outcome.BLOCK;
  }

  @Override
  public double observed(Situation situation) {
    return situation.now().score();
  }

  @Override
  public double limit(Situation situation) {
    return 1;
  }

  @Override
  public String why(Situation situation, Action direction) {
    return "the model answered " + situation.now().score() + ", which is not a probability";
  }

  /** Finite and within 0 and 1. */
  static boolean isProbability(float score) {
    return score >= 0 && score <= 1;
  }
}
