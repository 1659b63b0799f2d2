package io.tidemark.core.risk;

import io.tidemark.core.risk.InputRequirements.Need;
import io.tidemark.core.risk.RiskVerdict.Outcome;

/**
 * Funding is extreme and the proposed position would pay it: longs pay a positive rate, shorts a
 * negative one.
 *
 * @param largest absolute rate, fraction per interval
 * @param oldest age of a rate that still counts, µs
 */
record FundingExtreme(double largest, long oldest) implements Rule {

  @Override
  public RiskRule name() {
    return RiskRule.FUNDING_EXTREME;
  }

  @Override
  public Scope scope() {
    return Scope.DIRECTION;
  }

  @Override
  public Outcome judge(Situation situation, Action direction) {
    if (situation.needs().funding() == Need.NOT_APPLICABLE) {
      return Outcome.NOT_APPLICABLE;
    }
    if (direction == Action.HOLD) {
      return Outcome.PASS;
    }
    if (missing(situation)) {
      return Outcome.MISSING;
    }
    double rate = situation.now().funding();
    double paid = direction == Action.BUY ? rate : -rate;
    return paid <= largest ? Outcome.PASS : Outcome.BLOCK;
  }

  @Override
  public double observed(Situation situation) {
    return situation.now().funding();
  }

  @Override
  public double limit(Situation situation) {
    return largest;
  }

  @Override
  public String why(Situation situation, Action direction) {
    if (missing(situation)) {
      return situation.whyMissing("funding rate", situation.now().fundingAt(), oldest);
    }
    return "funding is "
        + Words.percent(situation.now().funding(), 4)
        + " per interval (limit "
        + Words.percent(largest, 4)
        + ") and a "
        + direction
        + " would pay it";
  }

  private boolean missing(Situation situation) {
    return Double.isNaN(situation.now().funding())
        || situation.tooOld(situation.now().fundingAt(), oldest);
  }
}
