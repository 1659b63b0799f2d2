package io.tidemark.reliability.fault;

import io.tidemark.testbed.cluster.Follower;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes 0, 1, 2... to a topic of its own, and says what of it arrived. */
final class CountingProducer implements AutoCloseable {

  private static final int PER_SECOND = 500;

  private final String bootstrapServers;
  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicLong acknowledged = new AtomicLong();
  private final CompletableFuture<Integer> sent;

  private CountingProducer(String bootstrapServers, String topic, Map<String, Object> properties) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    this.sent =
        CompletableFuture.supplyAsync(
            this::write, task -> new Thread(task, "writer of " + topic).start());
  }

  /** Begins; of three brokers the first leads its topic, as it leads what the jobs write. */
  static CountingProducer start(Deployment topics, String name, String acks, boolean idempotent)
      throws Exception {
    String topic = topics.prefix() + name;
    try (Admin admin = topics.admin()) {
      admin
          .createTopics(
              List.of(
                  topics.copies() == 1
                      ? new NewTopic(topic, Optional.of(1), Optional.empty())
                      : new NewTopic(topic, Map.of(0, List.of(1, 2, 3)))))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
    return new CountingProducer(
        topics.bootstrapServers(),
        topic,
        Map.of(
            "bootstrap.servers",
            topics.bootstrapServers(),
            "acks",
            acks,
            "enable.idempotence",
            Boolean.toString(idempotent)));
  }

  private int write() {
    int next = 0;
    while (!over.get()) {
      byte[] value = ByteBuffer.allocate(Integer.BYTES).putInt(next).array();
      var unused =
          producer.send(
              new ProducerRecord<>(topic, value),
              (metadata, refused) -> {
                if (refused == null) {
                  acknowledged.incrementAndGet();
                }
              });
      next++;
      try {
        Thread.sleep(1_000 / PER_SECOND);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return next;
      }
    }
    producer.flush();
    return next;
  }

  /** How many records a broker said it has. */
  long acknowledged() {
    return acknowledged.get();
  }

  /** Ends it, and counts. */
  Count end() {
    over.set(true);
    int all = sent.join();
    Set<Integer> arrived = new HashSet<>();
    try (Follower follower = Follower.uncommitted(bootstrapServers, topic)) {
      for (ConsumerRecord<byte[], byte[]> record : follower.now()) {
        arrived.add(ByteBuffer.wrap(record.value()).getInt());
      }
    }
    return new Count(all, all - arrived.size());
  }

  @Override
  public void close() {
    over.set(true);
    sent.join();
    producer.close();
  }

  /**
   * Of records.
   *
   * @param sent by the producer
   * @param lost of these, not on the topic
   */
  record Count(int sent, int lost) {}
}
