package io.tidemark.collector.sink;

import io.tidemark.collector.watch.CollectorMetric;
import io.tidemark.collector.watch.StatusPart;
import io.tidemark.core.fact.PublishedText;
import io.tidemark.flink.io.TextFormat;
import io.tidemark.flink.io.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes texts to their topic, keyed by their instruments, by a thread of its own. Bounded: what
 * finds no room, and what Kafka refuses for good, is counted and logged.
 */
public final class KafkaTexts implements TextSink, StatusPart, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaTexts.class);
  private static final Duration LAST_WORDS = Duration.ofSeconds(30);
  private static final int MOST_WAITING = 10_000;
  private static final long LOOK_MILLIS = 200;

  /** Brokers may be away for so long before a text is given up. */
  private static final String PATIENCE_MILLIS = "1800000";

  private final BlockingQueue<PublishedText> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final TextFormat format = new TextFormat();
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final Thread writer = new Thread(this::write, "texts-to-kafka");
  private volatile boolean closed;

  /** Since the last text that was written. */
  private volatile boolean losing;

  /**
   * Begins to write.
   *
   * @param client how Kafka is reached
   * @param topicPrefix in front of every topic's name
   */
  public KafkaTexts(Properties client, String topicPrefix) {
    Properties properties = new Properties();
    properties.setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    properties.setProperty(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    properties.setProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
    properties.putAll(client);
    properties.setProperty(ProducerConfig.ACKS_CONFIG, "all");
    properties.setProperty(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    this.topic = topicPrefix + Topic.TEXTS.topicName();
    writer.start();
  }

  @Override
  public void accept(PublishedText text) {
    if (!waiting.offer(text)) {
      lost(null);
    }
  }

  /** Texts that Kafka has. */
  public long written() {
    return written.get();
  }

  /** Texts that are not on the topic. */
  public long lost() {
    return lost.get();
  }

  @Override
  public String trouble() {
    return losing ? "NOT every text of polls is written" : "";
  }

  @Override
  public List<String> words() {
    return List.of(
        "Texts: %,d written, %,d wait, %,d lost".formatted(written(), waiting.size(), lost()));
  }

  @Override
  public void metrics(ObjLongConsumer<String> numbers) {
    numbers.accept(CollectorMetric.TEXTS_WRITTEN_TOTAL.of(), written());
    numbers.accept(CollectorMetric.TEXTS_WAITING.of(), waiting.size());
    numbers.accept(CollectorMetric.TEXTS_LOST_TOTAL.of(), lost());
  }

  private void write() {
    try {
      while (!closed || !waiting.isEmpty()) {
        PublishedText text = waiting.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (text != null) {
          send(text);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(PublishedText text) {
    try {
      // the callback keeps what fails
      var unused =
          producer.send(
              new ProducerRecord<>(
                  topic,
                  null,
                  text.availableAt() / 1_000,
                  text.instrument().getBytes(StandardCharsets.UTF_8),
                  format.encode(text)),
              (metadata, e) -> {
                if (e == null) {
                  written.incrementAndGet();
                  losing = false;
                } else {
                  lost(e);
                }
              });
    } catch (RuntimeException e) {
      lost(e);
    }
  }

  private void lost(@Nullable Exception why) {
    losing = true;
    if (lost.getAndIncrement() == 0) {
      LOG.error("A text is lost; the first reason (none: there was no room):", why);
    }
  }

  /** Waits until what was taken is written, at most half a minute. */
  @Override
  public void close() {
    closed = true;
    try {
      writer.join(LAST_WORDS.toMillis());
      if (writer.isAlive()) {
        writer.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    waiting.forEach(text -> lost(null));
    producer.close(LAST_WORDS);
    if (lost() > 0) {
      LOG.error("{} texts of polls are on no topic", lost());
    }
  }
}
