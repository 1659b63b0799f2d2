package io.tidemark.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.flink.topology.OperatorId;
import java.util.Arrays;
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
            "signal-risk-v1",
            "signal-signals-sink-v1",
            "signal-drift-alerts-sink-v1",
            "signal-retrain-requests-sink-v1",
            "signal-risk-alerts-sink-v1",
            "signal-model-alerts-sink-v1",
            "signal-model-metrics-sink-v1",
            "signal-dead-letter-sink-v1")
        .doesNotHaveDuplicates();
  }

  @Test
  void twoSinksOrTwoDeploymentsNeverShareATransaction() {
    assertThat(OperatorId.SIGNAL_SIGNALS_SINK.transactionPrefix("a"))
        .isEqualTo("a-signal-signals-sink-v1")
        .isNotEqualTo(OperatorId.SIGNAL_SIGNALS_SINK.transactionPrefix("b"))
        .isNotEqualTo(OperatorId.SIGNAL_RISK_ALERTS_SINK.transactionPrefix("a"));
  }
}
