package io.tidemark.flink.kafka.merge;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Where the task is in what one poll of the consumer gave. Only the task's thread uses it.
 *
 * <p>Nothing may be merged in the middle of a poll: what comes next in it is not known yet.
 */
final class Batch {

  private boolean open;
  private @Nullable Map<TopicPartition, Long> lags;

  /** One more was taken; {@code more} of the same poll follow. */
  void taken(boolean more) {
    open = more;
  }

  /** All of it was taken. */
  void ended(Map<TopicPartition, Long> lagsBehindIt) {
    open = false;
    lags = lagsBehindIt;
  }

  /** Whether more of it follows. */
  boolean isOpen() {
    return open;
  }

  /** How many records followed in each partition behind the last poll; null if that is old news. */
  @Nullable Map<TopicPartition, Long> takeLags() {
    Map<TopicPartition, Long> taken = lags;
    lags = null;
    return taken;
  }
}
