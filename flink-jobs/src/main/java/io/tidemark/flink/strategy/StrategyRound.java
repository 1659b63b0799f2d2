package io.tidemark.flink.strategy;

import java.util.List;

/**
 * What FEATURES + SCORE says of one event, for all models of a strategy.
 *
 * @param assessments of those that have one, at least one, in the order of the strategy
 * @param features at which the decision looks, in the strategy's order; NaN where one is not known
 */
@SuppressWarnings("ArrayRecordComponent") // plain arrays, as Flink's POJO types want them
public record StrategyRound(List<MemberAssessment> assessments, double[] features) {

  /** The key. */
  public String instrument() {
    return assessments.get(0).assessment().instrument();
  }
}
