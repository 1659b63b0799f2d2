package io.tidemark.core.risk;

import io.tidemark.core.decision.Stance;
import io.tidemark.core.decision.StrategyProposal;
import io.tidemark.core.decision.Voice;
import io.tidemark.core.explain.Reason;
import io.tidemark.core.explain.Reasons;
import io.tidemark.core.fact.EventRef;
import io.tidemark.core.market.MarketInput;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.ModelMetadata;
import io.tidemark.core.score.StableId;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.Recommendation;
import io.tidemark.core.signal.RiskClass;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.RiskVerdict;
import io.tidemark.core.signal.RiskVerdict.Outcome;
import io.tidemark.core.signal.Signal;
import io.tidemark.core.signal.SignalBasis;
import io.tidemark.core.signal.SignalPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes down what was decided, with its reasons; decides nothing. */
final class SignalWriter {

  /** What a signal says of the market. */
  static final Set<MarketInput> NEEDS = Set.of(MarketInput.PRICE, MarketInput.VOLATILITY);

  private static final float[] NO_FEATURES = {};

  private final ModelMetadata metadata;
  private final @Nullable StrategyMark strategy;
  private final RiskLimits limits;
  private final List<Rule> rules;
  private final Rule positionCap;
  private final SignalPolicy policy;
  private final Reasons reasons;

  SignalWriter(
      ModelMetadata metadata,
      @Nullable StrategyMark strategy,
      RiskLimits limits,
      SignalPolicy policy,
      List<Rule> rules,
      Reasons reasons) {
    this.metadata = metadata;
    this.strategy = strategy;
    this.limits = limits;
    this.rules = rules;
    this.positionCap =
        rules.stream()
            .filter(rule -> rule.name() == RiskRule.POSITION_CAP)
            .findFirst()
            .orElseThrow();
    this.policy = policy;
    this.reasons = reasons;
  }

  /**
   * The signal for a proposal that no rule blocks.
   *
   * @param strategy that proposes it, if it has a stance; null if the model decides alone
   */
  Signal passed(RiskContext context, Action action, @Nullable StrategyProposal strategy) {
    if (strategy != null && strategy.stance() != null) {
      return passed(context, strategy.stance(), strategy.voices());
    }
    double size = action == Action.HOLD ? 0 : positionCap.limit(context);
    String reason = action == Action.HOLD ? weakness(context) : conviction(context, action, size);
    return write(context, action, action, size, reason);
  }

  private Signal passed(RiskContext context, Stance stance, List<Voice> voices) {
    Action action = stance.action();
    String reason = stance.reason() + " " + AnswerText.members(voices);
    if (action == Action.HOLD) {
      return write(context, action, action, 0, reason);
    }
    double size = positionCap.limit(context) * stance.size();
    String sized = reason + "; size " + ReasonFormat.percent(size, 2);
    return write(context, action, action, size, sized);
  }

  /**
   * The HOLD that takes back what stands.
   *
   * @param standing the BUY or SELL
   * @param rule why
   * @param direction what the rule was asked about
   */
  Signal revoked(RiskContext context, Action standing, Rule rule, Action direction) {
    String reason = standing + " no longer stands: " + rule.why(context, direction);
    return write(context, Action.HOLD, direction, 0, reason);
  }

  private Signal write(
      RiskContext context, Action action, Action direction, double size, String reason) {
    Assessment now = context.now();
    EventRef event = now.cause().event();
    long horizon = strategy == null ? metadata.timing().horizon() : strategy.horizon();
    return new Signal(
        id(event),
        context.state().lastId,
        event,
        new Recommendation(
            action,
            reason,
            size,
            context.value(MarketInput.PRICE),
            RiskClass.of(context.volatility(limits.volatilityBy()), limits.volatilityLimit()),
            horizon,
            now.clock() + horizon,
            hash()),
        metadata.calibration().calibrate(now.prediction()),
        new SignalBasis(
            metadata.model().id(),
            metadata.model().version(),
            metadata.sha256(),
            metadata.featureSetHash(),
            metadata.form().task(),
            now.scored() ? now.features() : NO_FEATURES,
            metadata.training().contains(event.eventTime()),
            because(now)),
        context.drift(),
        verdicts(context, action, direction));
  }

  /** A strategy's own: a job that serves one of its models alone may write to the same topic. */
  private String id(EventRef event) {
    boolean own = strategy != null && !strategy.single();
    return StableId.ofSignal(
        event.instrument(),
        event.eventTime(),
        event.logOffset(),
        own ? "strategy" : metadata.model().id(),
        own ? hash() : metadata.model().version());
  }

  /** Of the strategy; empty where a model decides alone. */
  private String hash() {
    return strategy == null ? "" : strategy.hash();
  }

  private List<Reason> because(Assessment now) {
    return now.prediction().isValid() ? reasons.of(now.window()) : List.of();
  }

  /** Every rule that did not simply pass, or marks; for a BUY or SELL how its size came about. */
  private List<RiskVerdict> verdicts(RiskContext context, Action action, Action direction) {
    List<RiskVerdict> mattered = new ArrayList<>();
    for (Rule rule : rules) {
      if (!concerns(rule, context, action, direction)) {
        continue;
      }
      RiskVerdict verdict = rule.verdict(context, direction);
      boolean said = rule.name() == RiskRule.POSITION_CAP || rule.marks(context);
      if (said || verdict.outcome() != Outcome.PASS) {
        mattered.add(verdict);
      }
    }
    return mattered;
  }

  private static boolean concerns(Rule rule, RiskContext context, Action action, Action direction) {
    if (rule.name() == RiskRule.POSITION_CAP) {
      return action != Action.HOLD;
    }
    return switch (rule.scope()) {
      case SYSTEM, DIRECTION -> true;
      case SCORE -> context.now().scored();
      case MARKET -> direction != Action.HOLD;
    };
  }

  private String weakness(RiskContext context) {
    if (context.now().prediction().lean() == 0) {
      return AnswerText.noDirection(context.now().prediction());
    }
    int decimals = ReasonFormat.decimals(context.strength(), policy.minStrength(), 1);
    return "strength "
        + ReasonFormat.number(context.strength(), decimals)
        + " is below "
        + ReasonFormat.number(policy.minStrength(), decimals);
  }

  private String conviction(RiskContext context, Action action, double size) {
    boolean cut = positionCap.evaluate(context, action) == Outcome.REDUCE;
    return AnswerText.numbers(context.now().prediction())
        + ", strength "
        + ReasonFormat.number(context.strength(), 1)
        + " (at least "
        + ReasonFormat.number(policy.minStrength(), 1)
        + "); "
        + (cut ? positionCap.why(context, action) : "size " + ReasonFormat.percent(size, 2));
  }
}
