package io.tidemark.core.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.drift.Gated;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.fact.EventKind;
import io.tidemark.core.market.MarketContext;
import io.tidemark.core.market.MarketInput;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.ModelInstruments;
import io.tidemark.core.signal.Action;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a rule declares of the market is all that it reads. */
class RuleNeedsTest {

  private final Scene scene = Scene.ofABadDay();

  @Test
  void aRuleSaysTheSameWhereEverythingItDoesNotNeedIsUnknown() {
    RiskContext whole = context(false, Set.of());
    for (Rule rule :
        RiskRules.of(Scene.LIMITS, StaleLimits.of(Scene.LIMITS), ModelInstruments.UNSTATED)) {
      assertThat(said(rule, context(true, rule.needs())))
          .as(rule.name().name())
          .isEqualTo(said(rule, whole));
    }
  }

  @Test
  void aRuleSaysSomethingElseWhereWhatItNeedsIsUnknown() {
    RiskContext whole = context(false, Set.of());
    for (Rule rule :
        RiskRules.of(Scene.LIMITS, StaleLimits.of(Scene.LIMITS), ModelInstruments.UNSTATED)) {
      if (!rule.needs().isEmpty()) {
        assertThat(said(rule, context(true, Set.of())))
            .as(rule.name().name())
            .isNotEqualTo(said(rule, whole));
      }
    }
  }

  @Test
  void theGateNeedsWhatItsRulesNeed() {
    assertThat(RiskGate.inputs()).containsExactly(MarketInput.values());
  }

  private static List<Object> said(Rule rule, RiskContext context) {
    return List.of(
        rule.verdict(context, Action.BUY),
        rule.verdict(context, Action.SELL),
        rule.why(context, Action.BUY));
  }

  private RiskContext context(boolean masked, Set<MarketInput> kept) {
    Gated gated = scene.event(EventKind.TRADE, true, Scene.RISE, ControlCommand.NONE);
    scene.clock -= Scene.SECOND; // each context is of the same moment
    Assessment now = gated.assessment();
    MarketContext market = masked ? only(now.market(), kept) : now.market();
    return new RiskContext(
        new Assessment(
            now.cause(),
            now.clock(),
            now.barClosed(),
            now.features(),
            now.barsToWarm(),
            market,
            now.model(),
            now.prediction()),
        gated.drift(),
        scene.state,
        InputRequirements.ALL_REQUIRED,
        80,
        Double.NaN,
        false);
  }

  private static MarketContext only(MarketContext market, Set<MarketInput> kept) {
    MarketContext left = MarketContext.UNKNOWN;
    for (MarketInput input : kept) {
      left =
          input == MarketInput.PRICE
              ? left.withPrice(
                  market.price().value(), market.priceEventTime(), market.knownAt(input))
              : left.with(input, market.value(input), market.knownAt(input));
    }
    return left;
  }
}
