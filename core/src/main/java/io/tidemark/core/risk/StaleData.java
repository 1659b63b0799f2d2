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
  public Outcome judge(Situation situation, Action direction) {
    return lag(situation) <= staleAfter ? Outcome.PASS : Outcome.BLOCK;
  }

  @Override
  public double observed(Situation situation) {
    return lag(situation) / 1e6;
  }

  @Override
  public double limit(Situation situation) {
    return staleAfter / 1e6;
  }

  @Override
  public String why(Situation situation, Action direction) {
    return "the newest price arrived "
        + Words.duration(lag(situation))
        + " after the exchange stamped it (limit "
        + Words.duration(staleAfter)
        + ")";
  }

  private static long lag(Situation situation) {
    return situation.knownAt(MarketInput.PRICE) - situation.now().market().priceEventTime();
  }
}
