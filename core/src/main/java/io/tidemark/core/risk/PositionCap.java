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
  public Outcome evaluate(RiskContext context, Action direction) {
    if (direction == Action.HOLD) {
      return Outcome.PASS;
    }
    return limit(context) < observed(context) ? Outcome.REDUCE : Outcome.PASS;
  }

  @Override
  public double observed(RiskContext context) {
    return sizeAtFullStrength * context.strength() / 100;
  }

  @Override
  public double limit(RiskContext context) {
    double atr = context.value(MarketInput.ATR);
    if (!(atr >= 0)) {
      return 0;
    }
    return Math.min(positionCap, observed(context) * Math.min(1, atrTarget / atr));
  }

  @Override
  public String why(RiskContext context, Action direction) {
    double asked = observed(context);
    double allowed = limit(context);
    int decimals = ReasonFormat.percentDecimals(asked, allowed, 2);
    return "size cut from "
        + ReasonFormat.percent(asked, decimals)
        + " to "
        + ReasonFormat.percent(allowed, decimals)
        + " (cap "
        + ReasonFormat.percent(positionCap, 2)
        + ", ATR "
        + ReasonFormat.percent(context.value(MarketInput.ATR), 2)
        + " of the price)";
  }
}
