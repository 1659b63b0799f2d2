package io.tidemark.core.fold;

import io.tidemark.core.drift.DriftOutcome;
import io.tidemark.core.drift.DriftState;
import io.tidemark.core.drift.Gated;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.risk.RiskOutcome;
import io.tidemark.core.risk.RiskState;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.Scorer;
import io.tidemark.core.serve.InstrumentState;
import io.tidemark.core.serve.ServeOutcome;
import io.tidemark.core.strategy.Decided;
import io.tidemark.core.strategy.MemberAnswer;
import io.tidemark.core.strategy.StrategyDecision;
import io.tidemark.core.strategy.StrategyState;
import io.tidemark.core.strategy.WatchedFeatures;
import io.tidemark.core.strategy.WatchedState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Folds the log of one instrument through all models of a strategy, their drift gates, the decision
 * and the risk gate. The signal job does the same with its state in Flink.
 */
public final class StrategyFold {

  private final StrategyDecision decision;
  private final WatchedFeatures watched;
  private final List<Member> members = new ArrayList<>();
  private final WatchedState watchedState = new WatchedState();
  private final StrategyState strategyState = new StrategyState();
  private final RiskState riskState = new RiskState();

  /**
   * Begins before the first event; the stages may serve other instruments too.
   *
   * @param stages of each member, in the order of the strategy
   */
  public StrategyFold(StrategyDecision decision, WatchedFeatures watched, List<FoldStages> stages) {
    this.decision = decision;
    this.watched = watched;
    stages.forEach(each -> members.add(new Member(each)));
  }

  /** Takes in the next event; null if the decision had nothing to hear of. */
  public @Nullable Step step(LogEvent event) {
    List<MemberAnswer> answers = new ArrayList<>(members.size());
    List<DriftOutcome> drifts = new ArrayList<>(members.size());
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      Assessment assessment = member.assess(event);
      if (assessment != null) {
        DriftOutcome drift = member.stages.drift().apply(assessment).step(member.drift, assessment);
        drifts.add(drift);
        answers.add(new MemberAnswer(i, new Gated(assessment, drift.verdict())));
      }
    }
    double[] values = watched.step(watchedState, event);
    if (answers.isEmpty()) {
      return null;
    }
    Decided decided = decision.step(strategyState, answers, values);
    FoldStages speaker = members.get(decided.member()).stages;
    RiskOutcome risk =
        speaker
            .risk()
            .apply(decided.gated().assessment())
            .step(riskState, decided.gated(), decided.proposal());
    return new Step(decided, drifts, risk);
  }

  /**
   * What was made of one event.
   *
   * @param decided by the strategy
   * @param drifts of the members that said something, in the order of the strategy
   * @param risk of the risk gate
   */
  public record Step(Decided decided, List<DriftOutcome> drifts, RiskOutcome risk) {}

  /** One model and its state. */
  private static final class Member {

    private final FoldStages stages;
    private final InstrumentState instrument = new InstrumentState();
    private final DriftState drift = new DriftState();
    private float[] answer = {};

    Member(FoldStages stages) {
      this.stages = stages;
    }

    @Nullable Assessment assess(LogEvent event) {
      ServeOutcome outcome = stages.serving().step(instrument, event);
      Assessment assessment = outcome.score().assessment();
      if (assessment == null || !assessment.scored()) {
        return assessment;
      }
      Scorer scorer = outcome.model().scorer();
      if (answer.length < scorer.width()) {
        answer = new float[scorer.width()];
      }
      scorer.score(outcome.score().input(), 1, answer);
      return assessment.withAnswer(answer, 0);
    }
  }
}
