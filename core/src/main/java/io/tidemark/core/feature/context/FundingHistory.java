package io.tidemark.core.feature.context;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.Surrounding;
import io.tidemark.core.feature.kernel.Latest;

/**
 * Settled funding rates in the order of their settlements: one that arrives after a later one is
 * not taken, one of the same settlement corrects it. Cells: the newest rates.
 */
record FundingHistory(Kind kind, int n, Latest latest) implements Surrounding {

  /** What is asked of them. */
  enum Kind {
    /** Mean of the last n. */
    MEAN,
    /** Standard deviations of the last above the mean of the n before. */
    ZSCORE,
    /** Hours since the last settlement. */
    AGE
  }

  static FundingHistory mean(int n) {
    return new FundingHistory(Kind.MEAN, n, new Latest(n - 1));
  }

  static FundingHistory zScore(int n) {
    return new FundingHistory(Kind.ZSCORE, n, new Latest(n));
  }

  static FundingHistory age() {
    return new FundingHistory(Kind.AGE, 0, new Latest(0));
  }

  @Override
  public String name() {
    return switch (kind) {
      case MEAN -> "funding_mean(" + n + ")";
      case ZSCORE -> "funding_zscore(" + n + ")";
      case AGE -> "funding_age";
    };
  }

  @Override
  public int cells() {
    return latest.cells();
  }

  @Override
  public double value(double[] cells, int at, Market market) {
    return switch (kind) {
      case MEAN -> latest.mean(cells, at);
      case ZSCORE -> latest.zScore(cells, at);
      case AGE -> latest.hoursSince(cells, at, market.clock);
    };
  }

  @Override
  public void observe(double[] cells, int at, Fact fact, long clock) {
    if (fact instanceof Funding funding) {
      latest.take(cells, at, fact, funding.rate());
    }
  }
}
