package io.tidemark.core.risk;

import io.tidemark.core.decision.Stance;
import io.tidemark.core.decision.StrategyProposal;
import io.tidemark.core.drift.Gated;
import io.tidemark.core.explain.Reasons;
import io.tidemark.core.market.MarketInput;
import io.tidemark.core.risk.RiskOutcome.Decision;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.ModelInstruments;
import io.tidemark.core.score.ModelMetadata;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.Signal;
import io.tidemark.core.signal.SignalPolicy;
import io.tidemark.core.signal.SignalPolicy.Emit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The last word on every score: the model proposes, this disposes. Deterministic, knows nothing of
 * the model but its metadata, and fails closed: an instrument of which nothing was said needs every
 * input, a number that is not there blocks.
 *
 * <p>What stands is watched at every event, not only at scored ones: as soon as a rule blocks a BUY
 * or SELL that may still be acted on, a HOLD with the reason takes it back.
 *
 * <p>Holds no state of its own; one gate serves all instruments of a job.
 *
 * <p>See RATIONALE.md, "Why is a HOLD written at once when a rule begins to block?" and "Why does
 * the risk gate ask for a signal's reasons, and not the scorer?"
 */
public final class RiskGate implements AutoCloseable {

  private final ModelMetadata model;
  private final SignalPolicy policy;
  private final Map<String, InputRequirements> needs;
  private final List<Rule> rules;
  private final SignalWriter writer;
  private final Reasons reasons;

  /** As the longer constructor, for signals without the reasons of their scores. */
  public RiskGate(
      ModelMetadata model,
      RiskLimits limits,
      SignalPolicy policy,
      Map<String, InputRequirements> needs) {
    this(model, limits, policy, needs, Reasons.NONE);
  }

  /**
   * Puts the rules together.
   *
   * @param model whose scores are evaluated
   * @param needs which inputs each instrument has; one that is not in it needs all
   * @param reasons of the scores that become signals; asked for nothing else, and closed with this
   * @throws IllegalArgumentException naming every limit and policy that makes no sense
   */
  public RiskGate(
      ModelMetadata model,
      RiskLimits limits,
      SignalPolicy policy,
      Map<String, InputRequirements> needs,
      Reasons reasons) {
    this(model, limits, policy, needs, reasons, null);
  }

  /**
   * Puts the rules together.
   *
   * @param model whose scores are evaluated
   * @param needs which inputs each instrument has; one that is not in it needs all
   * @param reasons of the scores that become signals; asked for nothing else, and closed with this
   * @param strategy whose member the model is; null if it decides alone
   * @throws IllegalArgumentException naming every limit and policy that makes no sense
   */
  public RiskGate(
      ModelMetadata model,
      RiskLimits limits,
      SignalPolicy policy,
      Map<String, InputRequirements> needs,
      Reasons reasons,
      @Nullable StrategyMark strategy) {
    List<String> violations = new ArrayList<>(limits.violations());
    violations.addAll(policy.violations());
    if (!violations.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", violations));
    }
    this.model = model;
    this.policy = policy;
    this.needs = Map.copyOf(needs);
    this.rules = RiskRules.of(limits, StaleLimits.of(limits, model), model.instruments());
    this.reasons = reasons;
    this.writer = new SignalWriter(model, strategy, limits, policy, rules, reasons);
  }

  /** What the rules, and the signals, need to know of the market. */
  public static Set<MarketInput> inputs() {
    Set<MarketInput> inputs = EnumSet.copyOf(SignalWriter.NEEDS);
    RiskLimits any = RiskLimits.defaults();
    RiskRules.of(any, StaleLimits.of(any), ModelInstruments.UNSTATED)
        .forEach(rule -> inputs.addAll(rule.needs()));
    return inputs;
  }

  /** Evaluates one event, in the order of the instrument's log; changes {@code state}. */
  public RiskOutcome step(RiskState state, Gated gated) {
    return step(state, gated, null);
  }

  /**
   * The same of a member of a strategy.
   *
   * @param strategy what it proposes; null where a model decides alone
   */
  public RiskOutcome step(RiskState state, Gated gated, @Nullable StrategyProposal strategy) {
    Assessment now = gated.assessment();
    Stance stance = strategy == null ? null : strategy.stance();
    state.obey(now.command(), now.moment());
    RiskContext context = context(state, gated, strategy);
    Action proposal =
        stance == null ? policy.proposal(now.prediction(), context.strength()) : stance.action();
    Action standing = state.standing(now.clock());
    RuleEvaluation evaluation = RuleEvaluation.of(rules, context, proposal, standing);
    Rule against = now.scored() ? evaluation.againstProposal() : evaluation.againstStanding();
    if (against != null) {
      Decision decision = now.scored() ? Decision.WITHHELD : Decision.NONE;
      Action direction = now.scored() ? proposal : standing;
      return blocked(context, evaluation, decision, against, standing, direction);
    }
    return now.scored()
        ? passed(context, evaluation, proposal, strategy)
        : new RiskOutcome(Decision.NONE, null, null, false, evaluation.alerts());
  }

  private RiskContext context(RiskState state, Gated gated, @Nullable StrategyProposal strategy) {
    Assessment now = gated.assessment();
    double strength =
        strategy == null || strategy.stance() == null
            ? model.calibration().strength(now.prediction())
            : strategy.strength();
    InputRequirements needed = needs.getOrDefault(now.instrument(), InputRequirements.ALL_REQUIRED);
    double predicted = strategy == null ? Double.NaN : strategy.volatility();
    boolean decided = strategy != null && strategy.stance() != null;
    return new RiskContext(now, gated.drift(), state, needed, strength, predicted, decided);
  }

  private RiskOutcome blocked(
      RiskContext context,
      RuleEvaluation evaluation,
      Decision decision,
      Rule against,
      Action standing,
      Action direction) {
    if (standing == Action.HOLD) {
      return new RiskOutcome(decision, against.name(), null, false, evaluation.alerts());
    }
    Signal hold = writer.revoked(context, standing, against, direction);
    context.state().remember(hold, context.now().clock());
    return new RiskOutcome(decision, against.name(), hold, true, evaluation.alerts());
  }

  private RiskOutcome passed(
      RiskContext context,
      RuleEvaluation evaluation,
      Action proposal,
      @Nullable StrategyProposal strategy) {
    RiskState state = context.state();
    Assessment now = context.now();
    boolean emits =
        policy.emit() == Emit.EVERY
            || proposal != state.action
            || now.barClosed()
            || state.nothingValid(now.clock());
    if (!emits) {
      return new RiskOutcome(Decision.UNCHANGED, null, null, false, evaluation.alerts());
    }
    Signal signal = writer.passed(context, proposal, strategy);
    state.remember(signal, now.clock());
    return new RiskOutcome(Decision.EMITTED, null, signal, false, evaluation.alerts());
  }

  @Override
  public void close() {
    reasons.close();
  }
}
