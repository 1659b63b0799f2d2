package io.tidemark.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.client.topic.BrokerUnavailableException;
import io.tidemark.client.topic.TopicReader;
import io.tidemark.client.topic.TopicWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a writer promises, held against a real broker. */
final class TopicWriterTest {

  private static final int TOPICS = 10;
  private static final int PARTITIONS = 4;
  private static final int RECORDS = 4_000;

  @TempDir Path directory;

  @Test
  void aTopicThatWasJustCreatedLosesNothing() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      Properties client = client(broker);
      List<String> topics = new ArrayList<>();
      for (int i = 0; i < TOPICS; i++) {
        topics.add("new-" + i);
        admin.createTopics(List.of(new NewTopic("new-" + i, PARTITIONS, (short) 1))).all().get();
        try (TopicWriter writer = new TopicWriter(client)) {
          for (int k = 0; k < RECORDS; k++) {
            writer.write("new-" + i, "key-" + k % 50, new byte[500], 1_000);
          }
          writer.flush();
        }
      }
      try (TopicReader reader = new TopicReader(client, topics)) {
        assertThat(reader.size()).isEqualTo((long) TOPICS * RECORDS);
      }
    }
  }

  @Test
  void whatKafkaDidNotTakeIsSaidAtTheLatestWhenTheWriterIsClosed() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      broker.createTopics(Map.of("small", 1), Map.of("small", Map.of("max.message.bytes", "1000")));
      TopicWriter silent = new TopicWriter(client(broker));
      IntStream.range(0, 3).forEach(i -> write(silent));
      assertThatThrownBy(silent::close)
          .isInstanceOf(BrokerUnavailableException.class)
          .hasMessageStartingWith("Kafka did not take 3 records, the first one because of: ");

      TopicWriter told = new TopicWriter(client(broker));
      write(told);
      assertThatThrownBy(told::flush)
          .isInstanceOf(BrokerUnavailableException.class)
          .hasMessageStartingWith("Kafka did not take a record: ");
      told.close(); // says it once
    }
  }

  @Test
  void nobodySwitchesIdempotenceOff() throws Exception {
    TopicPartition only = new TopicPartition("t", 0);
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      broker.createTopics(Map.of("t", 1), Map.of());
      Properties careless = client(broker);
      careless.setProperty("acks", "0");
      careless.setProperty("enable.idempotence", "false");
      try (TopicWriter writer = new TopicWriter(careless)) {
        writer.write("t", "key", new byte[1], 1_000);
      }
      // the broker knows those producers only whose records it numbers
      assertThat(
              admin.describeProducers(List.of(only)).partitionResult(only).get().activeProducers())
          .hasSize(1);
    }
  }

  private static void write(TopicWriter writer) {
    byte[] noise = new byte[5_000];
    new Random(1).nextBytes(noise);
    writer.write("small", "key", noise, 1_000);
  }

  /** Gives up soon. */
  private static Properties client(EmbeddedBroker broker) {
    Properties client = new Properties();
    client.setProperty("bootstrap.servers", broker.bootstrapServers());
    client.setProperty("request.timeout.ms", "5000");
    client.setProperty("delivery.timeout.ms", "10000");
    return client;
  }
}
