package io.tidemark.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.flink.io.OutputTopic;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.topology.OperatorId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OperatorIdTest {

  /** Savepoints know operators by these: a line may be added, none may change. */
  @Test
  void theReleasedIdsAreWhatTheyWere() {
    assertThat(Arrays.stream(OperatorId.values()).map(OperatorId::uid))
        .containsExactly(
            "sequence-source-v1",
            "sequence-decode-v1",
            "sequence-order-v1",
            "sequence-log-sink-v1",
            "sequence-dead-letter-sink-v1",
            "signal-source-v1",
            "signal-decode-v1",
            "signal-features-v1",
            "signal-drift-v1",
            "signal-risk-v1");
    assertThat(Topic.OUTPUTS)
        .extracting(OutputTopic::uid)
        .contains(
            "signal-signals-sink-v1",
            "signal-drift-alerts-sink-v1",
            "signal-retrain-requests-sink-v1",
            "signal-risk-alerts-sink-v1",
            "signal-model-alerts-sink-v1",
            "signal-model-metrics-sink-v1",
            "signal-dead-letter-sink-v1");
  }

  /** So that the id of a sink that was added later is held, too. */
  @Test
  void aSinkIsCalledAfterItsTopic() {
    for (OutputTopic<?> output : Topic.OUTPUTS) {
      String topic = output.topicName().replaceAll("\\.v\\d+$", "");
      assertThat(output.uid()).isEqualTo("signal-" + topic + "-sink-v1");
    }
  }

  @Test
  void twoSinksOrTwoDeploymentsNeverShareATransaction() {
    assertThat(uids()).doesNotHaveDuplicates();
    assertThat(OperatorId.transactionPrefix("a", Topic.SIGNALS.uid()))
        .isEqualTo("a-signal-signals-sink-v1")
        .isNotEqualTo(OperatorId.transactionPrefix("b", Topic.SIGNALS.uid()))
        .isNotEqualTo(OperatorId.transactionPrefix("a", Topic.RISK_ALERTS.uid()));
  }

  private static List<String> uids() {
    return Stream.concat(
            Arrays.stream(OperatorId.values()).map(OperatorId::uid),
            Topic.OUTPUTS.stream().map(OutputTopic::uid))
        .toList();
  }
}
