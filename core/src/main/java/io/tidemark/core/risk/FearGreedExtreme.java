package io.tidemark.core.risk;

import io.tidemark.core.market.MarketInput;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.RiskVerdict.Outcome;
import java.util.Set;

/**
 * The crowd is so greedy that buys are blocked; sells are not its concern.
 *
 * @param fearGreedLimit index, 0 to 100
 * @param fearGreedMaxAge age of an index that still counts, µs
 */
record FearGreedExtreme(double fearGreedLimit, long fearGreedMaxAge) implements Rule {

  @Override
  public RiskRule name() {
    return RiskRule.FEAR_GREED_EXTREME;
  }

  @Override
  public Scope scope() {
    return Scope.DIRECTION;
  }

  @Override
  public Set<MarketInput> needs() {
    return Set.of(MarketInput.FEAR_GREED);
  }

  @Override
  public Outcome evaluate(RiskContext context, Action direction) {
    if (!context.needs().has(MarketInput.FEAR_GREED)) {
      return Outcome.NOT_APPLICABLE;
    }
    if (direction != Action.BUY) {
      return Outcome.PASS;
    }
    if (missing(context)) {
      return Outcome.MISSING;
    }
    return context.value(MarketInput.FEAR_GREED) <= fearGreedLimit ? Outcome.PASS : Outcome.BLOCK;
  }

  @Override
  public double observed(RiskContext context) {
    return context.value(MarketInput.FEAR_GREED);
  }

  @Override
  public double limit(RiskContext context) {
    return fearGreedLimit;
  }

  @Override
  public String why(RiskContext context, Action direction) {
    if (missing(context)) {
      return context.whyMissing("fear and greed index", MarketInput.FEAR_GREED, fearGreedMaxAge);
    }
    double index = context.value(MarketInput.FEAR_GREED);
    int decimals = ReasonFormat.decimals(index, fearGreedLimit, 0);
    return "fear and greed is "
        + ReasonFormat.number(index, decimals)
        + " (limit "
        + ReasonFormat.number(fearGreedLimit, decimals)
        + ")";
  }

  private boolean missing(RiskContext context) {
    return Double.isNaN(context.value(MarketInput.FEAR_GREED))
        || context.tooOld(MarketInput.FEAR_GREED, fearGreedMaxAge);
  }
}
