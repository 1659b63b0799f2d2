package io.tidemark.core.risk;

import io.tidemark.core.score.Prediction;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.RiskVerdict.Outcome;

/**
 * The model answered with something that its task does not ask for, or not at all. Where a strategy
 * decides, a model that gave no answer has abstained, and the others' decision may pass.
 */
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
  public Outcome evaluate(RiskContext context, Action direction) {
    Prediction prediction = context.now().prediction();
    boolean abstained = prediction.silent() && context.decided();
    return prediction.isValid() || abstained ? Outcome.PASS : Outcome.BLOCK;
  }

  @Override
  public double observed(RiskContext context) {
    return context.now().prediction().first();
  }

  @Override
  public double limit(RiskContext context) {
    return 1;
  }

  @Override
  public String why(RiskContext context, Action direction) {
    return AnswerText.fault(context.now().prediction());
  }
}
