package io.tidemark.flink.kafka.merge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What one poll gave, with how much follows in each partition. */
final class MeasuredRecords implements RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> {

  private final Deque<OfSplit> splits = new ArrayDeque<>();
  private final Set<String> finished;
  private final Map<TopicPartition, Long> lags;
  private final Batch batch;
  private int left;
  private @Nullable Iterator<ConsumerRecord<byte[], byte[]>> current;

  private record OfSplit(String id, List<ConsumerRecord<byte[], byte[]>> records) {}

  /** No records. */
  MeasuredRecords(Map<TopicPartition, Long> lags, Batch batch) {
    this.finished = Set.of();
    this.lags = lags;
    this.batch = batch;
  }

  /**
   * All of {@code polled}.
   *
   * @param lags how many records follow in a partition behind these; where that is known
   */
  MeasuredRecords(
      RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> polled,
      Map<TopicPartition, Long> lags,
      Batch batch) {
    for (String id = polled.nextSplit(); id != null; id = polled.nextSplit()) {
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      ConsumerRecord<byte[], byte[]> record = polled.nextRecordFromSplit();
      while (record != null) {
        records.add(record);
        record = polled.nextRecordFromSplit();
      }
      splits.add(new OfSplit(id, records));
      left += records.size();
    }
    this.finished = polled.finishedSplits();
    this.lags = lags;
    this.batch = batch;
  }

  @Override
  public @Nullable String nextSplit() {
    OfSplit split = splits.poll();
    if (split == null) {
      current = null;
      return null;
    }
    current = split.records().iterator();
    return split.id();
  }

  @Override
  public @Nullable ConsumerRecord<byte[], byte[]> nextRecordFromSplit() {
    if (current == null || !current.hasNext()) {
      return null;
    }
    left--;
    batch.taken(left > 0);
    if (left == 0) {
      batch.ended(lags);
    }
    return current.next();
  }

  @Override
  public Set<String> finishedSplits() {
    return finished;
  }

  @Override
  public void recycle() {
    if (left == 0) {
      batch.ended(lags);
    }
  }
}
