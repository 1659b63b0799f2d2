package io.tidemark.collector.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.PublishedText;
import io.tidemark.core.fact.TextItem;
import io.tidemark.flink.io.TextFormat;
import io.tidemark.flink.io.Topic;
import io.tidemark.testbed.EmbeddedBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts on a broker. */
final class KafkaTextsTest {

  @TempDir Path folder;

  @Test
  void whatWasTakenIsOnTheTopicWhenItIsClosed() {
    List<PublishedText> texts = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      TextItem item = new TextItem("id-" + i, "Coin X, part " + i, "", "", "en");
      texts.add(new PublishedText("*", 1_000_000L + i, 2_000_000L + i, "desk", "news", item));
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
      broker.createTopics(Map.of("t." + Topic.TEXTS.topicName(), 1), Map.of());
      Properties client = new Properties();
      client.setProperty("bootstrap.servers", broker.bootstrapServers());
      KafkaTexts sink = new KafkaTexts(client, "t.");
      texts.forEach(sink::accept);
      sink.close();
      assertThat(sink.written()).isEqualTo(300);
      assertThat(sink.lost()).isZero();
      assertThat(sink.trouble()).isEmpty();
      assertThat(read(broker)).isEqualTo(texts);
    }
  }

  @Test
  void whileTextsAreLostThePageSaysSo() throws InterruptedException {
    Properties client = new Properties();
    client.setProperty("bootstrap.servers", "127.0.0.1:1");
    client.setProperty("max.block.ms", "100");
    try (KafkaTexts sink = new KafkaTexts(client, "t.")) {
      assertThat(sink.trouble()).isEmpty();
      TextItem item = new TextItem("id", "Coin X", "", "", "en");
      sink.accept(new PublishedText("*", 1_000_000L, 2_000_000L, "desk", "news", item));
      for (int i = 0; i < 1_000 && sink.lost() == 0; i++) {
        Thread.sleep(10);
      }
      assertThat(sink.lost()).isEqualTo(1);
      assertThat(sink.isWell()).isFalse();
      assertThat(sink.trouble()).isEqualTo("NOT every text of polls is written");
    }
  }

  private static List<PublishedText> read(EmbeddedBroker broker) {
    Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
    TextFormat format = new TextFormat();
    List<PublishedText> read = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition("t." + Topic.TEXTS.topicName(), 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      while (read.size() < 300) {
        for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofSeconds(10))) {
          assertThat(new String(each.key(), StandardCharsets.UTF_8)).isEqualTo("*");
          read.add(((Parsed.Valid<PublishedText>) format.decode(each.value(), 0)).value());
        }
      }
    }
    return read;
  }
}
