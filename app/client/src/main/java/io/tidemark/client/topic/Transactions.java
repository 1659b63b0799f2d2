package io.tidemark.client.topic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.record.ControlRecordType;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;

/** What became of the transactions of one partition, of which all batches are looked at in turn. */
final class Transactions {

  /**
   * The part of a partition in which what a producer wrote does not count.
   *
   * @param from offset of its first record
   * @param to offset of the marker that ends it
   */
  private record Aborted(long from, long to) {}

  private final Map<Long, Long> open = new HashMap<>();
  private final Map<Long, List<Aborted>> aborted = new HashMap<>();

  /** Takes the next batch. */
  void look(RecordBatch batch) {
    if (!batch.isTransactional()) {
      return;
    }
    long producer = batch.producerId();
    if (!batch.isControlBatch()) {
      open.putIfAbsent(producer, batch.baseOffset());
      return;
    }
    Record marker = batch.iterator().next();
    ControlRecordType type = ControlRecordType.parse(marker.key());
    if (type != ControlRecordType.COMMIT && type != ControlRecordType.ABORT) {
      return;
    }
    Long from = open.remove(producer);
    if (from != null && type == ControlRecordType.ABORT) {
      aborted
          .computeIfAbsent(producer, p -> new ArrayList<>())
          .add(new Aborted(from, batch.lastOffset()));
    }
  }

  /** Whether somebody took back what is in there. */
  boolean isAborted(RecordBatch batch) {
    return batch.isTransactional()
        && aborted.getOrDefault(batch.producerId(), List.of()).stream()
            .anyMatch(part -> part.from() <= batch.baseOffset() && batch.lastOffset() < part.to());
  }

  /** The first offset that is not yet decided, or {@code end}. */
  long stable(long end) {
    return open.values().stream().mapToLong(Long::longValue).reduce(end, Math::min);
  }
}
