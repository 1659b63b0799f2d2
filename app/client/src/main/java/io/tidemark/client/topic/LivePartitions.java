package io.tidemark.client.topic;

import io.tidemark.flink.preflight.Preflight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Partitions of brokers that run, read without a consumer group. */
final class LivePartitions implements Partitions {

  private static final Duration POLL = Duration.ofMillis(200);

  private final UnreadableTopics unreadable;
  private final KafkaConsumer<byte[], byte[]> consumer;

  /**
   * @param clientProperties with the bootstrap servers
   * @param topics their names in Kafka
   * @param chosen which partitions are read of a topic that has so many
   * @throws BrokerUnavailableException as {@link TopicReader} says
   */
  LivePartitions(
      Properties clientProperties, List<String> topics, IntFunction<List<Integer>> chosen) {
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
      List<TopicPartition> partitions =
          topics.stream().flatMap(topic -> partitions(topic, chosen)).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      open = true;
    } finally {
      if (!open) {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
      }
    }
  }

  private Stream<TopicPartition> partitions(String topic, IntFunction<List<Integer>> chosen) {
    List<PartitionInfo> found = ask(() -> consumer.partitionsFor(topic));
    if (found == null || found.isEmpty()) {
      throw UnreadableTopics.missing(topic);
    }
    return chosen.apply(found.size()).stream()
        .map(partition -> new TopicPartition(topic, partition));
  }

  @Override
  public Map<TopicPartition, Long> begins() {
    return ask(() -> consumer.beginningOffsets(consumer.assignment()));
  }

  @Override
  public Map<TopicPartition, Long> ends() {
    return ask(() -> consumer.endOffsets(consumer.assignment()));
  }

  @Override
  public long position(TopicPartition partition) {
    return ask(() -> consumer.position(partition));
  }

  @Override
  public void seek(TopicPartition partition, long offset) {
    consumer.seek(partition, offset);
  }

  @Override
  public void only(Set<TopicPartition> read) {
    Set<TopicPartition> others = new HashSet<>(consumer.assignment());
    others.removeAll(read);
    consumer.pause(others);
    consumer.resume(read);
  }

  @Override
  public List<ConsumerRecord<byte[], byte[]>> next() {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    ask(() -> consumer.poll(POLL)).forEach(records::add);
    return records;
  }

  @Override
  public void close() {
    consumer.close();
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
}
