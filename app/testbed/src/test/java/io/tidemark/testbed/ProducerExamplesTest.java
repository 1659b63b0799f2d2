package io.tidemark.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.flink.io.RawDecoder;
import io.tidemark.flink.io.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of {@code docs/guide/producer.md} run, and the sequence job's door reads them. */
final class ProducerExamplesTest {

  private static final Path ROOT = Path.of(System.getProperty("tidemark.root"));
  private static final Path EXAMPLES = ROOT.resolve("docs/examples/producer");
  private static final String SCHEMA = "avro/src/main/resources/schemas/ExchangeTrade/v1.avsc";
  private static final List<Trade> TRADES =
      List.of(
          new Trade("BTC-USDT@desk", 1_900_000_000_000_001L, 0, "7", 30_100.25, 0.004, Side.BUY),
          new Trade("ETH-USDT-PERP@desk", 1_900_000_000_250_000L, 0, "", 2e-7, 1e9, Side.SELL),
          new Trade("BTC-USDT@desk", 1_900_000_001_000_000L, 0, "8", 30_100, 1, Side.UNKNOWN));

  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void tradesAreInAFile() throws IOException {
    List<String> lines =
        TRADES.stream()
            .map(
                trade ->
                    "%s,%s,%d,%s,%s,%s"
                        .formatted(
                            trade.instrument(),
                            trade.tradeId(),
                            trade.eventTime(),
                            trade.price(),
                            trade.quantity(),
                            trade.takerSide()))
            .toList();
    List<String> asPeopleWrite = new ArrayList<>(lines);
    asPeopleWrite.replaceAll(line -> line.replace(",BUY", ",buy"));
    asPeopleWrite.add(1, "");
    asPeopleWrite.add(" ");
    file = Files.write(folder.resolve("trades.csv"), asPeopleWrite);
  }

  @Test
  void theProgramInJavaWritesWhatTheDoorReads() throws Exception {
    try (EmbeddedBroker broker = broker()) {
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      run(
          java,
          "-cp",
          System.getProperty("java.class.path"),
          EXAMPLES.resolve("TradeProducer.java").toString(),
          broker.bootstrapServers(),
          ROOT.resolve(SCHEMA).toString(),
          file.toString());
      assertAreTheTrades(topic(broker));
    }
  }

  @Test
  void theProgramInPythonMakesBytesThatTheDoorReads() throws Exception {
    assumeTrue(has("import sys"), "there is no python3 here: the program in Python is not run");
    List<byte[]> values =
        run("python3", EXAMPLES.resolve("trade_producer.py").toString(), "--hex", file.toString())
            .stream()
            .map(HexFormat.of()::parseHex)
            .toList();
    assertAreTheTrades(values);
  }

  @Test
  void theProgramInPythonWritesWhatTheDoorReads() throws Exception {
    assumeTrue(
        has("import confluent_kafka"),
        "python3 has no confluent_kafka here: the program in Python does not write to a broker");
    try (EmbeddedBroker broker = broker()) {
      run(
          "python3",
          EXAMPLES.resolve("trade_producer.py").toString(),
          broker.bootstrapServers(),
          file.toString());
      assertAreTheTrades(topic(broker));
    }
  }

  private EmbeddedBroker broker() {
    EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"));
    broker.createTopics(Map.of(Topic.TRADES.topicName(), 1), Map.of());
    return broker;
  }

  /** But for the time of receipt, which is that of the run. */
  private static void assertAreTheTrades(List<byte[]> values) {
    RawDecoder door = new RawDecoder();
    List<Trade> read = new ArrayList<>();
    for (byte[] value : values) {
      Parsed<Fact> fact = door.decode(Topic.TRADES.topicName(), value, 0);
      assertThat(fact).isInstanceOf(Parsed.Valid.class);
      read.add((Trade) ((Parsed.Valid<Fact>) fact).value());
    }
    assertThat(read)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("availableAt")
        .isEqualTo(TRADES);
    assertThat(read).allMatch(trade -> trade.availableAt() >= trade.eventTime());
  }

  private static List<byte[]> topic(EmbeddedBroker broker) {
    List<byte[]> values = new ArrayList<>();
    Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(Topic.TRADES.topicName(), 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      while (values.size() < TRADES.size()) {
        for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofSeconds(10))) {
          assertThat(new String(each.key(), StandardCharsets.UTF_8))
              .isEqualTo(TRADES.get(values.size()).instrument());
          values.add(each.value());
        }
      }
    }
    return values;
  }

  private boolean has(String python) throws InterruptedException {
    try {
      return process("python3", "-c", python).waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private List<String> run(String... command) throws IOException, InterruptedException {
    Process process = process(command);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("it ends").isTrue();
    String errors = Files.readString(folder.resolve("errors"));
    assertThat(process.exitValue()).as(errors).isZero();
    return Files.readAllLines(folder.resolve("said"));
  }

  private Process process(String... command) throws IOException {
    return new ProcessBuilder(command)
        .redirectOutput(folder.resolve("said").toFile())
        .redirectError(folder.resolve("errors").toFile())
        .start();
  }
}
