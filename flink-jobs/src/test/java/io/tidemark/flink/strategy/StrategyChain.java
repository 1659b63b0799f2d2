package io.tidemark.flink.strategy;

import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.signal.Signal;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.testbed.Harness;
import io.tidemark.flink.topology.JobEnvironment;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/** The three keyed operators of a strategy, each on RocksDB in one or more tasks, without a job. */
record StrategyChain(PackedStrategy strategy, JobConfig config) {

  private static final OutputFormat<Signal> SIGNALS = Topic.SIGNALS.format();
  private static final OutputFormat<DriftAlert> ALERTS = Topic.DRIFT_ALERTS.format();

  /** What the operators keep. */
  record Kept(
      OperatorSubtaskState score,
      OperatorSubtaskState drift,
      OperatorSubtaskState risk,
      int tasks) {}

  /** What they said, in hexadecimal by instrument, and keep. */
  record Run(Map<String, List<String>> signals, Map<String, List<String>> alerts, Kept kept) {

    /** With what was said from there on. */
    Map<String, List<String>> signalsWith(Run next) {
      Map<String, List<String>> all = new TreeMap<>();
      for (Run each : List.of(this, next)) {
        each.signals.forEach(
            (key, lines) -> all.computeIfAbsent(key, any -> new ArrayList<>()).addAll(lines));
      }
      return all;
    }
  }

  /** Runs them over some events. */
  Run run(List<LogEvent> events, int tasks, @Nullable Kept from) throws Exception {
    Stage<LogEvent, StrategyRound> score =
        new Stage<>(
            () -> new StrategyScoreOperator(strategy, config),
            LogEvent::instrument,
            TypeInformation.of(StrategyRound.class));
    Stage<StrategyRound, GatedRound> drift =
        new Stage<>(
            () -> new StrategyDriftOperator(strategy, config),
            StrategyRound::instrument,
            TypeInformation.of(GatedRound.class));
    Stage<GatedRound, Signal> risk =
        new Stage<>(
            () -> new StrategyRiskOperator(strategy, config),
            GatedRound::instrument,
            TypeInformation.of(Signal.class));
    Map<String, List<String>> alerts = new TreeMap<>();
    int before = from == null ? 0 : from.tasks();
    var rounds = score.run(events, tasks, from == null ? null : from.score(), before, alerts);
    var gated = drift.run(rounds.out(), tasks, from == null ? null : from.drift(), before, alerts);
    var said = risk.run(gated.out(), tasks, from == null ? null : from.risk(), before, alerts);
    Map<String, List<String>> signals = new TreeMap<>();
    said.out().forEach(each -> add(signals, each.instrument(), SIGNALS.encode(each)));
    return new Run(signals, alerts, new Kept(rounds.kept(), gated.kept(), said.kept(), tasks));
  }

  static void add(Map<String, List<String>> lines, String instrument, byte[] bytes) {
    lines
        .computeIfAbsent(instrument, any -> new ArrayList<>())
        .add(HexFormat.of().formatHex(bytes));
  }

  /** Which of so many tasks an instrument belongs to. */
  static int taskOf(String instrument, int tasks) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(
        instrument, JobEnvironment.MAX_PARALLELISM, tasks);
  }

  private record Said<O>(List<O> out, OperatorSubtaskState kept) {}

  private record Stage<I, O>(
      Supplier<OneInputStreamOperator<I, O>> operator,
      KeySelector<I, String> key,
      TypeInformation<O> output) {

    Said<O> run(
        List<I> inputs,
        int tasks,
        @Nullable OperatorSubtaskState from,
        int before,
        Map<String, List<String>> alerts)
        throws Exception {
      List<O> out = new ArrayList<>();
      List<OperatorSubtaskState> kept = new ArrayList<>();
      for (int task = 0; task < tasks; task++) {
        var harness = Harness.task(operator.get(), key, output, from, before, tasks, task);
        try {
          for (I input : inputs) {
            if (taskOf(key.getKey(input), tasks) == task) {
              harness.processElement(input, 0);
            }
          }
          harness.prepareSnapshotPreBarrier(1);
          var side = harness.getSideOutput(Topic.DRIFT_ALERTS.tag());
          if (side != null) {
            for (StreamRecord<DriftAlert> each : side) {
              DriftAlert alert = Objects.requireNonNull(each.getValue());
              add(alerts, alert.instrument(), ALERTS.encode(alert));
            }
          }
          out.addAll(harness.extractOutputValues());
          kept.add(harness.snapshot(1, 1));
        } finally {
          harness.close();
        }
      }
      return new Said<>(out, Harness.together(kept));
    }
  }
}
