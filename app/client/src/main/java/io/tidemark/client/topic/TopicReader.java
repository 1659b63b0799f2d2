package io.tidemark.client.topic;

import io.tidemark.flink.io.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads whole topics from their beginning, committed records only, without a consumer group. */
public final class TopicReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;

  /**
   * Begins at the oldest record of every partition.
   *
   * @param clientProperties as {@code kafka.properties.*} of the jobs, with the bootstrap servers
   * @param topics their names in Kafka
   * @throws BrokerUnavailableException if one of them does not exist
   */
  public TopicReader(Properties clientProperties, List<String> topics) {
    Properties properties = new Properties();
    properties.putAll(clientProperties);
    properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics) {
      List<PartitionInfo> found = consumer.partitionsFor(topic);
      if (found == null || found.isEmpty()) {
        consumer.close();
        throw new BrokerUnavailableException(
            "topic "
                + topic
                + " does not exist on these brokers: check kafka.bootstrap-servers"
                + " and topics.prefix");
      }
      found.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** For one topic of the jobs without a prefix. */
  public static TopicReader of(String bootstrapServers, Topic... topics) {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", bootstrapServers);
    return new TopicReader(properties, List.of(topics).stream().map(Topic::topicName).toList());
  }

  /** Hands on what has come since the last call; waits a moment if nothing has. */
  public int poll(Consumer<ConsumerRecord<byte[], byte[]>> out) {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    records.forEach(out);
    return records.count();
  }

  /** Hands on all that is there now, then returns. */
  public void drain(Consumer<ConsumerRecord<byte[], byte[]>> out) {
    Map<TopicPartition, Long> ends = ends();
    while (!hasReached(ends)) {
      poll(out);
    }
  }

  /**
   * Hands on all that is there now, merged: of the records that come next in their partitions the
   * smallest one first. So each partition keeps its own order, and partitions that are in order
   * give one that is. Holds what one fetch brings of each partition.
   *
   * @param form what is handed on of a record
   */
  public <T extends Comparable<T>> void merge(
      Function<ConsumerRecord<byte[], byte[]>, T> form, Consumer<T> out) {
    Map<TopicPartition, Long> ends = ends();
    PartitionMerge<T> merge = new PartitionMerge<>(ends.keySet());
    while (true) {
      Set<TopicPartition> awaited = merge.empty();
      awaited.removeIf(each -> consumer.position(each) >= Objects.requireNonNull(ends.get(each)));
      if (!awaited.isEmpty()) {
        consumer.pause(ends.keySet());
        consumer.resume(awaited);
        poll(
            record ->
                merge.add(
                    new TopicPartition(record.topic(), record.partition()), form.apply(record)));
      } else if (!merge.next(out)) {
        consumer.resume(ends.keySet());
        return;
      }
    }
  }

  /** Begins again at the oldest record of every partition. */
  public void rewind() {
    consumer.seekToBeginning(consumer.assignment());
  }

  /**
   * Hands on the last records of each partition that are there now, then returns.
   *
   * @param offsets how many offsets before the end; markers of transactions have one, too
   * @return whether these were all
   */
  public boolean drainLast(long offsets, Consumer<ConsumerRecord<byte[], byte[]>> out) {
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(consumer.assignment());
    Map<TopicPartition, Long> ends = ends();
    boolean whole = true;
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      long begin = Objects.requireNonNull(begins.get(end.getKey()));
      long from = Math.max(begin, end.getValue() - offsets);
      whole &= from == begin;
      consumer.seek(end.getKey(), from);
    }
    while (!hasReached(ends)) {
      poll(out);
    }
    return whole;
  }

  /** Where each partition ends now. */
  public Map<TopicPartition, Long> ends() {
    return consumer.endOffsets(consumer.assignment());
  }

  /** Whether all up to there has been handed on. */
  public boolean hasReached(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  /** How many records the topics hold, transaction markers included. */
  public long size() {
    return consumer.endOffsets(consumer.assignment()).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
