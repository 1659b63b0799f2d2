package io.tidemark.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.box.BoxVenue;
import io.tidemark.box.VenueBox;
import io.tidemark.collector.feed.FeedClock;
import io.tidemark.collector.net.StatusPage;
import io.tidemark.collector.sink.KafkaFacts;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.Trade;
import io.tidemark.flink.io.RawDecoder;
import io.tidemark.flink.io.Topic;
import io.tidemark.testbed.EmbeddedBroker;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a venue's socket onto the topics of a real broker. */
final class CollectedTopicsTest {

  private static final String INSTRUMENT = "BTC-USD@coinbase";

  @TempDir Path folder;

  @Test
  void everyTradeStandsOnTheTopicOnceAndThePageSaysHowItGoes() throws Exception {
    String trades = Topic.TRADES.topicName();
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
      broker.createTopics(
          Map.of(trades, 1, Topic.BOOK.topicName(), 1, Topic.METRICS.topicName(), 1), Map.of());
      long said;
      try (VenueBox box = new VenueBox(BoxVenue.COINBASE, 3)) {
        CollectConfig config =
            CollectConfig.load(
                null,
                List.of(
                    "kafka.bootstrap-servers=" + broker.bootstrapServers(),
                    "instruments=" + INSTRUMENT,
                    "collect.endpoints.coinbase.socket=" + box.socket(),
                    "collect.endpoints.coinbase.rest=" + box.rest()),
                Map.of());
        try (KafkaFacts sink =
                new KafkaFacts(config.kafka().clientProperties(), "", config.maxWaiting());
            Collector collector = Collector.start(config, sink, FeedClock.system());
            StatusPage page = new StatusPage(0, collector.feeds(), sink)) {
          assertThat(get(page, "/").statusCode()).isEqualTo(503);
          while (sink.written() < 200) {
            box.move();
            box.trade();
            Thread.sleep(10);
          }
          HttpResponse<String> status = get(page, "/");
          assertThat(status.statusCode()).isEqualTo(200);
          assertThat(status.body()).contains("coinbase", "receives", "1 books live");
          assertThat(get(page, "/metrics").body())
              .contains("tidemark_collector_feed_receiving{feed=\"coinbase\"} 1");
          said = box.market("BTC-USD").lastDeal();
          Thread.sleep(500);
        }
      }
      List<Long> ids = tradeIds(broker, trades);
      assertThat(ids)
          .containsExactlyElementsOf(LongStream.rangeClosed(ids.get(0), said).boxed().toList());
    }
  }

  private static HttpResponse<String> get(StatusPage page, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + page.port() + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static List<Long> tradeIds(EmbeddedBroker broker, String topic) {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", broker.bootstrapServers());
    RawDecoder decoder = new RawDecoder();
    List<Long> ids = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo(INSTRUMENT);
          Parsed<Fact> fact = decoder.decode(topic, record.value(), record.timestamp() * 1_000);
          ids.add(Long.parseLong(((Trade) ((Parsed.Valid<Fact>) fact).value()).tradeId()));
        }
      }
    }
    return ids;
  }
}
