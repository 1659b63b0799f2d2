package io.tidemark.client.topic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.FileLogInputStream.FileChannelRecordBatch;
import org.apache.kafka.common.record.FileRecords;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.common.utils.CloseableIterator;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * The segments of one partition, as a consumer sees them that reads what is committed. Nothing is
 * written there; one batch is held at a time.
 */
final class PartitionFiles implements AutoCloseable {

  private static final String SEGMENT = "\\d{20}\\.log";

  private final TopicPartition partition;
  private final Path folder;
  private final List<FileRecords> segments = new ArrayList<>();
  private final List<Long> bases = new ArrayList<>();
  private final BufferSupplier buffers = BufferSupplier.create();
  private final Transactions transactions = new Transactions();
  private final long begin;
  private final long end;

  private int segment;
  private @Nullable Iterator<FileChannelRecordBatch> batches;
  private long position;

  /**
   * Opens the segments and looks through the heads of their batches.
   *
   * @param start of the partition; later than its first segment's where records were deleted
   */
  PartitionFiles(TopicPartition partition, Path folder, long start) throws IOException {
    this.partition = partition;
    this.folder = folder;
    boolean open = false;
    try {
      for (Path file : segments(folder)) {
        String name = file.getFileName().toString();
        bases.add(Long.parseLong(name.substring(0, name.indexOf('.'))));
        segments.add(FileRecords.open(file.toFile(), false));
      }
      long last = bases.isEmpty() ? start : bases.get(bases.size() - 1);
      for (FileRecords each : segments) {
        for (FileChannelRecordBatch batch : each.batches()) {
          transactions.look(batch);
          last = batch.nextOffset();
        }
      }
      begin = Math.max(start, bases.isEmpty() ? start : bases.get(0));
      end = transactions.stable(last);
      open = true;
    } catch (KafkaException e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      if (!open) {
        close();
      }
    }
    seek(begin);
  }

  private static List<Path> segments(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().matches(SEGMENT)).sorted().toList();
    }
  }

  Path folder() {
    return folder;
  }

  long begin() {
    return begin;
  }

  /** Behind the last record that is decided. */
  long end() {
    return end;
  }

  long position() {
    return position;
  }

  void seek(long offset) {
    position = offset;
    int after = Collections.binarySearch(bases, offset);
    segment = Math.max(0, after >= 0 ? after : -after - 2);
    batches = null;
  }

  /** The records of the next batch that holds some, or none at the end. */
  List<ConsumerRecord<byte[], byte[]>> next() throws IOException {
    try {
      FileChannelRecordBatch batch = nextBatch();
      while (batch != null) {
        List<ConsumerRecord<byte[], byte[]>> records = records(batch);
        position = Math.max(position, batch.nextOffset());
        if (!records.isEmpty()) {
          return records;
        }
        batch = nextBatch();
      }
      position = end;
      return List.of();
    } catch (KafkaException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** The one at the position, or the first one behind. */
  private @Nullable FileChannelRecordBatch nextBatch() {
    while (position < end && segment < segments.size()) {
      if (batches == null) {
        batches = segments.get(segment).batches().iterator();
      }
      while (batches.hasNext()) {
        FileChannelRecordBatch batch = batches.next();
        if (batch.nextOffset() > position) {
          return batch.baseOffset() < end ? batch : null;
        }
      }
      batches = null;
      segment++;
    }
    return null;
  }

  private List<ConsumerRecord<byte[], byte[]>> records(RecordBatch batch) {
    if (batch.isControlBatch() || transactions.isAborted(batch)) {
      return List.of();
    }
    batch.ensureValid();
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (CloseableIterator<Record> each = batch.streamingIterator(buffers)) {
      while (each.hasNext()) {
        Record next = each.next();
        if (next.offset() >= position) {
          records.add(record(batch, next));
        }
      }
    }
    return records;
  }

  private ConsumerRecord<byte[], byte[]> record(RecordBatch batch, Record record) {
    return new ConsumerRecord<>(
        partition.topic(),
        partition.partition(),
        record.offset(),
        record.timestamp(),
        batch.timestampType(),
        record.keySize(),
        record.valueSize(),
        record.hasKey() ? Utils.toArray(record.key()) : null,
        record.hasValue() ? Utils.toArray(record.value()) : null,
        new RecordHeaders(record.headers()),
        Optional.empty());
  }

  @Override
  public void close() {
    for (FileRecords each : segments) {
      try {
        each.closeHandlers();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    buffers.close();
  }
}
