package io.tidemark.flink.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.drift.Gated;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.signal.Signal;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.state.StructOperator;
import io.tidemark.flink.testbed.Harness;
import io.tidemark.flink.testbed.Market;
import io.tidemark.flink.testbed.MarketLog;
import io.tidemark.flink.testbed.PlainRun;
import io.tidemark.flink.testbed.TestConfig;
import io.tidemark.flink.testbed.TestModel;
import io.tidemark.models.ModelArtefact;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each keyed operator of the signal job, stopped in the middle and gone on with from RocksDB. */
class SnapshotTest {

  private final JobConfig config = TestConfig.signal();
  private final ModelArtefact artefact = TestModel.artefact();
  private final PlainRun plain;

  SnapshotTest() throws Exception {
    plain = PlainRun.of(config, MarketLog.of(Market.facts(13)));
  }

  @Test
  void featuresAndScoreGoOnWhereTheyStopped() throws Exception {
    assertGoesOn(
        plain.events,
        () -> scoring(artefact, config),
        LogEvent::instrument,
        Assessment.class,
        null);
  }

  @Test
  void aWindowOfBarsGoesOnWhereItStopped() throws Exception {
    JobConfig sequence = TestConfig.signal("model.path=" + TestModel.SEQUENCE);
    assertGoesOn(
        plain.events,
        () -> scoring(TestModel.artefact(sequence), sequence),
        LogEvent::instrument,
        Assessment.class,
        null);
  }

  @Test
  void theDriftGateGoesOnWhereItStopped() throws Exception {
    assertGoesOn(
        plain.gated.stream().map(Gated::assessment).toList(),
        () -> new DriftOperator(artefact, config),
        Assessment::instrument,
        Gated.class,
        Topic.DRIFT_ALERTS.tag());
  }

  @Test
  void theRiskGateGoesOnWhereItStopped() throws Exception {
    assertGoesOn(
        plain.gated,
        () -> new RiskOperator(artefact, config),
        gated -> gated.assessment().instrument(),
        Signal.class,
        Topic.RISK_ALERTS.tag());
  }

  private static ScoreOperator scoring(ModelArtefact artefact, JobConfig config) {
    return new ScoreOperator(artefact, config);
  }

  private static <I, O, S> void assertGoesOn(
      List<I> inputs,
      Supplier<StructOperator<I, O, ?>> operator,
      KeySelector<I, String> key,
      Class<O> output,
      @Nullable OutputTag<S> side)
      throws Exception {
    List<I> first = inputs.subList(0, inputs.size() / 2);
    List<I> second = inputs.subList(inputs.size() / 2, inputs.size());
    Operator<I, O, S> tested = new Operator<>(operator, key, TypeInformation.of(output), side);

    Run undisturbed = tested.run(inputs, null);
    Run before = tested.run(first, null);
    Run goesOn = tested.run(second, before.snapshot());
    Run forgot = tested.run(second, null);

    assertThat(joined(before.outputs(), goesOn.outputs())).isEqualTo(undisturbed.outputs());
    assertThat(joined(before.alerts(), goesOn.alerts())).isEqualTo(undisturbed.alerts());
    assertThat(forgot.outputs()).as("state matters here").isNotEqualTo(goesOn.outputs());
  }

  private static List<String> joined(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  /** What an operator wrote, as bytes in hexadecimal, and its state at the end. */
  private record Run(List<String> outputs, List<String> alerts, OperatorSubtaskState snapshot) {}

  private record Operator<I, O, S>(
      Supplier<StructOperator<I, O, ?>> operator,
      KeySelector<I, String> key,
      TypeInformation<O> output,
      @Nullable OutputTag<S> side) {

    Run run(List<I> inputs, @Nullable OperatorSubtaskState from) throws Exception {
      var harness = Harness.open(operator.get(), key, output, from);
      try {
        for (I input : inputs) {
          harness.processElement(input, 0);
        }
        harness.prepareSnapshotPreBarrier(1);
        List<String> alerts = new ArrayList<>();
        if (side != null && harness.getSideOutput(side) != null) {
          for (StreamRecord<S> alert : harness.getSideOutput(side)) {
            alerts.add(hex(side.getTypeInfo(), alert.getValue()));
          }
        }
        List<String> outputs = new ArrayList<>();
        for (O value : harness.extractOutputValues()) {
          outputs.add(hex(output, value));
        }
        return new Run(outputs, alerts, harness.snapshot(1, 1));
      } finally {
        harness.close();
      }
    }

    private static <T> String hex(TypeInformation<T> type, T value) throws IOException {
      byte[] bytes =
          InstantiationUtil.serializeToByteArray(
              type.createSerializer(new SerializerConfigImpl()), value);
      return HexFormat.of().formatHex(bytes);
    }
  }
}
