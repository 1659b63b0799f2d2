package io.tidemark.flink.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.tidemark.flink.signal.Stages;
import io.tidemark.flink.testbed.TestConfig;
import io.tidemark.flink.testbed.TestModel;
import io.tidemark.models.ModelDescription;
import io.tidemark.models.ModelRejectedException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is accepted at the submit is not refused where a task starts. */
class CoreAcceptsTest {

  private static final List<String> EDGES =
      List.of(
          "-1",
          "-0.0",
          "0",
          "1e-300",
          "0.000001",
          "0.5",
          "1",
          "1.0000001",
          "20",
          "64",
          "65",
          "100",
          "101",
          "1000",
          "100000",
          "1e300",
          "NaN",
          "Infinity",
          "10000",
          "1000000000000",
          "1 d",
          "BTC-USDT@test,XRP-USDT@test",
          "1 us",
          "1 ms",
          "3650 d");

  /** Every option of the gates, with texts at and beyond what it may be. */
  static Stream<String> assignments() {
    return JobOptions.all().stream()
        .map(Setting::key)
        .filter(key -> key.matches("(risk|drift|signal)[.].*"))
        .flatMap(key -> EDGES.stream().map(text -> key + "=" + text));
  }

  @ParameterizedTest
  @MethodSource("assignments")
  void whatTheLoaderAcceptsTheGatesAccept(String assignment) throws ModelRejectedException {
    JobConfig config;
    try {
      config = TestConfig.signal("drift.pause-threshold=1", assignment);
    } catch (InvalidOptionsException refused) {
      assertThat(refused).hasMessageContaining(assignment.substring(0, assignment.indexOf('=')));
      return;
    }
    ModelDescription model = TestModel.artefact().describe();
    assertThatCode(
            () -> {
              Stages.riskGate(model, config);
              Stages.driftGate(model, config);
            })
        .doesNotThrowAnyException();
  }
}
