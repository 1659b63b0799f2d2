package io.tidemark.flink.kafka.merge;

import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.config.SequenceConfig;
import java.io.Serializable;

/**
 * How the input topics are merged.
 *
 * @param topicPrefix stands before each topic's name
 * @param bound how many records are read ahead at most, of all partitions together
 * @param idleAfterMillis how long a partition that gives nothing holds up the others
 * @param maxAheadMicros how far a fact may be ahead of the market's time
 * @param hasTimeOfTheWall whether the market's time is that of the wall clock
 */
public record MergePlan(
    String topicPrefix,
    int bound,
    long idleAfterMillis,
    long maxAheadMicros,
    boolean hasTimeOfTheWall)
    implements Serializable {

  /** That of a configuration. */
  public static MergePlan of(JobConfig config) {
    SequenceConfig sequence = config.sequence();
    return new MergePlan(
        config.kafka().topicPrefix(),
        sequence.maxReadAhead(),
        sequence.idleAfter().toMillis(),
        sequence.maxAhead().toNanos() / 1_000,
        sequence.hasTimeOfTheWall());
  }
}
