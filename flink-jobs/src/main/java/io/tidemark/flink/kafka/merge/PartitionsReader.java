package io.tidemark.flink.kafka.merge;

import java.io.IOException;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.apache.flink.connector.kafka.source.reader.KafkaPartitionSplitReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** Reads partitions as the connector does, and says behind each poll how far they were read. */
@SuppressWarnings("try") // the connector declares what its close throws
final class PartitionsReader extends KafkaPartitionSplitReader {

  private final PartitionEnds ends;
  private final Consumer<Map<TopicPartition, Progress>> taken;

  /** Whether the ends are due before the next poll, which answers only when there is something. */
  private boolean endsAreDue;

  /**
   * A reader without partitions.
   *
   * @param taken gets how far each partition was read, in the thread that takes the records
   */
  PartitionsReader(
      Properties properties,
      SourceReaderContext context,
      ConsumerMetrics metrics,
      Consumer<Map<TopicPartition, Progress>> taken) {
    super(properties, context, metrics);
    this.ends = new PartitionEnds(metrics.consumer());
    this.taken = taken;
  }

  @Override
  public void handleSplitsChanges(SplitsChange<KafkaPartitionSplit> change) {
    super.handleSplitsChanges(change);
    endsAreDue = true;
  }

  @Override
  public RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> fetch() throws IOException {
    RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> polled =
        endsAreDue ? new RecordsBySplits<>(Map.of(), Set.of()) : super.fetch();
    return new PolledRecords(polled, progress(), taken);
  }

  private Map<TopicPartition, Progress> progress() {
    try {
      Map<TopicPartition, Progress> progress = ends.progress();
      endsAreDue = false;
      return progress;
    } catch (WakeupException e) {
      endsAreDue = true; // there is something else to do first; then it is asked again
      return Map.of();
    }
  }
}
