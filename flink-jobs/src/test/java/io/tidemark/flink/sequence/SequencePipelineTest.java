package io.tidemark.flink.sequence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Control;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.fact.DeadLetter;
import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Tick;
import io.tidemark.core.fact.Trade;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.RawEncoder;
import io.tidemark.flink.io.RawRecord;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.io.TopicIds;
import io.tidemark.flink.testbed.FileSink;
import io.tidemark.flink.testbed.LocalJob;
import io.tidemark.flink.testbed.Market;
import io.tidemark.flink.testbed.RecordSource;
import io.tidemark.flink.testbed.TestConfig;
import io.tidemark.flink.testbed.Valid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequencePipelineTest {

  private static final String PREFIX = "test.";
  private static final String BTC = "BTC-USDT@test";
  private static final long SECOND = 1_000_000;
  private static final long AHEAD = 43 * 3_600 * SECOND;

  private final RawEncoder encoder = new RawEncoder();
  private final Map<Topic, List<RawRecord>> topics = new LinkedHashMap<>();

  @Test
  void everyRecordGoesIntoItsLogsOrBecomesADeadLetter(@TempDir Path directory) throws Exception {
    List<Fact> facts = Market.facts(17).subList(0, 900);
    facts.forEach(this::send);
    poison();

    JobExecutionResult result = run("0s", directory);

    assertThat(result.<Long>getAccumulatorResult("read")).isEqualTo(facts.size() + 5);
    assertThat(result.<Long>getAccumulatorResult("facts")).isEqualTo(facts.size());
    assertLogsHold(facts, directory);
    assertThat(decoded(directory.resolve("dead-letters"), Topic.DEAD_LETTERS.format()::decode))
        .extracting(letter -> letter.origin().topic(), DeadLetter::reason)
        .containsExactlyInAnyOrder(
            tuple("test.exchange.trades.v1", RejectReason.UNKNOWN_INSTRUMENT),
            tuple("test.exchange.trades.v1", RejectReason.NON_POSITIVE),
            tuple("test.exchange.trades.v1", RejectReason.IN_FUTURE),
            tuple("test.exchange.book.v1", RejectReason.UNDECODABLE),
            tuple("test.metrics.v1", RejectReason.EMPTY));
  }

  @Test
  void aCommandFarAheadOfTheMarketsHeartbeatsIsADeadLetterWhateverItsKafkaTime(
      @TempDir Path directory) throws Exception {
    long market = Market.START + 5 * SECOND;
    send(kill(Market.START + AHEAD)); // what time it is has not been told
    send(new Tick("*", market));
    send(kill(market + 60 * SECOND));
    send(kill(market + 61 * SECOND));
    send(kill(market + AHEAD));
    send(kill(market - AHEAD));
    send(endOfShadow(market + AHEAD)); // nor is it in this topic

    run("0s", directory);

    assertThat(deadLetters(directory))
        .extracting(letter -> letter.origin().topic(), DeadLetter::reason, DeadLetter::detail)
        .containsExactlyInAnyOrder(
            tuple("test.control.v1", RejectReason.IN_FUTURE, detail(61, market)),
            tuple("test.control.v1", RejectReason.IN_FUTURE, detail(43 * 3_600, market)));
    assertThat(log(directory, BTC).stream().map(event -> event.fact().kind()))
        .containsExactlyInAnyOrder(
            EventKind.CONTROL,
            EventKind.TICK,
            EventKind.CONTROL,
            EventKind.CONTROL,
            EventKind.MODEL);
  }

  @Test
  void whereTheMarketsTimeIsTheWallsACommandFarAheadOfThatIsADeadLetter(@TempDir Path directory)
      throws Exception {
    long now = System.currentTimeMillis() * 1_000;
    send(kill(now));
    send(kill(now - AHEAD));
    send(kill(now + AHEAD));
    send(endOfShadow(now + AHEAD));

    run("0s", directory, "sequence.tick=10s");

    assertThat(deadLetters(directory))
        .extracting(letter -> letter.origin().topic(), DeadLetter::reason)
        .containsExactlyInAnyOrder(
            tuple("test.control.v1", RejectReason.IN_FUTURE),
            tuple("test.model-updates.v1", RejectReason.IN_FUTURE));
    assertThat(deadLetters(directory))
        .extracting(DeadLetter::detail)
        .allMatch(detail -> detail.contains("(limit 60 s)"))
        .allMatch(detail -> detail.contains("by the clock of this task"));
    assertThat(log(directory, BTC).stream().map(LogEvent::fact).filter(Control.class::isInstance))
        .hasSize(2);
  }

  @Test
  void whereTheMarketsTimeIsTheWallsAFactFarAheadOfThatIsADeadLetterWhateverItsKafkaTime(
      @TempDir Path directory) throws Exception {
    long now = System.currentTimeMillis() * 1_000;
    long ahead = now + 3_600 * SECOND;
    send(new Trade(BTC, now, now, "1", 1, 1, Side.BUY));
    send(new Trade(BTC, ahead, ahead, "2", 1, 1, Side.BUY)); // and so is its Kafka time

    run("0s", directory, "sequence.tick=10s");

    assertThat(deadLetters(directory))
        .extracting(DeadLetter::reason)
        .containsExactly(RejectReason.IN_FUTURE);
    assertThat(log(directory, BTC).stream().map(LogEvent::fact).filter(Trade.class::isInstance))
        .hasSize(1);
  }

  @Test
  void whatIsStillHeldWhenTheTopicsEndIsWrittenInOrder(@TempDir Path directory) throws Exception {
    List<Fact> facts = Market.facts(18).subList(0, 300);
    facts.forEach(this::send);

    run("1h", directory);

    assertLogsHold(facts, directory);
    for (String instrument : Market.INSTRUMENTS) {
      assertThat(log(directory, instrument)).extracting(LogEvent::availableAt).isSorted();
    }
  }

  @Test
  void aReferencesCandlesAreInTheLogsThatReferToIt(@TempDir Path directory) throws Exception {
    List<Fact> candles = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      for (String instrument : Market.INSTRUMENTS) {
        long start = Market.START + i * 3_600_000_000L;
        candles.add(
            Valid.of(Candle.of(instrument, start, 3_600_000_000L, 0, 2, 3, 1, 2 + 0.01 * i, 5)));
      }
    }
    candles.forEach(this::send);

    run("0s", directory, "references.ETH-USDT@test=BTC-USDT@test, SOL-USDT@test");

    for (String log : Market.INSTRUMENTS) {
      boolean refers = log.equals("ETH-USDT@test");
      assertThat(bytes(log(directory, log).stream().map(LogEvent::fact)))
          .as(log)
          .isEqualTo(bytes(candles.stream().filter(c -> refers || c.instrument().equals(log))));
      assertThat(log(directory, log))
          .as("in the order of their origin, which is how a repetition is known")
          .extracting(event -> event.origin().offset())
          .isSorted()
          .doesNotHaveDuplicates();
    }
  }

  /** All facts that concern an instrument, each origin in its order. */
  private static void assertLogsHold(List<Fact> facts, Path directory) throws IOException {
    for (String instrument : Market.INSTRUMENTS) {
      List<LogEvent> log = log(directory, instrument);
      assertThat(bytes(log.stream().map(LogEvent::fact)))
          .isEqualTo(bytes(facts.stream().filter(fact -> concerns(fact, instrument))));
      Map<String, List<Long>> offsets =
          log.stream()
              .collect(
                  groupingBy(
                      event -> event.origin().topic(),
                      mapping(event -> event.origin().offset(), toList())));
      assertThat(offsets).containsKey("exchange.trades.v1");
      assertThat(offsets.keySet()).noneMatch(topic -> topic.contains(PREFIX));
      assertThat(offsets.values())
          .allSatisfy(each -> assertThat(each).isSorted().doesNotHaveDuplicates());
    }
  }

  private static Control kill(long time) {
    return new Control("*", time, time, ControlCommand.KILL, "ann", "");
  }

  private static ModelUpdate endOfShadow(long time) {
    ModelRef model = new ModelRef("m", "2", "2".repeat(64));
    return new ModelUpdate("*", time, time, ModelAction.END_SHADOW, model, "ann");
  }

  private static String detail(long seconds, long market) {
    return "the command says that it was given "
        + seconds
        + " s after the market's time (limit 60 s), which is "
        + Instant.EPOCH.plus(market, ChronoUnit.MICROS)
        + " by the newest heartbeat before it in its partition: stamp a command with the market's"
        + " time";
  }

  private static List<DeadLetter> deadLetters(Path directory) throws IOException {
    return decoded(directory.resolve("dead-letters"), Topic.DEAD_LETTERS.format()::decode);
  }

  private void poison() {
    long now = Market.START;
    send(new Trade("XRP-USDT@test", now, now, "1", 1, 1, Side.BUY));
    send(new Trade("BTC-USDT@test", now, now, "2", -1, 1, Side.BUY));
    send(
        Topic.TRADES, 0, encoder.encode(new Trade("BTC-USDT@test", now, now, "3", 1, 1, Side.BUY)));
    send(Topic.BOOK, now, "no book".getBytes(StandardCharsets.UTF_8));
    send(Topic.METRICS, now, null);
  }

  private void send(Fact fact) {
    send(Topic.carrying(fact.kind()), fact.availableAt(), encoder.encode(fact));
  }

  private void send(Topic topic, long micros, byte @Nullable [] value) {
    List<RawRecord> records = topics.computeIfAbsent(topic, any -> new ArrayList<>());
    records.add(
        new RawRecord(PREFIX + topic.topicName(), 0, records.size(), micros / 1_000, value));
  }

  private JobExecutionResult run(String wait, Path directory, String... more) throws Exception {
    List<String> settings = new ArrayList<>(List.of(more));
    settings.add("topics.prefix=" + PREFIX);
    settings.add("sequence.wait=" + wait);
    JobConfig config = TestConfig.sequence(settings.toArray(new String[0]));
    Path log = Files.createDirectories(directory.resolve("log"));
    Path deadLetters = Files.createDirectories(directory.resolve("dead-letters"));
    StreamExecutionEnvironment env =
        LocalJob.environment(config, 2, 0, directory.resolve("checkpoints"));
    SequencePipeline.define(
        env,
        config,
        RecordSource.of(List.copyOf(topics.values())).decoded(PREFIX),
        TopicIds.none(),
        new SequenceSinks(
            new FileSink<>(log, () -> new LogFormat()::encode),
            new FileSink<>(deadLetters, () -> Topic.DEAD_LETTERS.format()::encode)));
    return env.execute();
  }

  /** In hexadecimal, sorted. */
  private static List<String> bytes(Stream<Fact> facts) {
    RawEncoder encoder = new RawEncoder();
    return facts.map(fact -> HexFormat.of().formatHex(encoder.encode(fact))).sorted().toList();
  }

  private static boolean concerns(Fact fact, String instrument) {
    return fact.instrument().equals(instrument) || fact.instrument().equals(Instruments.ALL);
  }

  private static List<LogEvent> log(Path directory, String instrument) throws IOException {
    LogFormat format = new LogFormat();
    return decoded(directory.resolve("log"), bytes -> format.decode(bytes, 0, 0)).stream()
        .filter(event -> event.instrument().equals(instrument))
        .toList();
  }

  private static <T> List<T> decoded(Path directory, Function<byte[], Parsed<T>> decode)
      throws IOException {
    return FileSink.read(directory).stream().map(bytes -> Valid.of(decode.apply(bytes))).toList();
  }
}
