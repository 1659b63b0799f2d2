package io.tidemark.flink.topology;

/**
 * Every source, operator and sink of both jobs under the id by which a savepoint knows it. An id is
 * for ever: an operator whose state can no longer be read gets a new one, with the next version.
 */
public enum OperatorId {
  /** Reads all input topics. */
  SEQUENCE_SOURCE("sequence-source-v1", "Read market topics"),
  /** Bytes to facts or dead letters. */
  SEQUENCE_DECODE("sequence-decode-v1", "Decode and validate"),
  /** Per instrument: order, stamp, tick. */
  SEQUENCE_ORDER("sequence-order-v1", "Order per instrument"),
  /** Writes {@code market.events.v1}. */
  SEQUENCE_LOG_SINK("sequence-log-sink-v1", "Write the log"),
  /** Writes {@code dead-letter.v1} from the sequence job. */
  SEQUENCE_DEAD_LETTER_SINK("sequence-dead-letter-sink-v1", "Write dead letters"),
  /** Reads {@code market.events.v1}. */
  SIGNAL_SOURCE("signal-source-v1", "Read the log"),
  /** Bytes to log events or dead letters. */
  SIGNAL_DECODE("signal-decode-v1", "Decode the log"),
  /** Per instrument: bars, features, score. */
  SIGNAL_FEATURES("signal-features-v1", "Features and score"),
  /** Per instrument: drift windows and verdict. */
  SIGNAL_DRIFT("signal-drift-v1", "Drift gate"),
  /** Per instrument: rules, standing decision, open alerts. */
  SIGNAL_RISK("signal-risk-v1", "Risk gate"),
  /** Writes {@code signals.v1}. */
  SIGNAL_SIGNALS_SINK("signal-signals-sink-v1", "Write signals"),
  /** Writes {@code drift-alerts.v1}. */
  SIGNAL_DRIFT_ALERTS_SINK("signal-drift-alerts-sink-v1", "Write drift alerts"),
  /** Writes {@code retrain-requests.v1}. */
  SIGNAL_RETRAIN_REQUESTS_SINK("signal-retrain-requests-sink-v1", "Write retrain requests"),
  /** Writes {@code risk-alerts.v1}. */
  SIGNAL_RISK_ALERTS_SINK("signal-risk-alerts-sink-v1", "Write risk alerts"),
  /** Writes {@code model-alerts.v1}. */
  SIGNAL_MODEL_ALERTS_SINK("signal-model-alerts-sink-v1", "Write model alerts"),
  /** Writes {@code model-metrics.v1}. */
  SIGNAL_MODEL_METRICS_SINK("signal-model-metrics-sink-v1", "Write model metrics"),
  /** Writes {@code dead-letter.v1} from the signal job. */
  SIGNAL_DEAD_LETTER_SINK("signal-dead-letter-sink-v1", "Write dead letters");

  private final String uid;
  private final String displayName;

  OperatorId(String uid, String displayName) {
    this.uid = uid;
    this.displayName = displayName;
  }

  /** What a savepoint knows it by. */
  public String uid() {
    return uid;
  }

  /** What people see in Flink's web page. */
  public String displayName() {
    return displayName;
  }

  /** Begins the transactional ids of this sink; one per deployment, job and sink. */
  public String transactionPrefix(String groupId) {
    return groupId + "-" + uid;
  }
}
