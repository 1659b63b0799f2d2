package io.tidemark.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.client.topic.BrokerUnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedBrokerTest {

  private static final String TOPIC = "log.v1";

  @Test
  void whatATransactionCommittedIsReadAgainAfterARestartOnTheSameDirectory(
      @TempDir Path directory) {
    String clusterId;
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      clusterId = broker.clusterId();
      broker.createTopics(
          Map.of(TOPIC, 1), Map.of(TOPIC, Map.of("message.timestamp.type", "LogAppendTime")));
      inATransaction(broker, "kept", true);
      inATransaction(broker, "aborted", false);
      inATransaction(broker, "kept too", true);
      assertThat(read(broker, 2))
          .extracting(ConsumerRecord::value)
          .containsExactly("kept", "kept too");
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      assertThat(broker.clusterId()).isEqualTo(clusterId);
      broker.createTopics(Map.of(TOPIC, 1), Map.of());
      List<ConsumerRecord<String, String>> records = read(broker, 2);
      assertThat(records).extracting(ConsumerRecord::value).containsExactly("kept", "kept too");
      assertThat(records)
          .extracting(ConsumerRecord::timestampType)
          .containsOnly(TimestampType.LOG_APPEND_TIME);
    }
  }

  @Test
  void aClosedBrokerLeavesNoThreadThatKeepsTheProcessAlive(@TempDir Path directory) {
    Set<Thread> before = nonDaemonThreads();
    EmbeddedBroker.start(directory).close();
    Set<Thread> after = nonDaemonThreads();
    after.removeAll(before);
    assertThat(after).isEmpty();
  }

  @Test
  void aBusyPortIsOneClearSentence(@TempDir Path directory) throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();
      assertThatThrownBy(() -> EmbeddedBroker.start(directory, port))
          .isInstanceOf(BrokerUnavailableException.class)
          .hasMessage(
              "Port "
                  + port
                  + " on 127.0.0.1 is in use: stop the program that holds it or choose another"
                  + " port.");
    }
  }

  @Test
  void aDirectoryWithSomebodyElsesFilesIsNotFormatted(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("thesis.txt"), "years of work");
    assertThatThrownBy(() -> EmbeddedBroker.start(directory))
        .isInstanceOf(BrokerUnavailableException.class)
        .hasMessageContaining("is not empty and holds no Kafka log");
    assertThat(directory).isDirectoryContaining("glob:**thesis.txt");
  }

  @Test
  void twoBrokersOnOneDirectoryAreRefusedAndTheFirstGoesOn(@TempDir Path directory) {
    try (EmbeddedBroker first = EmbeddedBroker.start(directory)) {
      assertThatThrownBy(() -> EmbeddedBroker.start(directory))
          .isInstanceOf(BrokerUnavailableException.class)
          .hasMessageContaining("Another Kafka broker uses the directory");
      first.createTopics(Map.of(TOPIC, 1), Map.of());
      inATransaction(first, "still there", true);
      assertThat(read(first, 1)).hasSize(1);
    }
  }

  private static Set<Thread> nonDaemonThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.isDaemon())
        .collect(Collectors.toSet());
  }

  private static void inATransaction(EmbeddedBroker broker, String value, boolean commit) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "transactional.id",
            "test",
            "key.serializer",
            StringSerializer.class,
            "value.serializer",
            StringSerializer.class);
    try (KafkaProducer<String, String> producer = new KafkaProducer<>(config)) {
      producer.initTransactions();
      producer.beginTransaction();
      var unused = producer.send(new ProducerRecord<>(TOPIC, "key", value));
      producer.flush();
      if (commit) {
        producer.commitTransaction();
      } else {
        producer.abortTransaction();
      }
    }
  }

  private static List<ConsumerRecord<String, String>> read(EmbeddedBroker broker, int wanted) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "isolation.level",
            "read_committed",
            "auto.offset.reset",
            "earliest",
            "key.deserializer",
            StringDeserializer.class,
            "value.deserializer",
            StringDeserializer.class);
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(config)) {
      consumer.assign(List.of(new TopicPartition(TOPIC, 0)));
      for (int polls = 0; polls < 100 && records.size() < wanted; polls++) {
        consumer.poll(Duration.ofMillis(300)).forEach(records::add);
      }
    }
    return records;
  }
}
