package io.tidemark.flink.kafka.merge;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.apache.flink.connector.kafka.source.reader.KafkaPartitionSplitReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** Reads partitions as the connector does, and says how much follows in each behind a poll. */
@SuppressWarnings("try") // the connector declares what its close throws
final class PartitionsReader extends KafkaPartitionSplitReader {

  private final KafkaConsumer<?, ?> consumer;
  private final Batch batch;

  /** New partitions, of which it is not yet known where they end. */
  private final Set<TopicPartition> unmeasured = new HashSet<>();

  PartitionsReader(
      Properties properties, SourceReaderContext context, ConsumerMetrics metrics, Batch batch) {
    super(properties, context, metrics);
    this.consumer = metrics.consumer();
    this.batch = batch;
  }

  @Override
  public void handleSplitsChanges(SplitsChange<KafkaPartitionSplit> change) {
    super.handleSplitsChanges(change);
    change.splits().forEach(split -> unmeasured.add(split.getTopicPartition()));
  }

  @Override
  public RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> fetch() throws IOException {
    if (!unmeasured.isEmpty()) {
      // A poll answers when there is something: of an empty partition it would not say so.
      return new MeasuredRecords(measured(), batch);
    }
    return new MeasuredRecords(super.fetch(), lags(), batch);
  }

  private Map<TopicPartition, Long> measured() {
    Map<TopicPartition, Long> lags = new HashMap<>();
    try {
      unmeasured.retainAll(consumer.assignment());
      Map<TopicPartition, Long> ends = consumer.endOffsets(unmeasured);
      ends.forEach(
          (partition, end) -> lags.put(partition, Math.max(0, end - consumer.position(partition))));
      unmeasured.clear();
    } catch (WakeupException e) {
      return Map.of(); // there is something else to do first; then it is asked again
    }
    return lags;
  }

  /** What the consumer knows; of a partition that it has not fetched from yet, nothing. */
  private Map<TopicPartition, Long> lags() {
    Map<TopicPartition, Long> lags = new HashMap<>();
    for (TopicPartition partition : consumer.assignment()) {
      OptionalLong lag = consumer.currentLag(partition);
      if (lag.isPresent()) {
        lags.put(partition, lag.getAsLong());
      }
    }
    return lags;
  }
}
