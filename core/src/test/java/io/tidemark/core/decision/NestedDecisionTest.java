package io.tidemark.core.decision;

import static io.tidemark.core.decision.DeciderFixture.ask;
import static io.tidemark.core.decision.DeciderFixture.buys;
import static io.tidemark.core.decision.DeciderFixture.paused;
import static io.tidemark.core.decision.DeciderFixture.regime;
import static io.tidemark.core.decision.DeciderFixture.sells;
import static io.tidemark.core.decision.DeciderFixture.single;
import static io.tidemark.core.decision.DeciderFixture.volatility;
import static io.tidemark.core.decision.DeciderFixture.weak;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.score.Prediction;
import io.tidemark.core.signal.Action;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NestedDecisionTest {

  private static final List<FeatureCondition> THREE =
      List.of(
          new FeatureCondition("whales", true, 0),
          new FeatureCondition("reserves", false, 0),
          new FeatureCondition("mvrv", false, 1));

  @Test
  void aSingleModelIsFollowedOrAbstains() {
    assertThat(ask(single("a"), buys("a")).action()).isEqualTo(Action.BUY);
    assertThat(ask(single("a"), sells("a")).action()).isEqualTo(Action.SELL);
    assertThat(ask(single("a"), weak("a")))
        .matches(stance -> stance.speaks() && stance.size() == 0);
    assertThat(ask(single("a"), paused("a")).abstention()).isEqualTo(Abstention.DRIFT_PAUSED);
    assertThat(ask(single("a"), buys("b")).abstention()).isEqualTo(Abstention.NOT_WARM);
  }

  @Test
  void anAnswerThatMakesNoSenseIsAnAbstention() {
    Voice odd = Voice.of("a", Prediction.of(1.5f), 90, true);

    assertThat(ask(single("a"), odd).abstention()).isEqualTo(Abstention.INVALID_ANSWER);
  }

  @Test
  void allHorizonsMustAgree() {
    Decider both = new HorizonConfluence(List.of(single("a"), single("b")));

    assertThat(ask(both, sells("a"), sells("b")).action()).isEqualTo(Action.SELL);
    assertThat(ask(both, sells("a"), weak("b")).action()).isEqualTo(Action.HOLD);
    assertThat(ask(both, sells("a"), paused("b")).abstention())
        .isEqualTo(Abstention.TOO_FEW_ANSWERS);
  }

  @Test
  void twoOfThreeConditionsLetABuyThroughAndNoneBlocks() {
    Decider confirm = new FeatureConfirmation(single("a"), Action.BUY, THREE, 2, 0.3);

    assertThat(ask(confirm, Map.of("whales", 1.0, "mvrv", 0.5), buys("a")).size()).isEqualTo(1);
    assertThat(ask(confirm, Map.of("whales", 1.0), buys("a")).size()).isEqualTo(0.3);
    assertThat(ask(confirm, Map.of("whales", -1.0), buys("a")).action()).isEqualTo(Action.HOLD);
    assertThat(ask(confirm, Map.of("whales", Double.NaN), buys("a")).action())
        .as("what is not known confirms nothing")
        .isEqualTo(Action.HOLD);
    assertThat(ask(confirm, Map.of(), sells("a")).action())
        .as("the other side needs no confirmation")
        .isEqualTo(Action.SELL);
  }

  @Test
  void theRouteChangesOnlyBeyondItsMargin() {
    Decider route =
        new RegimeRoute(
            "regime", List.of("trend", "range"), List.of(single("a"), single("b")), 0.2);
    DecisionState state = new DecisionState(route.cells());

    assertThat(route(route, state, 0.6f).action()).isEqualTo(Action.BUY);
    assertThat(route(route, state, 0.45f).action()).as("within the margin").isEqualTo(Action.BUY);
    assertThat(route(route, state, 0.35f).action()).as("beyond it").isEqualTo(Action.SELL);
    assertThat(route(route, state, 0.55f).action()).as("and back").isEqualTo(Action.SELL);
    assertThat(ask(route, state, Map.of(), paused("regime"), buys("a")).abstention())
        .isEqualTo(Abstention.DRIFT_PAUSED);
    Decider eager = new RegimeRoute("regime", List.of("trend", "range"), route.parts(), 0);
    assertThat(route(eager, new DecisionState(eager.cells()), 0.45f).action())
        .as("control: without a margin")
        .isEqualTo(Action.SELL);
  }

  @Test
  void aRouteByAFeatureFollowsThePartOfTheStateAndAbstainsWithoutOne() {
    Decider route =
        new ConditionRoute(new FeatureCondition("trend", true, 0.5), single("a"), single("b"));

    assertThat(ask(route, Map.of("trend", 1.0), buys("a"), sells("b")).action())
        .isEqualTo(Action.BUY);
    assertThat(ask(route, Map.of("trend", 0.0), buys("a"), sells("b")).action())
        .isEqualTo(Action.SELL);
    assertThat(ask(route, Map.of("trend", 0.0), buys("a"), sells("b")).reason())
        .asString()
        .startsWith("trend > 0.5 does not hold: b says SELL");
    assertThat(ask(route, Map.of("trend", 1.0), paused("a"), sells("b")).abstention())
        .isEqualTo(Abstention.DRIFT_PAUSED);
    assertThat(ask(route, Map.of("trend", Double.NaN), buys("a"), buys("b")).abstention())
        .isEqualTo(Abstention.FEATURE_MISSING);
  }

  private static Stance route(Decider route, DecisionState state, float trend) {
    return ask(route, state, Map.of(), regime("regime", trend), buys("a"), sells("b"));
  }

  @Test
  void cheapVolatilityIsBoughtAndDearOneSold() {
    Decider edge = new VolatilityEdge("vol", "implied", 0.01, 0.15);

    assertThat(edge.exposure()).isEqualTo(Exposure.VOLATILITY);
    assertThat(ask(edge, Map.of("implied", 50.0), volatility("vol", 0.58f)).action())
        .isEqualTo(Action.BUY);
    assertThat(ask(edge, Map.of("implied", 50.0), volatility("vol", 0.42f)).action())
        .isEqualTo(Action.SELL);
    assertThat(ask(edge, Map.of("implied", 50.0), volatility("vol", 0.55f)).action())
        .isEqualTo(Action.HOLD);
    assertThat(ask(edge, Map.of(), volatility("vol", 0.55f)).abstention())
        .isEqualTo(Abstention.FEATURE_MISSING);
  }

  @Test
  void euphoriaIsSoldAndAnUnknownSignWithholdsABuy() {
    Decider fade =
        new EuphoriaFade(
            single("a"), List.of(new FeatureCondition("fear_greed", true, 80)), 1, 0.5);

    assertThat(ask(fade, Map.of("fear_greed", 90.0), buys("a")))
        .isEqualTo(Stance.of(Action.SELL, 0.5, () -> "euphoria: 1 of 1 signs"));
    assertThat(ask(fade, Map.of("fear_greed", 50.0), buys("a")).action()).isEqualTo(Action.BUY);
    assertThat(ask(fade, Map.of(), buys("a")).abstention()).isEqualTo(Abstention.FEATURE_MISSING);
    assertThat(ask(fade, Map.of(), sells("a")).action()).isEqualTo(Action.SELL);
  }

  @Test
  void aPositionIsSizedByPredictedVolatilityOrNotTaken() {
    Decider sized = new VolatilitySizing(single("a"), "vol", 0.2);

    assertThat(ask(sized, buys("a"), volatility("vol", 0.8f)).size()).isCloseTo(0.25, within(1e-7));
    assertThat(ask(sized, buys("a"), volatility("vol", 0.1f)).size()).isEqualTo(1);
    assertThat(ask(sized, buys("a")).abstention()).isEqualTo(Abstention.NOT_WARM);
  }

  @Test
  void aSizeBeyondTheWholeIsABug() {
    assertThatThrownBy(() -> Stance.of(Action.BUY, 1.5, () -> "more"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
