package io.tidemark.flink.topology;

import io.tidemark.flink.io.Topic;

/**
 * Every source and operator of both jobs, and every sink of the sequence job, under the id by which
 * a savepoint knows it; those of the signal job's sinks are in {@link Topic#OUTPUTS}. An id is for
 * ever: an operator whose state can no longer be read gets a new one, with the next version.
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
  SIGNAL_RISK("signal-risk-v1", "Risk gate");

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

  /** Begins the transactional ids of a sink; one per deployment, job and sink. */
  public static String transactionPrefix(String groupId, String uid) {
    return groupId + "-" + uid;
  }
}
