package io.tidemark.flink.io;

import org.jspecify.annotations.Nullable;

/**
 * A Kafka record as it came: nothing is decoded yet, so nothing can fail yet.
 *
 * @param topic it came from
 * @param partition of the topic
 * @param offset in the partition
 * @param timestamp Kafka's, ms since the epoch
 * @param value its bytes; null for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // plain arrays, as Flink's POJO types want them
public record RawRecord(
    String topic, int partition, long offset, long timestamp, byte @Nullable [] value) {}
