package io.tidemark.client.topic;

import io.tidemark.flink.preflight.AdminClusterView;
import io.tidemark.flink.preflight.ClusterViewException;
import io.tidemark.flink.preflight.FailureWords;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes records under an instrument's key, with the time that they say they have. A record that
 * Kafka does not take is never passed over: the next call says so, at the latest {@link #close}.
 */
public final class TopicWriter implements AutoCloseable {

  /** How long the partitions of a topic that was just created may be without a leader. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final KafkaProducer<byte[], byte[]> producer;
  private final AdminClusterView cluster;
  private final Set<String> led = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicBoolean told = new AtomicBoolean();

  /**
   * Writes to these brokers; client properties as {@code kafka.properties.*} of the jobs.
   *
   * @throws BrokerUnavailableException if no client can be made of these properties
   */
  public TopicWriter(Properties clientProperties) {
    this(clientProperties, new AdminClusterView(clientProperties, PATIENCE));
  }

  /**
   * The same with a connection to these brokers that there is already. It is closed with this
   * writer; partitions may be without a leader as long as it waits for an answer.
   *
   * @throws BrokerUnavailableException if no client can be made of these properties
   */
  public TopicWriter(Properties clientProperties, AdminClusterView cluster) {
    Properties properties = new Properties();
    properties.setProperty(ProducerConfig.LINGER_MS_CONFIG, "5");
    properties.setProperty(ProducerConfig.BATCH_SIZE_CONFIG, "131072");
    properties.setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    // A broker that restarts forgets a producer whose newest record is a day old, as in a replay.
    // Of several requests in flight it could take a later one first, and then refuse the others.
    properties.setProperty(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");
    properties.putAll(clientProperties);
    properties.setProperty(ProducerConfig.ACKS_CONFIG, "all");
    properties.setProperty(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    producer = open(properties);
    this.cluster = cluster;
  }

  private static KafkaProducer<byte[], byte[]> open(Properties properties) {
    try {
      return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    } catch (KafkaException e) {
      throw new BrokerUnavailableException(
          "Nothing can be written to "
              + properties.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG)
              + ": "
              + FailureWords.of(e, PATIENCE.toMillis())
              + ". Check the address of the brokers and the properties of the Kafka client.",
          e);
    }
  }

  /** Writes to these brokers. */
  public static TopicWriter to(String bootstrapServers) {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", bootstrapServers);
    return new TopicWriter(properties);
  }

  /**
   * Hands a record to the producer.
   *
   * @param timeMicros its Kafka time, µs since the epoch
   * @throws BrokerUnavailableException if an earlier record could not be written, or if the topic's
   *     partitions have no leaders
   */
  public void write(String topic, String key, byte @Nullable [] value, long timeMicros) {
    write(topic, key.getBytes(StandardCharsets.UTF_8), value, timeMicros / 1_000);
  }

  /**
   * The same for a record whose key is bytes already.
   *
   * @param timeMillis its Kafka time, ms since the epoch
   * @throws BrokerUnavailableException if an earlier record could not be written, or if the topic's
   *     partitions have no leaders
   */
  public void write(String topic, byte @Nullable [] key, byte @Nullable [] value, long timeMillis) {
    check();
    awaitLeaders(topic);
    // the callback keeps what fails
    var unused =
        producer.send(
            new ProducerRecord<>(topic, null, timeMillis, key, value),
            (metadata, e) -> {
              if (e != null) {
                failed.incrementAndGet();
                failure.compareAndSet(null, e);
              }
            });
  }

  /**
   * Waits until all is written.
   *
   * @throws BrokerUnavailableException if a record could not be written
   */
  public void flush() {
    producer.flush();
    check();
  }

  /**
   * Of a producer that comes before a partition is led, a later batch may be taken and the first
   * one refused for ever as out of order (KAFKA-15591).
   */
  private void awaitLeaders(String topic) {
    if (led.contains(topic)) {
      return;
    }
    try {
      List<TopicPartition> partitions =
          producer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      List<String> leaderless = cluster.leaderlessOf(partitions);
      if (!leaderless.isEmpty()) {
        throw new BrokerUnavailableException(
            "No leader answers for "
                + String.join(", ", leaderless)
                + ": nothing is written there");
      }
    } catch (KafkaException | ClusterViewException e) {
      throw new BrokerUnavailableException(
          "Topic " + topic + " cannot be written: " + e.getMessage(), e);
    }
    led.add(topic);
  }

  private void check() {
    Exception e = failure.get();
    if (e != null) {
      told.set(true);
      long count = failed.get();
      throw new BrokerUnavailableException(
          "Kafka did not take "
              + (count == 1 ? "a record: " : count + " records, the first one because of: ")
              + e.getMessage(),
          e);
    }
  }

  /**
   * Waits until all is written.
   *
   * @throws BrokerUnavailableException if a record could not be written and no call has said so
   */
  @Override
  public void close() {
    cluster.close();
    producer.close();
    if (!told.get()) {
      check();
    }
  }
}
