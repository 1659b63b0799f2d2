package io.tidemark.flink.kafka.merge;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a consumer has read each partition, and where the partition ends by now.
 *
 * <p>The brokers are asked for the ends after each poll. What the consumer knows itself is as old
 * as its last fetch from a partition, and what it fetched from others meanwhile can be hours of
 * market. While the brokers do not answer, the consumer's word counts.
 */
final class PartitionEnds {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionEnds.class);

  /** An answer takes a round trip; a partition without a leader must not stop the others. */
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private static final long ASK_AGAIN_AFTER_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Consumer<?, ?> consumer;
  private boolean isUnanswered;
  private long unansweredSince;

  PartitionEnds(Consumer<?, ?> consumer) {
    this.consumer = consumer;
  }

  /** Of each partition that the consumer reads; one of which nothing is known is not in it. */
  Map<TopicPartition, Progress> progress() {
    Set<TopicPartition> partitions = consumer.assignment();
    if (partitions.isEmpty()) {
      return Map.of();
    }
    if (isUnanswered && System.nanoTime() - unansweredSince < ASK_AGAIN_AFTER_NANOS) {
      return known(partitions);
    }
    try {
      Map<TopicPartition, Progress> progress = new HashMap<>();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, TIMEOUT);
      for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
        long position = consumer.position(end.getKey(), TIMEOUT);
        progress.put(end.getKey(), new Progress(position, end.getValue()));
      }
      isUnanswered = false;
      return progress;
    } catch (TimeoutException e) {
      LOG.warn(
          "Kafka did not say within {} s where {} end: until it does, what is written while others"
              + " are read can come out of order",
          TIMEOUT.toSeconds(),
          partitions,
          e);
      isUnanswered = true;
      unansweredSince = System.nanoTime();
      return known(partitions);
    }
  }

  private Map<TopicPartition, Progress> known(Set<TopicPartition> partitions) {
    Map<TopicPartition, Progress> progress = new HashMap<>();
    for (TopicPartition partition : partitions) {
      OptionalLong lag = consumer.currentLag(partition);
      if (lag.isPresent()) {
        long position = consumer.position(partition, TIMEOUT);
        progress.put(partition, new Progress(position, position + lag.getAsLong()));
      }
    }
    return progress;
  }
}
