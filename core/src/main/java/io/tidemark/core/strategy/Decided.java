package io.tidemark.core.strategy;

import io.tidemark.core.decision.Exposure;
import io.tidemark.core.decision.SingleModel;
import io.tidemark.core.decision.Stance;
import io.tidemark.core.decision.StrategyAnswer;
import io.tidemark.core.decision.StrategyProposal;
import io.tidemark.core.decision.Voice;
import io.tidemark.core.drift.Gated;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a strategy makes of an event, for the risk gate.
 *
 * @param member the one whose assessment the risk gate is given, by its place from 0
 * @param gated its assessment; paused only if all members are
 * @param answer of the strategy; null unless the event asked a member
 * @param single whether the decision is that member's own
 * @param strength by which the risk gate sizes what was decided, a percentile, 0 to 100
 * @param volatility that is predicted, annualised fraction; NaN where no member says
 */
public record Decided(
    int member,
    Gated gated,
    @Nullable StrategyAnswer answer,
    boolean single,
    double strength,
    double volatility) {

  /**
   * What the risk gate takes in place of what it would read from the member's answer; null where
   * there is nothing but that: of {@link SingleModel}, and where no member was asked. One about
   * volatility has the actions of volatility.
   */
  public @Nullable Stance stance() {
    if (answer == null || single) {
      return null;
    }
    return answer.exposure() == Exposure.VOLATILITY
        ? answer.stance().ofVolatility()
        : answer.stance();
  }

  /** What the risk gate is told beside the assessment. */
  public StrategyProposal proposal() {
    List<Voice> voices = answer == null ? List.of() : answer.panel().voices();
    return new StrategyProposal(stance(), voices, strength, volatility);
  }
}
