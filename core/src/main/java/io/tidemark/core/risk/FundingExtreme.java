package io.tidemark.core.risk;

import io.tidemark.core.market.MarketInput;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.RiskVerdict.Outcome;
import java.util.Set;

/**
 * Funding is extreme and the proposed position would pay it: longs pay a positive rate, shorts a
 * negative one.
 *
 * @param fundingExtreme absolute rate, fraction per interval
 * @param fundingMaxAge age of a rate that still counts, µs
 */
record FundingExtreme(double fundingExtreme, long fundingMaxAge) implements Rule {

  @Override
  public RiskRule name() {
    return RiskRule.FUNDING_EXTREME;
  }

  @Override
  public Scope scope() {
    return Scope.DIRECTION;
  }

  @Override
  public Set<MarketInput> needs() {
    return Set.of(MarketInput.FUNDING);
  }

  @Override
  public Outcome evaluate(RiskContext context, Action direction) {
    if (!context.needs().has(MarketInput.FUNDING)) {
      return Outcome.NOT_APPLICABLE;
    }
    if (direction != Action.BUY && direction != Action.SELL) {
      return Outcome.PASS;
    }
    if (missing(context)) {
      return Outcome.MISSING;
    }
    double rate = context.value(MarketInput.FUNDING);
    double paid = direction == Action.BUY ? rate : -rate;
    return paid <= fundingExtreme ? Outcome.PASS : Outcome.BLOCK;
  }

  @Override
  public double observed(RiskContext context) {
    return context.value(MarketInput.FUNDING);
  }

  @Override
  public double limit(RiskContext context) {
    return fundingExtreme;
  }

  @Override
  public String why(RiskContext context, Action direction) {
    if (missing(context)) {
      return context.whyMissing("funding rate", MarketInput.FUNDING, fundingMaxAge);
    }
    double rate = context.value(MarketInput.FUNDING);
    int decimals = ReasonFormat.percentDecimals(Math.abs(rate), fundingExtreme, 4);
    return "funding is "
        + ReasonFormat.percent(rate, decimals)
        + " per interval (limit "
        + ReasonFormat.percent(fundingExtreme, decimals)
        + ") and a "
        + direction
        + " would pay it";
  }

  private boolean missing(RiskContext context) {
    return Double.isNaN(context.value(MarketInput.FUNDING))
        || context.tooOld(MarketInput.FUNDING, fundingMaxAge);
  }
}
