package io.tidemark.client.topic;

import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes records under an instrument's key, with the time that they say they have. */
public final class TopicWriter implements AutoCloseable {

  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /** Writes to these brokers; client properties as {@code kafka.properties.*} of the jobs. */
  public TopicWriter(Properties clientProperties) {
    Properties properties = new Properties();
    properties.setProperty(ProducerConfig.LINGER_MS_CONFIG, "5");
    properties.setProperty(ProducerConfig.BATCH_SIZE_CONFIG, "131072");
    properties.setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    properties.putAll(clientProperties);
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
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
   * @throws BrokerUnavailableException if an earlier record could not be written
   */
  public void write(String topic, String key, byte @Nullable [] value, long timeMicros) {
    write(topic, key.getBytes(StandardCharsets.UTF_8), value, timeMicros / 1_000);
  }

  /**
   * The same for a record whose key is bytes already.
   *
   * @param timeMillis its Kafka time, ms since the epoch
   * @throws BrokerUnavailableException if an earlier record could not be written
   */
  public void write(String topic, byte @Nullable [] key, byte @Nullable [] value, long timeMillis) {
    check();
    // the callback keeps what fails
    var unused =
        producer.send(
            new ProducerRecord<>(topic, null, timeMillis, key, value),
            (metadata, e) -> {
              if (e != null) {
                failure.compareAndSet(null, e);
              }
            });
  }

  /** Waits until all is written. */
  public void flush() {
    producer.flush();
    check();
  }

  private void check() {
    Exception e = failure.get();
    if (e != null) {
      throw new BrokerUnavailableException("Kafka did not take a record: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
