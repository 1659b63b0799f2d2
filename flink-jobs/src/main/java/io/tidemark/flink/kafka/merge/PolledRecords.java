package io.tidemark.flink.kafka.merge;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What one poll gave; says how far each partition has been read once all of it was taken. */
final class PolledRecords implements RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> {

  private final RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> records;
  private final Map<TopicPartition, Progress> progress;
  private final Consumer<Map<TopicPartition, Progress>> taken;

  /**
   * Wraps what was polled.
   *
   * @param progress of each partition behind these records
   * @param taken gets it, in the thread that took them
   */
  PolledRecords(
      RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> records,
      Map<TopicPartition, Progress> progress,
      Consumer<Map<TopicPartition, Progress>> taken) {
    this.records = records;
    this.progress = progress;
    this.taken = taken;
  }

  @Override
  public @Nullable String nextSplit() {
    return records.nextSplit();
  }

  @Override
  public @Nullable ConsumerRecord<byte[], byte[]> nextRecordFromSplit() {
    return records.nextRecordFromSplit();
  }

  @Override
  public Set<String> finishedSplits() {
    return records.finishedSplits();
  }

  @Override
  public void recycle() {
    records.recycle();
    taken.accept(progress);
  }
}
