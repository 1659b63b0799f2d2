package io.tidemark.flink.io;

import io.tidemark.core.fact.DeadLetter;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.RejectReason;

/** Makes a dead letter of a Kafka record. */
public final class DeadLetters {

  private static final byte[] NOTHING = {};

  private DeadLetters() {}

  /** The record with the reason why it was refused; its bytes cut where they are too many. */
  public static DeadLetter of(RawRecord record, RejectReason reason, String detail) {
    return of(record, Origin.NO_ID, reason, detail);
  }

  /** The same of a topic whose id is known. */
  public static DeadLetter of(
      RawRecord record, String topicId, RejectReason reason, String detail) {
    byte[] value = record.value();
    return DeadLetter.of(
        reason,
        detail,
        new Origin(record.topic(), record.partition(), record.offset(), topicId),
        record.timestamp() * 1_000,
        value == null ? NOTHING : value);
  }
}
