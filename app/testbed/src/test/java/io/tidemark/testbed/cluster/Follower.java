package io.tidemark.testbed.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads all that one topic shows to a reader of the chosen isolation, by partition and offset. */
public final class Follower implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(20);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

  private Follower(String bootstrapServers, String topic, String isolation) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                isolation,
                "enable.auto.commit",
                "false"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Sees what is committed, or was written without a transaction. */
  public static Follower committed(String bootstrapServers, String topic) {
    return new Follower(bootstrapServers, topic, "read_committed");
  }

  /** Sees also what is not committed yet and what never will be. */
  public static Follower uncommitted(String bootstrapServers, String topic) {
    return new Follower(bootstrapServers, topic, "read_uncommitted");
  }

  /** All that can be seen now; it is kept. */
  public List<ConsumerRecord<byte[], byte[]>> now() {
    read(records::add);
    return records;
  }

  /** Hands on what has come since the last call, and keeps none of it: for what is very much. */
  public void read(Consumer<ConsumerRecord<byte[], byte[]>> to) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      consumer.poll(POLL).forEach(to);
    }
  }

  /**
   * The sum of the offsets at which the partitions end for such a reader: for one of committed
   * records where the first open transaction begins.
   */
  public long end() {
    return consumer.endOffsets(consumer.assignment()).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
