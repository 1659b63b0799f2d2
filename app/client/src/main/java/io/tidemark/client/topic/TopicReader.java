package io.tidemark.client.topic;

import io.tidemark.flink.io.Topic;
import io.tidemark.flink.preflight.Preflight;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads whole topics from their beginning, committed records only, without a consumer group. Every
 * call throws a {@link BrokerUnavailableException} if the brokers do not let it read.
 */
public final class TopicReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final UnreadableTopics unreadable;
  private final KafkaConsumer<byte[], byte[]> consumer;

  /**
   * Begins at the oldest record of every partition.
   *
   * @param clientProperties as {@code kafka.properties.*} of the jobs, with the bootstrap servers
   * @param topics their names in Kafka
   * @throws BrokerUnavailableException if one of them does not exist; with Kafka's exception as its
   *     cause if no client can be made of these properties, nobody answers, or a topic may not be
   *     read
   */
  public TopicReader(Properties clientProperties, List<String> topics) {
    String limit = String.valueOf(Preflight.TIME_LIMIT.toMillis());
    Properties properties = new Properties();
    properties.setProperty(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, limit);
    properties.putAll(clientProperties);
    properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    unreadable =
        new UnreadableTopics(
            topics,
            properties.getProperty(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "no brokers"),
            properties.getProperty(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, limit));
    consumer =
        ask(
            () ->
                new KafkaConsumer<>(
                    properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    boolean open = false;
    try {
      List<TopicPartition> partitions = topics.stream().flatMap(this::partitions).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      open = true;
    } finally {
      if (!open) {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
      }
    }
  }

  private Stream<TopicPartition> partitions(String topic) {
    List<PartitionInfo> found = ask(() -> consumer.partitionsFor(topic));
    if (found == null || found.isEmpty()) {
      throw new BrokerUnavailableException(
          "topic "
              + topic
              + " does not exist on these brokers: check kafka.bootstrap-servers"
              + " and topics.prefix");
    }
    return found.stream().map(info -> new TopicPartition(topic, info.partition()));
  }

  private <T> T ask(Supplier<T> question) {
    try {
      return question.get();
    } catch (InterruptException e) {
      throw e; // somebody ends this thread
    } catch (KafkaException e) {
      throw unreadable.because(e);
    }
  }

  /** For one topic of the jobs without a prefix. */
  public static TopicReader of(String bootstrapServers, Topic... topics) {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", bootstrapServers);
    return new TopicReader(properties, List.of(topics).stream().map(Topic::topicName).toList());
  }

  /** Hands on what has come since the last call; waits a moment if nothing has. */
  public int poll(Consumer<ConsumerRecord<byte[], byte[]>> out) {
    ConsumerRecords<byte[], byte[]> records = ask(() -> consumer.poll(POLL));
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
      awaited.removeIf(each -> position(each) >= Objects.requireNonNull(ends.get(each)));
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
    Map<TopicPartition, Long> begins = ask(() -> consumer.beginningOffsets(consumer.assignment()));
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
    return ask(() -> consumer.endOffsets(consumer.assignment()));
  }

  /** Whether all up to there has been handed on. */
  public boolean hasReached(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream().allMatch(end -> position(end.getKey()) >= end.getValue());
  }

  private long position(TopicPartition partition) {
    return ask(() -> consumer.position(partition));
  }

  /** How many records the topics hold, transaction markers included. */
  public long size() {
    return ends().values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
