package io.tidemark.core.risk;

import io.tidemark.core.fact.EventRef;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.market.MarketInput;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.ModelCard;
import io.tidemark.core.score.StableId;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.Provenance;
import io.tidemark.core.signal.Recommendation;
import io.tidemark.core.signal.RiskClass;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.RiskVerdict;
import io.tidemark.core.signal.RiskVerdict.Outcome;
import io.tidemark.core.signal.Signal;
import io.tidemark.core.signal.SignalPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes down what was decided, with its reasons; decides nothing. */
final class SignalWriter {

  /** What a signal says of the market. */
  static final Set<MarketInput> NEEDS = Set.of(MarketInput.PRICE, MarketInput.VOLATILITY);

  private static final float[] NO_FEATURES = {};

  private final ModelCard model;
  private final RiskLimits limits;
  private final List<Rule> rules;
  private final Rule positionCap;
  private final String minStrength;

  SignalWriter(ModelCard model, RiskLimits limits, SignalPolicy policy, List<Rule> rules) {
    this.model = model;
    this.limits = limits;
    this.rules = rules;
    this.positionCap =
        rules.stream()
            .filter(rule -> rule.name() == RiskRule.POSITION_CAP)
            .findFirst()
            .orElseThrow();
    this.minStrength = Words.number(policy.minStrength(), 1);
  }

  /** The signal for a proposal that no rule blocks. */
  Signal passed(Situation situation, Action action) {
    double size = action == Action.HOLD ? 0 : positionCap.limit(situation);
    String reason =
        action == Action.HOLD ? weakness(situation) : conviction(situation, action, size);
    return write(situation, action, action, size, reason);
  }

  /**
   * The HOLD that takes back what stands.
   *
   * @param standing the BUY or SELL
   * @param rule why
   * @param direction what the rule was asked about
   */
  Signal revoked(Situation situation, Action standing, Rule rule, Action direction) {
    String reason = standing + " no longer stands: " + rule.why(situation, direction);
    return write(situation, Action.HOLD, direction, 0, reason);
  }

  private Signal write(
      Situation situation, Action action, Action direction, double size, String reason) {
    Assessment now = situation.now();
    EventRef event = now.cause().event();
    long horizon = model.horizonBars() * model.barLength();
    return new Signal(
        StableId.ofSignal(
            event.instrument(), event.eventTime(), event.logOffset(), model.id(), model.version()),
        situation.state().lastId,
        event,
        new Recommendation(
            action,
            reason,
            size,
            situation.value(MarketInput.PRICE),
            RiskClass.of(situation.value(MarketInput.VOLATILITY), limits.volatilityLimit()),
            horizon,
            now.clock() + horizon),
        model.calibration().calibrate(now.prediction()),
        new Provenance(
            new ModelRef(model.id(), model.version(), model.sha256()),
            model.featureSetHash(),
            now.scored() ? now.features() : NO_FEATURES,
            model.inSample(event.eventTime())),
        situation.drift(),
        verdicts(situation, action, direction));
  }

  /** Every rule that did not simply pass; for a BUY or SELL also how its size came about. */
  private List<RiskVerdict> verdicts(Situation situation, Action action, Action direction) {
    List<RiskVerdict> mattered = new ArrayList<>();
    for (Rule rule : rules) {
      if (!concerns(rule, situation, action, direction)) {
        continue;
      }
      RiskVerdict verdict = rule.verdict(situation, direction);
      if (verdict.outcome() != Outcome.PASS || rule.name() == RiskRule.POSITION_CAP) {
        mattered.add(verdict);
      }
    }
    return mattered;
  }

  private static boolean concerns(Rule rule, Situation situation, Action action, Action direction) {
    if (rule.name() == RiskRule.POSITION_CAP) {
      return action != Action.HOLD;
    }
    return switch (rule.scope()) {
      case SYSTEM, DIRECTION -> true;
      case SCORE -> situation.now().scored();
      case MARKET -> direction != Action.HOLD;
    };
  }

  private String weakness(Situation situation) {
    if (situation.now().prediction().lean() == 0) {
      return "the model sees no direction: probability of a rise 0.5";
    }
    return "strength " + Words.number(situation.strength(), 1) + " is below " + minStrength;
  }

  private String conviction(Situation situation, Action action, double size) {
    boolean cut = positionCap.judge(situation, action) == Outcome.REDUCE;
    return "probability of a rise "
        + Words.number(situation.now().prediction().probability(), 3)
        + ", strength "
        + Words.number(situation.strength(), 1)
        + " (at least "
        + minStrength
        + "); "
        + (cut ? positionCap.why(situation, action) : "size " + Words.percent(size, 2));
  }
}
