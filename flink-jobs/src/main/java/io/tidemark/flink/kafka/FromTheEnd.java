package io.tidemark.flink.kafka;

import java.util.Collection;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Begins at a topic's end, as {@link OffsetsInitializer#latest}, but goes on at its first record
 * where the offset to read next is not there: of a topic that was created anew, the end lies behind
 * records that nobody has read.
 */
final class FromTheEnd implements OffsetsInitializer {

  private static final long serialVersionUID = 1;

  private final OffsetsInitializer latest = OffsetsInitializer.latest();

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever offsets) {
    return latest.getPartitionOffsets(partitions, offsets);
  }

  @Override
  @SuppressWarnings("deprecation") // the connector still asks for Kafka's deprecated type
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.EARLIEST;
  }
}
