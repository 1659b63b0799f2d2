package io.tidemark.core.risk;

import io.tidemark.core.market.MarketInput;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.RiskVerdict.Outcome;
import java.util.Set;

/**
 * How large a position is recommended; makes it smaller, never blocks.
 *
 * <p>{@code asked = sizeAtFullStrength * strength / 100}; {@code allowed = min(positionCap, asked *
 * min(1, atrTarget / atr))}: in a market twice as wild as calm the same strength gets half the
 * size, so that what one ATR moves of the portfolio stays the same. An ATR that is not known allows
 * nothing.
 *
 * @param positionCap largest size, fraction of the portfolio
 * @param sizeAtFullStrength fraction of the portfolio
 * @param atrTarget fraction of the price
 */
record PositionCap(double positionCap, double sizeAtFullStrength, double atrTarget)
    implements Rule {

  @Override
  public RiskRule name() {
    return RiskRule.POSITION_CAP;
  }

  @Override
  public Scope scope() {
    return Scope.DIRECTION;
  }

  @Override
  public Set<MarketInput> needs() {
    return Set.of(MarketInput.ATR);
  }

  @Override
  public Outcome judge(Situation situation, Action direction) {
    if (direction == Action.HOLD) {
      return Outcome.PASS;
    }
    return limit(situation) < observed(situation) ? Outcome.REDUCE : Outcome.PASS;
  }

  @Override
  public double observed(Situation situation) {
    return sizeAtFullStrength * situation.strength() / 100;
  }

  @Override
  public double limit(Situation situation) {
    double atr = situation.value(MarketInput.ATR);
    if (!(atr >= 0)) {
      return 0;
    }
    return Math.min(positionCap, observed(situation) * Math.min(1, atrTarget / atr));
  }

  @Override
  public String why(Situation situation, Action direction) {
    return "size cut from "
        + Words.percent(observed(situation), 2)
        + " to "
        + Words.percent(limit(situation), 2)
        + " (cap "
        + Words.percent(positionCap, 2)
        + ", ATR "
        + Words.percent(situation.value(MarketInput.ATR), 2)
        + " of the price)";
  }
}
