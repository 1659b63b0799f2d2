package io.tidemark.flink.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.drift.Gated;
import io.tidemark.core.score.NamedAnswer;
import io.tidemark.core.score.Prediction;
import io.tidemark.core.score.ScoreCalibration;
import io.tidemark.core.score.Task;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.Signal;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.io.RawRecord;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.testbed.Market;
import io.tidemark.flink.testbed.MarketLog;
import io.tidemark.flink.testbed.PlainRun;
import io.tidemark.flink.testbed.RecordSource;
import io.tidemark.flink.testbed.TestConfig;
import io.tidemark.flink.testbed.TestModel;
import io.tidemark.flink.testbed.Valid;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Models of every task through features, drift gate, decision, risk gate and the wire. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TaskPipelineTest {

  private static final String BTC = Market.INSTRUMENTS.get(0);

  private final MarketLog log = MarketLog.of(Market.facts(11));

  /** The plain loop is run once a task; no test changes what it gave. */
  private final Map<Task, PlainRun> runs = new EnumMap<>(Task.class);

  @ParameterizedTest
  @EnumSource(names = {"RETURN", "REGIME"})
  void theJobSaysWhatThePlainLoopSaysFromASavepointToo(Task task, @TempDir Path directory)
      throws Exception {
    JobConfig config = config(task);
    PlainRun plain = plain(task);
    assertThat(signals(plain)).as("signals, else nothing is compared").hasSizeGreaterThan(100);
    int[] middle = log.partitions().stream().mapToInt(records -> records.size() / 2).toArray();

    SignalRun.Stopped first = SignalRun.until(middle, config, log, 1, directory.resolve("first"));
    RecordSource<RawRecord> source = RecordSource.of(log.partitions());
    SignalRun second =
        SignalRun.from(first.savepoint(), config, source, 2, directory.resolve("second"));

    Said.assertSays(plain, first.run(), second);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DIRECTION")
  void aSignalNamesTheTaskAndItsAnswersAndNoProbability(Task task) throws Exception {
    List<String> names =
        TestModel.artefact(config(task)).describe().metadata().form().outputs().stream()
            .map(output -> output.name())
            .toList();
    int answered = 0;
    for (Signal signal : signals(plain(task))) {
      assertThat(signal.basis().task()).isEqualTo(task);
      assertThat(signal.prediction().probability()).isNaN();
      assertThat(signal.prediction().low()).isNaN();
      boolean scored = signal.basis().features().length > 0;
      List<NamedAnswer> answers = signal.prediction().answers();
      assertThat(answers.stream().map(NamedAnswer::name)).isEqualTo(scored ? names : List.of());
      assertThat(Double.isNaN(signal.prediction().strength()))
          .isEqualTo(!scored || task == Task.REGIME);
      answered += scored ? 1 : 0;
    }
    assertThat(answered).isPositive();
  }

  @Test
  void classesAndReturnsProposeTheSideToWhichTheyLean() throws Exception {
    for (Task task : List.of(Task.CLASSES, Task.RETURN)) {
      Set<Action> actions = EnumSet.noneOf(Action.class);
      for (Signal signal : signals(plain(task))) {
        actions.add(signal.action());
        if (signal.action() != Action.HOLD) {
          double lead =
              task == Task.RETURN
                  ? answer(signal, "mean")
                  : answer(signal, "up") - answer(signal, "down");
          assertThat(Math.signum(lead)).isEqualTo(signal.action() == Action.BUY ? 1 : -1);
          assertThat(signal.recommendation().reason())
              .startsWith(task == Task.RETURN ? "mean " : "down ")
              .contains(", strength ");
        }
      }
      assertThat(actions)
          .as("%s", task)
          .containsExactlyInAnyOrder(Action.BUY, Action.SELL, Action.HOLD);
    }
  }

  @Test
  void aVolatilityAndARegimeNeverProposeADirectionAndSayWhy() throws Exception {
    for (Task task : List.of(Task.VOLATILITY, Task.REGIME)) {
      String name = task == Task.VOLATILITY ? "volatility " : "calm ";
      String why = "a model of task %s proposes no direction: ".formatted(task) + name;
      // of the least strength there is, so that nothing is withheld for being weak
      JobConfig config =
          TestConfig.signal("model.path=" + TestModel.ofTask(task), "signal.min-strength=0");
      for (Signal signal : signals(PlainRun.of(config, log))) {
        assertThat(signal.action()).isEqualTo(Action.HOLD);
        assertThat(signal.recommendation().size()).isZero();
        assertThat(signal.recommendation().reason()).startsWith(why);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theStrengthIsThePercentileOfTheConviction(Task task) throws Exception {
    ScoreCalibration calibration =
        TestModel.artefact(config(task)).describe().metadata().calibration();
    double[] quantiles = calibration.strengthQuantiles();
    for (Gated gated : plain(task).gated) {
      Prediction prediction = gated.assessment().prediction();
      double strength = calibration.strength(prediction);
      if (!prediction.asked() || task == Task.REGIME) {
        assertThat(strength).isNaN();
        continue;
      }
      int below = 0;
      while (below < quantiles.length && quantiles[below] <= prediction.conviction()) {
        below++;
      }
      assertThat(strength).isCloseTo(Math.max(0, Math.min(below - 0.5, 100)), within(0.5001));
    }
  }

  @Test
  void theScoreOfAVolatilityModelAlertsWithoutAPauseAndARegimeHasNone() throws Exception {
    for (Task task : Task.values()) {
      Set<String> tested =
          plain(task).gated(BTC).stream().map(g -> g.drift().feature()).collect(Collectors.toSet());
      assertThat(tested).as("%s", task).contains("log_return");
      if (task == Task.REGIME) {
        assertThat(tested).doesNotContain("score");
      }
      if (task == Task.VOLATILITY) {
        assertThat(alerted(plain(task))).as("the market grows wild").contains("score");
        assertThat(tested).as("what may pause").doesNotContain("score");
      }
    }
  }

  private static Set<String> alerted(PlainRun run) {
    OutputFormat<DriftAlert> format = Topic.DRIFT_ALERTS.format();
    return run.driftAlerts.values().stream()
        .flatMap(List::stream)
        .map(line -> Valid.of(format.decode(HexFormat.of().parseHex(line))).tested().name())
        .collect(Collectors.toSet());
  }

  private PlainRun plain(Task task) throws Exception {
    PlainRun run = runs.get(task);
    if (run == null) {
      run = PlainRun.of(config(task), log);
      runs.put(task, run);
    }
    return run;
  }

  private static JobConfig config(Task task) {
    return TestConfig.signal("model.path=" + TestModel.ofTask(task));
  }

  private static double answer(Signal signal, String name) {
    return signal.prediction().answers().stream()
        .filter(answer -> answer.name().equals(name))
        .mapToDouble(NamedAnswer::value)
        .sum();
  }

  private static List<Signal> signals(PlainRun run) {
    OutputFormat<Signal> format = Topic.SIGNALS.format();
    return run.signals.values().stream()
        .flatMap(List::stream)
        .map(line -> Valid.of(format.decode(HexFormat.of().parseHex(line))))
        .toList();
  }
}
