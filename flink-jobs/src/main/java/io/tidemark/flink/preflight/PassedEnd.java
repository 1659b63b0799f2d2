package io.tidemark.flink.preflight;

/**
 * A consumer group's position behind the end of a partition. Nobody can have read so far: the topic
 * was created anew since, or these are the brokers of another cluster.
 *
 * @param topic of the partition
 * @param partition its number
 * @param committed the offset at which the group would go on
 * @param end the offset behind the partition's newest record
 */
public record PassedEnd(String topic, int partition, long committed, long end) {}
