package io.tidemark.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.client.topic.BrokerUnavailableException;
import io.tidemark.client.topic.TopicReader;
import io.tidemark.client.topic.TopicSource;
import io.tidemark.client.topic.TopicWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a broker that has ended say what the broker said. */
final class TopicSourceTest {

  private static final String PLAIN = "plain";
  private static final String DECIDED = "decided";
  private static final String EMPTY = "empty";
  private static final List<String> ALL = List.of(PLAIN, DECIDED, EMPTY);
  private static final long TIME = 1_736_154_000_000L;

  @TempDir Path directory;

  private final Random chance = new Random(5);

  @Test
  void theFilesHoldTheRecordsThatAConsumerOfWhatIsCommittedWasGiven() throws Exception {
    List<String> drained;
    List<String> merged;
    List<String> last;
    Map<TopicPartition, Long> ends;
    EmbeddedBroker broker = EmbeddedBroker.start(directory);
    try (broker) {
      Map<String, String> small = Map.of("segment.bytes", "1048576");
      broker.createTopics(
          Map.of(PLAIN, 3, DECIDED, 2, EMPTY, 1), Map.of(PLAIN, small, DECIDED, small));
      writePlain(broker);
      writeInTransactions(broker);
      delete(broker, new TopicPartition(PLAIN, 1), 40);
      assertThat(TopicSource.hasEnded(directory)).isFalse();
      try (TopicReader reader = TopicSource.at(client(broker), true).open(ALL)) {
        drained = drained(reader);
        merged = merged(reader);
        last = last(reader);
        ends = reader.ends();
      }
    }
    assertThat(drained).hasSizeGreaterThan(4_000);
    assertThat(segments()).as("segments of three partitions").isGreaterThan(6);

    assertThat(TopicSource.hasEnded(directory)).isTrue();
    TopicSource files = TopicSource.in(directory);
    assertThat(files.grows()).isFalse();
    try (TopicReader reader = files.open(ALL)) {
      assertThat(reader.ends()).isEqualTo(ends);
      assertThat(drained(reader)).containsExactlyElementsOf(drained);
      assertThat(merged(reader)).containsExactlyElementsOf(merged);
      assertThat(last(reader)).containsExactlyElementsOf(last);
      assertThat(reader.poll(record -> {})).as("nothing more").isZero();
    }
  }

  @Test
  void aTopicThatIsNotThereIsSaidNotToBe() {
    EmbeddedBroker.start(directory).close();
    assertThatThrownBy(() -> TopicSource.in(directory).open(List.of("signals.v1")))
        .isInstanceOf(BrokerUnavailableException.class)
        .hasMessageStartingWith("topic signals.v1 does not exist");
  }

  private long segments() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .map(Path::toString)
          .filter(file -> file.contains(PLAIN + "-") && file.endsWith(".log"))
          .count();
    }
  }

  private void writePlain(EmbeddedBroker broker) {
    try (TopicWriter writer = TopicWriter.to(broker.bootstrapServers())) {
      for (int i = 0; i < 4_000; i++) {
        byte[] key = i % 7 == 0 ? null : ("k" + i % 5).getBytes(StandardCharsets.UTF_8);
        byte[] value = new byte[chance.nextInt(5_000)];
        chance.nextBytes(value); // so that it fills segments, whatever the compression
        writer.write(PLAIN, key, i % 11 == 0 ? null : value, TIME + chance.nextInt(100_000));
      }
    }
  }

  /** Two producers between each other; some take back what they wrote, one never says. */
  private void writeInTransactions(EmbeddedBroker broker) throws Exception {
    try (KafkaProducer<byte[], byte[]> one = producer(broker, "one");
        KafkaProducer<byte[], byte[]> two = producer(broker, "two")) {
      for (int i = 0; i < 30; i++) {
        one.beginTransaction();
        two.beginTransaction();
        for (int j = 0; j < 20; j++) {
          send(one, i * 100 + j);
          send(two, i * 100 + 50 + j);
        }
        end(i % 3 == 0, one);
        send(two, i);
        end(i % 4 == 1, two);
      }
      try (TopicWriter writer = TopicWriter.to(broker.bootstrapServers())) {
        writer.write(DECIDED, "k", new byte[] {7}, TIME * 1_000);
      }
    }
    KafkaProducer<byte[], byte[]> open = producer(broker, "open");
    open.beginTransaction();
    send(open, 9_000);
    open.flush();
    try (TopicWriter writer = TopicWriter.to(broker.bootstrapServers())) {
      for (int i = 0; i < 20; i++) {
        writer.write(DECIDED, "k" + i, new byte[] {8}, TIME * 1_000);
      }
    }
    open.close(Duration.ZERO); // without a word about its transaction
  }

  private static void end(boolean aborts, KafkaProducer<byte[], byte[]> producer) {
    producer.flush();
    if (aborts) {
      producer.abortTransaction();
    } else {
      producer.commitTransaction();
    }
  }

  private static void send(KafkaProducer<byte[], byte[]> producer, int i) throws Exception {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            DECIDED, i % 2, TIME + i, null, ("v" + i).getBytes(StandardCharsets.UTF_8));
    record.headers().add("h", new byte[] {(byte) i});
    producer.send(record).get();
  }

  private static KafkaProducer<byte[], byte[]> producer(EmbeddedBroker broker, String id) {
    Properties properties = client(broker);
    properties.setProperty("transactional.id", id);
    properties.setProperty("linger.ms", "0");
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
    return producer;
  }

  private static void delete(EmbeddedBroker broker, TopicPartition partition, long before)
      throws Exception {
    try (Admin admin = Admin.create(client(broker))) {
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(before))).all().get();
    }
  }

  private static Properties client(EmbeddedBroker broker) {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", broker.bootstrapServers());
    return properties;
  }

  /** Partition by partition, each in its order. */
  private static List<String> drained(TopicReader reader) {
    Map<String, List<String>> partitions = new HashMap<>();
    reader.rewind();
    reader.drain(
        record ->
            partitions
                .computeIfAbsent(record.topic() + record.partition(), p -> new ArrayList<>())
                .add(text(record)));
    return new TreeMap<>(partitions).values().stream().flatMap(List::stream).toList();
  }

  private static List<String> merged(TopicReader reader) {
    List<String> records = new ArrayList<>();
    reader.rewind();
    reader.merge(TopicSourceTest::text, records::add);
    return records;
  }

  private static List<String> last(TopicReader reader) {
    List<String> records = new ArrayList<>();
    reader.drainLast(100, record -> records.add(text(record)));
    return records.stream().sorted().toList();
  }

  private static String text(ConsumerRecord<byte[], byte[]> record) {
    return "%d %s %d %s %d %s %s %s"
        .formatted(
            record.timestamp(),
            record.topic(),
            record.partition(),
            record.timestampType(),
            record.offset(),
            Arrays.toString(record.key()),
            record.value() == null ? null : Arrays.hashCode(record.value()),
            record.headers());
  }
}
