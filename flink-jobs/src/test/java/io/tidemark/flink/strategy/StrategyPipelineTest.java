package io.tidemark.flink.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.list;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.tidemark.core.decision.Abstention;
import io.tidemark.core.decision.StrategyAnswer;
import io.tidemark.core.decision.Voice;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fold.StrategyFold;
import io.tidemark.core.score.Task;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.Recommendation;
import io.tidemark.core.signal.Signal;
import io.tidemark.flink.config.InvalidOptionsException;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.io.RawRecord;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.signal.SignalRun;
import io.tidemark.flink.testbed.Market;
import io.tidemark.flink.testbed.MarketLog;
import io.tidemark.flink.testbed.PlainRun;
import io.tidemark.flink.testbed.RecordSource;
import io.tidemark.flink.testbed.TestConfig;
import io.tidemark.flink.testbed.TestModel;
import io.tidemark.flink.testbed.Valid;
import io.tidemark.models.ModelRejectedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The signal job where a strategy decides, held against a plain loop and a job of one model. */
class StrategyPipelineTest {

  private static final OutputFormat<Signal> SIGNALS = Topic.SIGNALS.format();

  private final MarketLog log = MarketLog.of(Market.facts(13));

  @TempDir private Path folder;

  @Test
  void aStrategyOfOneModelSaysWhatAJobOfThatModelSays() throws Exception {
    PlainRun alone = PlainRun.of(TestConfig.signal(), log);

    SignalRun run = run(serving(TestStrategy.single(folder)), 1, "single");

    Map<String, List<String>> unmarked = new TreeMap<>();
    run.signals().forEach((key, lines) -> unmarked.put(key, unmarked(lines)));
    assertThat(unmarked).isEqualTo(alone.signals);
    assertThat(run.signals()).as("the strategy's hash is in them").isNotEqualTo(alone.signals);
    assertThat(run.driftAlerts()).isEqualTo(alone.driftAlerts).isNotEmpty();
    assertThat(run.retrainRequests()).isEqualTo(alone.retrainRequests).isNotEmpty();
    assertThat(run.riskAlerts()).isEqualTo(alone.riskAlerts).isNotEmpty();
    assertThat(run.count("scored"))
        .isEqualTo(run.count("emitted") + run.count("unchanged") + run.count("withheld"));
  }

  @Test
  void severalModelsSayWhatAPlainLoopSaysInTwoTasksAndAfterAFailure() throws Exception {
    JobConfig config = serving(TestStrategy.three(folder), "checkpoint.interval=1s");
    Map<String, List<String>> plain = plain(config);
    assertThat(actions(plain)).as("the strategy decides").contains(Action.BUY, Action.SELL);

    assertThat(speaking(config)).as("members that answer").contains("trend", "slow", "fast");

    Path failure = folder.resolve("failed");
    RecordSource<RawRecord> source = RecordSource.failingOnce(log.partitions(), failure);
    SignalRun run = SignalRun.of(config, source, 2, 1, folder.resolve("failing"));

    assertThat(failure).as("the sign that it did fail").exists();
    assertThat(distinct(run.signals())).isEqualTo(plain);
    assertThat(run(config, 1, "whole").signals()).isEqualTo(plain);
  }

  @Test
  void theJobSizesByPredictedVolatilityAsAPlainLoopDoes() throws Exception {
    JobConfig config = serving(TestStrategy.sized(folder));
    Map<String, List<String>> plain = plain(config);

    assertThat(run(config, 2, "sized").signals()).isEqualTo(plain);
    List<Signal> sized =
        signals(plain.getOrDefault(Market.INSTRUMENTS.get(0), List.of())).stream()
            .filter(signal -> signal.action() != Action.HOLD)
            .toList();
    assertThat(sized).isNotEmpty();
    assertThat(sized)
        .allSatisfy(
            signal -> {
              assertThat(signal.recommendation().reason()).contains("; sized by volatility x ");
              assertThat(signal.basis().task()).isEqualTo(Task.DIRECTION);
            });
  }

  @Test
  void theBreakerGoesByWhatAModelPredictsInTheJobAsInAPlainLoop() throws Exception {
    Path sized = TestStrategy.sized(folder);
    String[] limit = {"risk.volatility-limit=0.3", "risk.volatility-by=predicted"};
    JobConfig config = serving(sized, limit);
    Map<String, List<String>> plain = plain(config);

    assertThat(run(config, 2, "predicted").signals()).isEqualTo(plain);
    assertThat(reasons(plain))
        .anyMatch(reason -> reason.contains("no longer stands: predicted volatility is "));
    assertThat(reasons(plain(serving(sized, limit[0]))))
        .as("control: by what was seen")
        .isNotEmpty()
        .noneMatch(reason -> reason.contains("predicted volatility"));
  }

  @Test
  void aDecisionAboutVolatilityNeverBuysOrSellsThePrice() throws Exception {
    JobConfig config = serving(TestStrategy.edge(folder));
    Map<String, List<String>> plain = plain(config);

    assertThat(run(config, 2, "edge").signals()).isEqualTo(plain);
    assertThat(actions(plain))
        .containsExactlyInAnyOrder(Action.BUY_VOLATILITY, Action.SELL_VOLATILITY, Action.HOLD);
  }

  @Test
  void whileAModelIsPausedTheOthersDecide() throws Exception {
    List<StrategyAnswer> paused =
        answers(serving(TestStrategy.three(folder))).stream()
            .filter(answer -> says(answer, Abstention.DRIFT_PAUSED))
            .toList();

    assertThat(paused).as("answers while a model is paused").isNotEmpty();
    assertThat(paused)
        .anyMatch(answer -> answer.panel().voices().stream().anyMatch(Voice::speaks))
        .anyMatch(answer -> answer.stance().action() != Action.HOLD);
  }

  @Test
  void severalModelsGoOnInMoreTasksWhereTheyStoppedInOne() throws Exception {
    JobConfig config = serving(TestStrategy.three(folder));
    Map<String, List<String>> plain = plain(config);
    int[] middle = log.positions(Market.START + 60L * 3_600_000_000L);

    SignalRun.Stopped stopped = SignalRun.until(middle, config, log, 1, folder.resolve("stopped"));
    SignalRun goesOn = from(stopped.savepoint(), config, 2, "goes-on");

    assertThat(stopped.run().signals()).isNotEmpty();
    assertThat(joined(stopped.run().signals(), goesOn.signals())).isEqualTo(plain);
  }

  @Test
  void modelsThatTakeOverFeaturesSayWhatThoseOfThePlainLoopSayAfterASavepointToo()
      throws Exception {
    JobConfig config = serving(TestStrategy.alike(folder));
    int[] middle = log.positions(Market.START + 60L * 3_600_000_000L);

    SignalRun.Stopped stopped = SignalRun.until(middle, config, log, 1, folder.resolve("stopped"));
    SignalRun goesOn = from(stopped.savepoint(), config, 2, "goes-on");

    assertThat(actions(goesOn.signals())).contains(Action.BUY, Action.SELL);
    assertThat(joined(stopped.run().signals(), goesOn.signals())).isEqualTo(plain(config));
  }

  @Test
  void aSavepointOfOneModelGoesOnAsThatModelOfAStrategy() throws Exception {
    JobConfig alone = TestConfig.signal();
    int[] middle = log.positions(Market.START + 60L * 3_600_000_000L);
    SignalRun.Stopped stopped = SignalRun.until(middle, alone, log, 1, folder.resolve("alone"));

    JobConfig strategy = serving(TestStrategy.single(folder), "strategy.continues=only");
    SignalRun goesOn = from(stopped.savepoint(), strategy, 1, "goes-on");

    Map<String, List<String>> unmarked = new TreeMap<>();
    goesOn.signals().forEach((key, lines) -> unmarked.put(key, unmarked(lines)));
    assertThat(joined(stopped.run().signals(), unmarked))
        .isEqualTo(PlainRun.of(alone, log).signals);
    assertThat(from(stopped.savepoint(), serving(TestStrategy.single(folder)), 1, "anew").signals())
        .as("control: without its state the model must warm up first")
        .isNotEqualTo(goesOn.signals());
  }

  @Test
  void aSavepointOfOneModelGoesOnAsOneOfSeveral() throws Exception {
    int[] middle = log.positions(Market.START + 60L * 3_600_000_000L);
    SignalRun.Stopped stopped =
        SignalRun.until(middle, TestConfig.signal(), log, 1, folder.resolve("alone"));
    Path two =
        TestStrategy.write(
            folder,
            "two",
            "  warm: {path: %s, min-strength: 0}\n  cold: {path: %s}\n"
                .formatted(TestModel.DIRECTORY, TestModel.SEQUENCE),
            "decide: {vote: {of: [warm, cold], agree: 1}}\n");

    SignalRun goesOn =
        from(stopped.savepoint(), serving(two, "strategy.continues=warm"), 2, "goes-on");
    SignalRun anew = from(stopped.savepoint(), serving(two), 2, "anew");

    String instrument = Market.INSTRUMENTS.get(0);
    Signal first = signals(goesOn.signals().getOrDefault(instrument, List.of())).get(0);
    Signal coldFirst = signals(anew.signals().getOrDefault(instrument, List.of())).get(0);
    assertThat(first.recommendation().reason()).contains("1 abstain");
    assertThat(first.eventTime())
        .as("long before a model that begins there")
        .isLessThan(coldFirst.eventTime() - 3_600_000_000L);
  }

  @Test
  void aVolatilityOfAnotherInstrumentSizesNothing() {
    Path foreign = TestStrategy.sizedByEther(folder);

    assertThatThrownBy(() -> read(foreign, "instruments=BTC-USDT@test"))
        .asInstanceOf(type(InvalidOptionsException.class))
        .extracting(InvalidOptionsException::problems, list(String.class))
        .contains(
            "models.vol serves ETH-USDT@* and not BTC-USDT@test, which other models of the strategy"
                + " serve; give it a model of that instrument, leave the instrument out of"
                + " instruments, or set risk.other-instruments to mark");
    assertThatThrownBy(() -> read(foreign, "instruments=ETH-USDT@test"))
        .as("control: the instrument that both serve")
        .asInstanceOf(type(InvalidOptionsException.class))
        .extracting(InvalidOptionsException::problems, list(String.class))
        .noneMatch(problem -> problem.contains("which other models"));
    assertThatThrownBy(
            () -> read(foreign, "instruments=BTC-USDT@test", "risk.other-instruments=mark"))
        .asInstanceOf(type(InvalidOptionsException.class))
        .extracting(InvalidOptionsException::problems, list(String.class))
        .noneMatch(problem -> problem.contains("which other models"));
  }

  @Test
  void whatKeepsAStrategyFromServingIsSaidAtOnceBeforeAnythingStarts() {
    Path three = TestStrategy.three(folder);
    JobConfig config = serving(three, "strategy.continues=other", "risk.volatility-by=predicted");

    assertThatThrownBy(() -> StrategyPipeline.read(three.toString(), config))
        .asInstanceOf(type(InvalidOptionsException.class))
        .extracting(InvalidOptionsException::problems, list(String.class))
        .containsExactly(
            "risk.volatility-by must be realised for strategy three, was predicted: none of its"
                + " models [trend, slow, fast] is of task volatility; size by one, or leave the"
                + " option out",
            "strategy.continues must be one of the strategy's models [trend, slow, fast], was"
                + " other");
  }

  private static StrategyFile read(Path strategy, String... assignments)
      throws ModelRejectedException {
    return StrategyPipeline.file(strategy.toString(), serving(strategy, assignments));
  }

  private static JobConfig serving(Path strategy, String... assignments) {
    return TestConfig.strategy(strategy, assignments);
  }

  private SignalRun run(JobConfig config, int parallelism, String name) throws Exception {
    return SignalRun.of(
        config, RecordSource.of(log.partitions()), parallelism, 0, folder.resolve(name));
  }

  private SignalRun from(String savepoint, JobConfig config, int parallelism, String name)
      throws Exception {
    return SignalRun.from(
        savepoint, config, RecordSource.of(log.partitions()), parallelism, folder.resolve(name));
  }

  private Map<String, List<String>> plain(JobConfig config) throws Exception {
    return plain(config, log);
  }

  /** What a plain loop writes, which asks every model here. */
  static Map<String, List<String>> plain(JobConfig config, MarketLog log) throws Exception {
    Map<String, List<String>> lines = new TreeMap<>();
    StrategyFile file = StrategyFile.read(Path.of(String.valueOf(config.model().strategy())));
    try (StrategyFolds folds = StrategyFolds.open(file, config)) {
      for (LogEvent event : PlainRun.events(log)) {
        StrategyFold.Step step = folds.fold(event);
        Signal signal = step == null ? null : step.risk().signal();
        if (signal != null) {
          lines
              .computeIfAbsent(signal.instrument(), any -> new ArrayList<>())
              .add(HexFormat.of().formatHex(SIGNALS.encode(signal)));
        }
      }
    }
    return lines;
  }

  private static boolean says(StrategyAnswer answer, Abstention why) {
    return answer.panel().voices().stream().anyMatch(voice -> voice.abstention() == why);
  }

  private Set<String> speaking(JobConfig config) throws Exception {
    Set<String> speaking = new TreeSet<>();
    for (StrategyAnswer answer : answers(config)) {
      answer.panel().voices().stream()
          .filter(Voice::speaks)
          .forEach(voice -> speaking.add(voice.member()));
    }
    return speaking;
  }

  private List<StrategyAnswer> answers(JobConfig config) throws Exception {
    List<StrategyAnswer> answers = new ArrayList<>();
    StrategyFile file = StrategyFile.read(Path.of(String.valueOf(config.model().strategy())));
    try (StrategyFolds folds = StrategyFolds.open(file, config)) {
      for (LogEvent event : PlainRun.events(log)) {
        StrategyAnswer answer = folds.step(event);
        if (answer != null) {
          answers.add(answer);
        }
      }
    }
    return answers;
  }

  private static List<String> unmarked(List<String> lines) {
    return signals(lines).stream()
        .map(StrategyPipelineTest::unmarked)
        .map(signal -> HexFormat.of().formatHex(SIGNALS.encode(signal)))
        .toList();
  }

  private static Signal unmarked(Signal signal) {
    Recommendation said = signal.recommendation();
    return new Signal(
        signal.id(),
        signal.supersedes(),
        signal.event(),
        new Recommendation(
            said.action(),
            said.reason(),
            said.size(),
            said.referencePrice(),
            said.riskClass(),
            said.horizon(),
            said.validUntil(),
            ""),
        signal.prediction(),
        signal.basis(),
        signal.drift(),
        signal.verdicts());
  }

  private static List<Signal> signals(List<String> lines) {
    return lines.stream()
        .map(line -> Valid.of(SIGNALS.decode(HexFormat.of().parseHex(line))))
        .toList();
  }

  private static EnumSet<Action> actions(Map<String, List<String>> lines) {
    EnumSet<Action> actions = EnumSet.noneOf(Action.class);
    lines.values().forEach(each -> signals(each).forEach(signal -> actions.add(signal.action())));
    return actions;
  }

  private static List<String> reasons(Map<String, List<String>> lines) {
    return lines.values().stream()
        .flatMap(each -> signals(each).stream())
        .map(signal -> signal.recommendation().reason())
        .toList();
  }

  private static Map<String, List<String>> joined(
      Map<String, List<String>> first, Map<String, List<String>> second) {
    Map<String, List<String>> all = new TreeMap<>();
    first.forEach((key, lines) -> all.put(key, new ArrayList<>(lines)));
    second.forEach(
        (key, lines) -> all.computeIfAbsent(key, any -> new ArrayList<>()).addAll(lines));
    return all;
  }

  private static Map<String, List<String>> distinct(Map<String, List<String>> byKey) {
    Map<String, List<String>> distinct = new TreeMap<>();
    byKey.forEach((key, lines) -> distinct.put(key, new ArrayList<>(new LinkedHashSet<>(lines))));
    return distinct;
  }
}
