package io.tidemark.client.topic;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Where {@link TopicReader} reads: partitions with a position each, which begins at the oldest
 * record. Only committed records are handed on, and only those before the first one of a
 * transaction that is still open. Every call throws a {@link BrokerUnavailableException} if the
 * partitions cannot be read.
 */
interface Partitions extends AutoCloseable {

  /** Offsets of the oldest records. */
  Map<TopicPartition, Long> begins();

  /** Offsets behind the newest records that are handed on now. */
  Map<TopicPartition, Long> ends();

  /** The offset that is read next. */
  long position(TopicPartition partition);

  /** Goes on at an offset. */
  void seek(TopicPartition partition, long offset);

  /** From now on only these are read; the others keep their positions. */
  void only(Set<TopicPartition> read);

  /** What comes next, in the order of each partition; may wait a moment, and may be empty. */
  List<ConsumerRecord<byte[], byte[]>> next();

  @Override
  void close();
}
