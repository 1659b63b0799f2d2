package io.tidemark.flink.kafka.merge;

/**
 * How far a partition has been read.
 *
 * @param position the offset of the next record to read
 * @param end where the partition ended, at a moment after the last poll
 */
record Progress(long position, long end) {}
