package io.tidemark.core.risk;

import io.tidemark.core.market.MarketInput;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.RiskVerdict.Outcome;
import java.util.Set;

/**
 * The feed lags: prices arrive long after the exchange stamped them. Whether there is a price at
 * all is {@link FeedSilence}'s concern.
 *
 * @param staleAfter µs
 */
record StaleData(long staleAfter) implements Rule {

  @Override
  public RiskRule name() {
    return RiskRule.STALE_DATA;
  }

  @Override
  public Scope scope() {
    return Scope.SYSTEM;
  }

  @Override
  public Set<MarketInput> needs() {
    return Set.of(MarketInput.PRICE);
  }

  @Override
  public Outcome evaluate(RiskContext context, Action direction) {
    return lag(context) <= staleAfter ? Outcome.PASS : Outcome.BLOCK;
  }

  @Override
  public double observed(RiskContext context) {
    return lag(context) / 1e6;
  }

  @Override
  public double limit(RiskContext context) {
    return staleAfter / 1e6;
  }

  @Override
  public String why(RiskContext context, Action direction) {
    return "the newest price arrived "
        + ReasonFormat.durationBeside(lag(context), staleAfter)
        + " after the exchange stamped it (limit "
        + ReasonFormat.durationBeside(staleAfter, lag(context))
        + ")";
  }

  private static long lag(RiskContext context) {
    return context.knownAt(MarketInput.PRICE) - context.now().market().priceEventTime();
  }
}
