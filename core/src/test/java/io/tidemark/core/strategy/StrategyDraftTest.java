package io.tidemark.core.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.assertj.core.api.InstanceOfAssertFactories.list;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.ModelVersion;
import io.tidemark.core.score.AnswerForm;
import io.tidemark.core.score.ModelInstruments;
import io.tidemark.core.score.ModelMetadata;
import io.tidemark.core.score.ModelOutput;
import io.tidemark.core.score.ModelOutput.Role;
import io.tidemark.core.score.ModelTiming;
import io.tidemark.core.score.ScoreCalibration;
import io.tidemark.core.score.Task;
import io.tidemark.core.score.TrainingPeriod;
import io.tidemark.core.score.Trigger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StrategyDraftTest {

  private static final long HOUR = 3_600_000_000L;

  @Test
  void theHashOfOneMeaningIsOneHashForEver() {
    Map<String, Object> written =
        tree(
            models("a", "b"),
            Map.of("vote", map("of", List.of("a", "b"), "agree", 2, "sizes", Map.of("2", 0.5))));
    Map<String, Object> otherwise = new LinkedHashMap<>();
    otherwise.put(
        "decide",
        Map.of("vote", map("sizes", Map.of("2", 0.50), "agree", 2L, "of", List.of("a", "b"))));
    otherwise.put("models", models("b", "a"));
    otherwise.put("strategy", "two");

    Strategy strategy = build(written);
    assertThat(build(otherwise).hash()).isEqualTo(strategy.hash());
    assertThat(strategy.canonical())
        .isEqualTo(
            "{\"bar\":\"1h\",\"decide\":{\"vote\":{\"agree\":2,\"of\":[\"a\",\"b\"],\"sizes\":"
                + "{\"2\":0.5}}},\"models\":{\"a\":{\"id\":\"m-a\",\"manifest\":\"sha-a\","
                + "\"min-strength\":65,\"version\":\"1\"},\"b\":{\"id\":\"m-b\",\"manifest\":"
                + "\"sha-b\",\"min-strength\":65,\"version\":\"1\"}},\"strategy\":\"two\"}");
    assertThat(strategy.hash())
        .isEqualTo("c86e231a847032889b27182b8f196340b61844f2b71640aea580f58427d71087");
  }

  @Test
  void anotherMeaningOrAnotherModelIsAnotherHash() {
    Map<String, Object> tree = tree(models("a"), "a");
    Strategy strategy = build(tree);

    assertThat(build(tree(models("a"), Map.of("single", "a"))).hash())
        .isNotEqualTo(strategy.hash());
    assertThat(StrategyDraft.of("s", tree).build(Map.of("a", direction("a", "2"))).hash())
        .as("the model's content is part of it")
        .isNotEqualTo(strategy.hash());
    assertThat(build(tree).hash()).as("control").isEqualTo(strategy.hash());
  }

  @Test
  void everyProblemIsSaidAtOnceWithItsKey() {
    Map<String, Object> tree =
        tree(
            map("a", map("path", "p", "weight", 3), "c", Map.of("path", "p")),
            Map.of(
                "confirm",
                map(
                    "decide", Map.of("vote", map("of", List.of("a", "b"), "agree", 5)),
                    "conditions", List.of(map("feature", "rsy(14)", "above", 1)),
                    "need", "two")));
    tree.put("sise", 1);

    assertThatThrownBy(() -> build(tree))
        .asInstanceOf(type(InvalidStrategyException.class))
        .extracting(InvalidStrategyException::problems, list(String.class))
        .satisfiesExactly(
            each -> assertThat(each).asString().startsWith("sise is no key"),
            each -> assertThat(each).asString().startsWith("models.a.weight is no key"),
            each ->
                assertThat(each)
                    .asString()
                    .startsWith("decide.confirm.decide.vote.of[1] names 'b'"),
            each ->
                assertThat(each)
                    .asString()
                    .isEqualTo(
                        "decide.confirm.decide.vote.agree must be a whole number from 1 to 2,"
                            + " was 5"),
            each ->
                assertThat(each)
                    .asString()
                    .startsWith("decide.confirm.conditions[0].feature is no feature"),
            each ->
                assertThat(each)
                    .asString()
                    .isEqualTo("decide.confirm.need must be a whole number from 1 to 1, was two"),
            each -> assertThat(each).asString().startsWith("models.c is used by no decision"));
  }

  @Test
  void whereAModelIsAskedIsReadAndTheHashKnowsForHowLongButNotWhere() {
    Strategy local = build(tree(models("a"), "a"));
    Strategy remote = build(tree(remote("url", "http://models:8080", "timeout", "150 ms"), "a"));

    StrategyDraft draft =
        StrategyDraft.of(
            "s",
            tree(remote("url", "https://m.local/models/", "timeout", "2s", "model", "gbm"), "a"));
    assertThat(draft.members().get(0).remote())
        .isEqualTo(new RemoteSpec("https://m.local/models", "gbm", "", "", "", 2_000));
    assertThat(remote.hash()).isNotEqualTo(local.hash());
    assertThat(build(tree(remote("url", "http://other:1", "timeout", "150ms"), "a")).hash())
        .isEqualTo(remote.hash());
    assertThat(build(tree(remote("url", "http://models:8080", "timeout", "151 ms"), "a")).hash())
        .isNotEqualTo(remote.hash());
  }

  @Test
  void whatIsWrongWithARemoteModelIsSaidAtOnce() {
    Map<String, Object> models =
        remote("url", "http://me:secret@models:8080", "timeout", "1 h", "retries", 3);

    assertThatThrownBy(() -> build(tree(models, "a")))
        .asInstanceOf(type(InvalidStrategyException.class))
        .extracting(InvalidStrategyException::problems, list(String.class))
        .satisfiesExactly(
            each -> assertThat(each).asString().startsWith("models.a.remote.retries is no key"),
            each ->
                assertThat(each)
                    .asString()
                    .startsWith("models.a.remote.url must be of the form http://HOST:PORT"),
            each ->
                assertThat(each)
                    .asString()
                    .isEqualTo(
                        "models.a.remote.timeout must be a time from 1 ms to 30 s, was 1 h"));
  }

  private static Map<String, Object> remote(Object... keysAndValues) {
    Map<String, Object> remote = map("protocol", "open-inference");
    remote.putAll(map(keysAndValues));
    return map("a", map("path", "models/a", "remote", remote));
  }

  @Test
  void aRouteByAFeatureHasTwoPartsAndNoMarginOfItsOwn() {
    Map<String, Object> by = map("feature", "trend_regime(48,20,35)", "above", 0.5);
    Map<String, Object> models = map("a", Map.of("path", "p"));
    Map<String, Object> both = map("holds", "a", "else", "a");

    assertThat(build(tree(models, Map.of("route", map("by", by, "to", both)))).features())
        .containsExactly("trend_regime(48,20,35)");
    assertThatThrownBy(
            () -> build(tree(models, Map.of("route", map("by", by, "to", both, "margin", 0.1)))))
        .hasMessageContaining("decide.route.margin is no key");
    assertThatThrownBy(
            () -> build(tree(models, Map.of("route", map("by", by, "to", map("holds", "a"))))))
        .isInstanceOf(InvalidStrategyException.class)
        .hasMessageContaining("decide.route.to.else");
  }

  @Test
  void nothingIsRefusedWithAReason() {
    for (Object nothing : new Object[] {List.of(), "text", Map.of()}) {
      assertThatThrownBy(() -> StrategyDraft.of("s", nothing).build(Map.of()))
          .isInstanceOf(InvalidStrategyException.class)
          .hasMessageContaining("strategy must be the strategy's name, and is missing");
    }
  }

  @Test
  void aModelIsHeldAgainstWhatTheDecisionAsksOfIt() {
    Map<String, PinnedModel> known = Map.of("a", direction("a", "1"), "v", volatility("v"));
    Map<String, Object> tree =
        tree(models("a", "v"), Map.of("vote", map("of", List.of("a", "v"), "agree", 1)));

    assertThatThrownBy(() -> StrategyDraft.of("s", tree).build(known))
        .hasMessageContaining("vote.of[1] is v, of task volatility, which leans to no side");
    Map<String, Object> sized = tree(models("a", "v"), "a");
    sized.put("size", map("by", "volatility", "model", "v", "target", 0.2));
    assertThat(StrategyDraft.of("s", sized).build(known).tree())
        .as("control: it may size")
        .hasSize(2);
    sized.put("size", map("by", "volatility", "model", "a", "target", 0.2));
    assertThatThrownBy(() -> StrategyDraft.of("s", sized).build(known))
        .hasMessageContaining("size.model is a, of task direction");
  }

  @Test
  void theVolatilityIsPredictedByTheModelThatLooksLeastFarAhead() {
    AnswerForm form = volatility("v").metadata().form();
    Map<String, PinnedModel> known =
        Map.of(
            "a", direction("a", "1"),
            "week", pinned("week", "1", form, 168),
            "day", pinned("day", "1", form, 24),
            "night", pinned("night", "1", form, 24));
    Map<String, Object> tree = tree(models("a", "week"), "a");
    List<Object> edges = new ArrayList<>();
    for (String each : List.of("week", "day", "night")) {
      edges.add(Map.of("volatility-edge", map("model", each, "implied", "rsi(14)", "edge", 1)));
    }

    assertThat(StrategyDraft.of("s", tree(models("a"), "a")).build(known).volatilityModel())
        .isNull();
    tree.put("size", map("by", "volatility", "model", "week", "target", 0.2));
    assertThat(StrategyDraft.of("s", tree).build(known).volatilityModel()).isEqualTo("week");
    Map<String, Object> several =
        tree(models("week", "day", "night"), Map.of("confluence", Map.of("of", edges)));
    assertThat(StrategyDraft.of("s", several).build(known).volatilityModel())
        .as("the first of those that look a day ahead")
        .isEqualTo("day");
  }

  @Test
  void aDecisionWithoutEndIsRefused() {
    Object decide = "a";
    for (int i = 0; i < 20; i++) {
      decide = Map.of("vote", map("of", List.of(decide), "agree", 1));
    }
    Object deep = decide;

    assertThatThrownBy(() -> build(tree(models("a"), deep)))
        .hasMessageContaining("is nested deeper than 8 decisions");
  }

  @Test
  void aDecisionThatIsNoneIsNamedAndItsModelsAreNotSaidToBeUnused() {
    Map<String, Object> inner = map("votte", map("of", List.of("b"), "agree", 1));
    List<Object> parts = List.of("a", inner, 7);

    assertThatThrownBy(() -> build(tree(models("a", "b"), Map.of("confluence", map("of", parts)))))
        .asInstanceOf(type(InvalidStrategyException.class))
        .extracting(InvalidStrategyException::problems, list(String.class))
        .satisfiesExactly(
            each ->
                assertThat(each)
                    .asString()
                    .startsWith("decide.confluence.of[1] must be a model's name or one decision")
                    .endsWith(", was [votte]"),
            each -> assertThat(each).asString().endsWith("vote], was 7"));
    assertThatThrownBy(() -> build(tree(models("a", "b"), "a")))
        .as("control: what was read names one of them")
        .hasMessageContaining("models.b is used by no decision");
  }

  @Test
  void aKeyThatIsMissingIsSaidWithoutModelsThatItWouldHaveNamed() {
    Map<String, Object> conditions = map("feature", "rsi(14)", "below", 70);
    Map<Object, String> missing = new LinkedHashMap<>();
    missing.put(Map.of("vote", map("agree", 1)), "decide.vote.of must be a list");
    missing.put(Map.of("vote", 7), "decide.vote must hold keys");
    missing.put(Map.of("confluence", map("of", List.of())), "decide.confluence.of must be a list");
    missing.put(
        Map.of("confirm", map("conditions", List.of(conditions), "need", 1)),
        "decide.confirm.decide must be a model's name");
    missing.put(Map.of("average", map("threshold", 0)), "decide.average.of must hold a weight");
    missing.put(
        Map.of("route", map("by", conditions)), "decide.route.to must hold keys, of [holds, else]");
    missing.put(
        Map.of("volatility-edge", map("implied", "rsi(14)", "edge", 1)),
        "decide.volatility-edge.model must be the name of a model");

    missing.forEach(
        (decide, problem) ->
            assertThatThrownBy(() -> build(tree(models("a", "b"), decide)))
                .asInstanceOf(type(InvalidStrategyException.class))
                .extracting(InvalidStrategyException::problems, list(String.class))
                .as(problem)
                .singleElement()
                .asString()
                .startsWith(problem));
    Object control = Map.of("vote", map("of", List.of("a"), "agree", 2));
    assertThatThrownBy(() -> build(tree(models("a", "b"), control)))
        .as("control: all that was to be named was read")
        .hasMessageContaining("decide.vote.agree", "models.b is used by no decision");
  }

  @Test
  void aSizeOfAnotherKindSaysOnceWhatStoodThere() {
    Map<Object, String> wrong = new LinkedHashMap<>();
    wrong.put(map("by", "kelly", "model", "b", "target", 1), "volatility, was kelly");
    wrong.put(map("by", 3, "model", "b", "target", 1), "volatility, was 3");
    wrong.put(map("model", "b", "target", 1), "volatility, and is missing");
    wrong.forEach(
        (size, words) -> {
          Map<String, Object> tree = tree(models("a"), "a");
          tree.put("size", size);
          assertThatThrownBy(() -> build(tree))
              .hasMessageContaining("size.by must be " + words)
              .extracting(Throwable::getMessage, STRING)
              .containsOnlyOnce("size.by");
        });
    Map<String, Object> unnamed = tree(models("a", "b"), "a");
    unnamed.put("size", map("by", "volatility", "target", 1));
    assertThatThrownBy(() -> build(unnamed))
        .hasMessageContaining("size.model must be the name of a model")
        .extracting(Throwable::getMessage, STRING)
        .doesNotContain("models.b");
  }

  @Test
  void aModelThatIsTwiceInOneListIsRefusedAndInTwoListsIsNot() {
    Object twice = map("of", List.of("a", "b", Map.of("single", "a")), "agree", 2);
    Object average = map("of", List.of("b", "b"), "by", "log-loss", "answers", 9, "threshold", 0);

    assertThatThrownBy(() -> build(tree(models("a", "b"), Map.of("vote", twice))))
        .hasMessageContaining("decide.vote.of[2] is in the list twice");
    assertThatThrownBy(() -> build(tree(models("b"), Map.of("average", average))))
        .hasMessageContaining("decide.average.of[1] is in the list twice");
    Object inner = Map.of("confluence", map("of", List.of("a", "b")));
    Object apart = map("of", List.of("a", inner), "agree", 1);
    assertThat(build(tree(models("a", "b"), Map.of("vote", apart))).models())
        .as("control: a list inside a list is another decision")
        .hasSize(2);
  }

  @Test
  void equalHorizonsInAConfluenceAreNoted() {
    Map<String, Object> tree =
        tree(models("a", "b"), Map.of("confluence", Map.of("of", List.of("a", "b"))));

    assertThat(build(tree).notes())
        .containsExactly(
            "decide.confluence: more than one model looks 1h ahead; a vote says the same");
  }

  private static Strategy build(Map<String, Object> tree) {
    Map<String, PinnedModel> all = new LinkedHashMap<>();
    for (String name : List.of("a", "b", "c")) {
      all.put(name, direction(name, "1"));
    }
    return StrategyDraft.of("s.yaml", tree).build(all);
  }

  private static Map<String, Object> tree(Map<String, Object> models, Object decide) {
    return map("strategy", "two", "models", models, "decide", decide);
  }

  private static Map<String, Object> models(String... names) {
    Map<String, Object> models = new LinkedHashMap<>();
    for (String name : names) {
      models.put(name, Map.of("path", "models/" + name));
    }
    return models;
  }

  private static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
    }
    return map;
  }

  private static PinnedModel direction(String name, String version) {
    return pinned(name, version, AnswerForm.DIRECTION);
  }

  private static PinnedModel volatility(String name) {
    AnswerForm form =
        AnswerForm.of(Task.VOLATILITY, List.of(ModelOutput.of("vol", Role.VOLATILITY)));
    return pinned(name, "1", form);
  }

  private static PinnedModel pinned(String name, String version, AnswerForm form) {
    return pinned(name, version, form, 1);
  }

  private static PinnedModel pinned(String name, String version, AnswerForm form, int hours) {
    return new PinnedModel(
        new ModelRef("m-" + name, version, "sha-" + name),
        new ModelMetadata(
            new ModelVersion("m-" + name, version),
            "model",
            "features",
            form,
            new ModelTiming(Trigger.BAR, HOUR, 1, hours),
            new TrainingPeriod(0, 1),
            new ScoreCalibration(new double[0], new double[0], new long[1], new long[1]),
            ModelInstruments.UNSTATED));
  }
}
