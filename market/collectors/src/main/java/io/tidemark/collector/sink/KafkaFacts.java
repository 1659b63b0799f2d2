package io.tidemark.collector.sink;

import io.tidemark.core.fact.Fact;
import io.tidemark.flink.io.RawEncoder;
import io.tidemark.flink.io.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes facts to the input topics, keyed by their instruments, by a thread of its own: a producer
 * may wait for brokers, a socket's thread may not. What Kafka refuses for good is counted and
 * logged.
 */
public final class KafkaFacts implements FactSink, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaFacts.class);
  private static final Duration LAST_WORDS = Duration.ofSeconds(30);

  /** Brokers may be away for so long before what was handed to the producer is given up. */
  private static final String PATIENCE_MILLIS = "1800000";

  private final Duration lastWords;
  private final HandoverQueue queue;
  private final KafkaProducer<byte[], byte[]> producer;
  private final String topicPrefix;
  private final RawEncoder encoder = new RawEncoder();
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong taken = new AtomicLong();
  private final Thread writer = new Thread(this::write, "facts-to-kafka");

  /**
   * Begins to write.
   *
   * @param client how Kafka is reached
   * @param topicPrefix in front of every topic's name
   * @param most facts that wait in memory while Kafka does not take them
   */
  public KafkaFacts(Properties client, String topicPrefix, int most) {
    this(client, topicPrefix, most, LAST_WORDS);
  }

  KafkaFacts(Properties client, String topicPrefix, int most, Duration lastWords) {
    this.lastWords = lastWords;
    Properties properties = new Properties();
    properties.setProperty(ProducerConfig.LINGER_MS_CONFIG, "5");
    properties.setProperty(ProducerConfig.BATCH_SIZE_CONFIG, "131072");
    properties.setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    properties.setProperty(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    properties.setProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
    properties.putAll(client);
    properties.setProperty(ProducerConfig.ACKS_CONFIG, "all");
    properties.setProperty(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    this.topicPrefix = topicPrefix;
    this.queue = new HandoverQueue(most);
    writer.start();
  }

  @Override
  public void accept(Fact fact) {
    queue.offer(fact);
  }

  @Override
  public void history(List<? extends Fact> facts) {
    queue.offerHistory(facts);
  }

  /** What waits, and what was left out. */
  public HandoverQueue queue() {
    return queue;
  }

  /** Records that Kafka has. */
  public long written() {
    return written.get();
  }

  /** Records that Kafka did not take. */
  public long refused() {
    return refused.get();
  }

  private void write() {
    try {
      Optional<HandoverQueue.Waiting> next = queue.take();
      while (next.isPresent()) {
        if (next.get().settles()) {
          producer.flush();
        }
        send(next.get().fact());
        next = queue.take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(Fact fact) {
    taken.incrementAndGet();
    try {
      // the callback keeps what fails
      var unused =
          producer.send(
              new ProducerRecord<>(
                  topicPrefix + Topic.carrying(fact.kind()).topicName(),
                  null,
                  fact.availableAt() / 1_000,
                  fact.instrument().getBytes(StandardCharsets.UTF_8),
                  encoder.encode(fact)),
              (metadata, e) -> {
                if (e == null) {
                  written.incrementAndGet();
                } else {
                  refused(e);
                }
              });
    } catch (RuntimeException | Error e) {
      // one fact that cannot be written must not end the thread that writes the others
      refused(e);
    }
  }

  private void refused(Throwable e) {
    if (refused.getAndIncrement() == 0) {
      LOG.error("Kafka does not take what is collected; the first reason:", e);
    }
  }

  /** Facts that were handed over and that Kafka does not have, as far as is known. */
  public long unwritten() {
    return queue.size() + taken.get() - written.get();
  }

  /** Waits until what was taken is written, at most {@link #LAST_WORDS}; tells what is not. */
  @Override
  public void close() {
    queue.close();
    long end = System.nanoTime() + lastWords.toNanos();
    try {
      writer.join(lastWords.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    if (unwritten() > 0) {
      LOG.error("{} collected facts are on no topic: Kafka did not take them", unwritten());
    }
  }
}
