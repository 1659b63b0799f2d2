package io.tidemark.flink.strategy;

import io.tidemark.core.strategy.MemberAnswer;
import java.util.List;

/**
 * A {@link StrategyRound} with the annotations of the models' drift gates: what the decision is
 * given.
 *
 * @param answers at least one, in the order of the strategy
 * @param features at which the decision looks, in the strategy's order; NaN where one is not known
 */
@SuppressWarnings("ArrayRecordComponent") // plain arrays, as Flink's POJO types want them
public record GatedRound(List<MemberAnswer> answers, double[] features) {

  /** The key. */
  public String instrument() {
    return answers.get(0).gated().assessment().instrument();
  }
}
