package io.tidemark.cli;

import static io.tidemark.recordings.BinanceMessages.quote;
import static io.tidemark.recordings.BinanceMessages.received;
import static io.tidemark.recordings.BinanceMessages.trade;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.topic.TopicReader;
import io.tidemark.core.fact.DeadLetter;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Parsed;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.io.Topic;
import io.tidemark.testbed.EmbeddedBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReplayCommandTest {

  private static final long AT = 1_704_067_200_000L;
  private static final String LOG = Topic.EVENTS.topicName();
  private static final String LETTERS = Topic.DEAD_LETTERS.topicName();

  @TempDir Path directory;

  @Test
  void aRecordingOfMessagesReachesTheLogAndItsBrokenLineTheDeadLetters() throws IOException {
    String broken = received(AT + 3, "{\"stream\":");
    Path recording = directory.resolve("binance_spot_raw.txt");
    Files.write(
        recording,
        List.of(
            received(AT, trade("BTCUSDT", 1, AT, 60_000)),
            received(AT + 1, quote("BTCUSDT", 1, 60_000)),
            received(AT + 2, quote("ETHUSDT", 1, 3_000)),
            broken));
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"))) {
      Map<String, String> forEver = Map.of("retention.ms", "-1", "max.message.bytes", "2097152");
      broker.createTopics(
          Map.of(LOG, 1, LETTERS, 1),
          Map.of(LOG, with(forEver, "LogAppendTime"), LETTERS, with(forEver, "CreateTime")));
      String said = replay(broker.bootstrapServers(), recording);

      assertThat(said)
          .contains(
              "2 events of BTC-USDT@binance written into market.events.v1, 1 rows refused",
              "BINANCE: ETH-USDT@binance is left out",
              "BINANCE: 4 messages = 3 with facts + 0 passed + 1 refused");
      LogFormat events = new LogFormat();
      assertThat(records(broker, Topic.EVENTS))
          .extracting(record -> value(events.decode(record.value(), 0, 0)))
          .extracting(LogEvent::origin)
          .extracting(origin -> origin.topic() + " " + origin.offset())
          .containsExactly("binance_spot_raw.txt 10000", "binance_spot_raw.txt 20000");
      OutputFormat<DeadLetter> letters = Topic.DEAD_LETTERS.format();
      assertThat(records(broker, Topic.DEAD_LETTERS))
          .extracting(record -> value(letters.decode(record.value())))
          .extracting(letter -> new String(letter.payload(), StandardCharsets.UTF_8))
          .containsExactly(broken);
    }
  }

  private String replay(String bootstrapServers, Path data) throws IOException {
    Path config = directory.resolve("job.yaml");
    Files.writeString(
        config,
        "kafka.bootstrap-servers: "
            + bootstrapServers
            + "\ninstruments: [BTC-USDT@binance]\nbars.source: trades\n");
    StringWriter said = new StringWriter();
    PrintWriter print = new PrintWriter(said, true);
    int code =
        Tidemark.commandLine()
            .setOut(print)
            .setErr(print)
            .execute("replay", "--config", config.toString(), data.toString());
    assertThat(code).as(said.toString()).isZero();
    return said.toString();
  }

  private static Map<String, String> with(Map<String, String> config, String timestampType) {
    Map<String, String> all = new HashMap<>(config);
    all.put("message.timestamp.type", timestampType);
    return all;
  }

  private static List<ConsumerRecord<byte[], byte[]>> records(EmbeddedBroker broker, Topic topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (TopicReader reader = TopicReader.of(broker.bootstrapServers(), topic)) {
      reader.drain(records::add);
    }
    return records;
  }

  private static <T> T value(Parsed<T> parsed) {
    assertThat(parsed).isInstanceOf(Parsed.Valid.class);
    return ((Parsed.Valid<T>) parsed).value();
  }
}
