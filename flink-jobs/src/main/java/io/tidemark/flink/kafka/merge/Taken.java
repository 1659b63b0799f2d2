package io.tidemark.flink.kafka.merge;

import io.tidemark.flink.io.Arrival;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitState;

/**
 * A record that was read and has not gone on.
 *
 * @param arrival what it tells
 * @param split whose position moves when it goes
 */
record Taken(Arrival arrival, KafkaPartitionSplitState split) {}
