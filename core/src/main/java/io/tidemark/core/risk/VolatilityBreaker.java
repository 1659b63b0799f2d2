package io.tidemark.core.risk;

import io.tidemark.core.market.MarketInput;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.RiskVerdict.Outcome;
import java.util.Set;

/**
 * The circuit breaker: the market is too wild for any position. A volatility that is not known
 * blocks, except while the features warm up: then {@link WarmingUp} blocks for the same cause.
 *
 * <p>See RATIONALE.md, "Why may the breaker go by a volatility that is predicted?"
 *
 * @param volatilityLimit annualised fraction
 * @param volatilityBy which volatility is held against it
 */
record VolatilityBreaker(double volatilityLimit, VolatilityBasis volatilityBy) implements Rule {

  @Override
  public RiskRule name() {
    return RiskRule.VOLATILITY_BREAKER;
  }

  @Override
  public Scope scope() {
    return Scope.MARKET;
  }

  @Override
  public Set<MarketInput> needs() {
    return volatilityBy == VolatilityBasis.REALISED ? Set.of(MarketInput.VOLATILITY) : Set.of();
  }

  @Override
  public Outcome evaluate(RiskContext context, Action direction) {
    double volatility = observed(context);
    if (Double.isNaN(volatility)) {
      return context.now().barsToWarm() > 0 ? Outcome.PASS : Outcome.MISSING;
    }
    return volatility <= volatilityLimit ? Outcome.PASS : Outcome.BLOCK;
  }

  @Override
  public double observed(RiskContext context) {
    return context.volatility(volatilityBy);
  }

  @Override
  public double limit(RiskContext context) {
    return volatilityLimit;
  }

  @Override
  public String why(RiskContext context, Action direction) {
    double volatility = observed(context);
    String which =
        volatilityBy == VolatilityBasis.PREDICTED ? "predicted volatility" : "volatility";
    if (Double.isNaN(volatility)) {
      return "the " + which + " is not known";
    }
    int decimals = ReasonFormat.percentDecimals(volatility, volatilityLimit, 0);
    return which
        + " is "
        + ReasonFormat.percent(volatility, decimals)
        + " a year (limit "
        + ReasonFormat.percent(volatilityLimit, decimals)
        + ")";
  }
}
