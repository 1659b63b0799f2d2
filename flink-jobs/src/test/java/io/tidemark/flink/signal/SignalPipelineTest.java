package io.tidemark.flink.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.DeadLetter;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.RawRecord;
import io.tidemark.flink.testbed.Market;
import io.tidemark.flink.testbed.MarketLog;
import io.tidemark.flink.testbed.PlainRun;
import io.tidemark.flink.testbed.RecordSource;
import io.tidemark.flink.testbed.TestConfig;
import io.tidemark.flink.testbed.TestModel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignalPipelineTest {

  private static final byte @Nullable [] TOMBSTONE = null;

  private final JobConfig config = TestConfig.signal();
  private final MarketLog log = MarketLog.of(Market.facts(11));

  @Test
  void theJobSaysWhatThePlainLoopSaysAtAnyParallelism(@TempDir Path directory) throws Exception {
    PlainRun plain = PlainRun.of(config, log);
    assertThat(lines(plain.signals)).as("signals, else nothing is compared").isGreaterThan(100);
    assertThat(lines(plain.driftAlerts)).isPositive();
    assertThat(lines(plain.riskAlerts)).isPositive();

    for (int parallelism = 1; parallelism <= 2; parallelism++) {
      SignalRun run = run(log, parallelism, directory.resolve("at-" + parallelism));

      assertThat(run.signals()).isEqualTo(plain.signals);
      assertThat(run.driftAlerts()).isEqualTo(plain.driftAlerts);
      assertThat(run.riskAlerts()).isEqualTo(plain.riskAlerts);
    }
  }

  @Test
  void aModelOfSeveralBarsSaysInTheJobWhatItSaysInThePlainLoop(@TempDir Path directory)
      throws Exception {
    assertTheJobSaysWhatThePlainLoopSays(TestModel.SEQUENCE, directory);
  }

  @Test
  void soDoesOneWithAPrefixThatIsScoredUponEveryEvent(@TempDir Path directory) throws Exception {
    Path model = Files.createDirectory(directory.resolve("model"));
    try (Stream<Path> files = Files.list(TestModel.PREFIXED)) {
      for (Path file : files.toList()) {
        Files.copy(file, model.resolve(TestModel.PREFIXED.relativize(file)));
      }
    }
    Path manifest = model.resolve("manifest.json");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replace("\"trigger\": \"bar\"", "\"trigger\": \"every\""));
    assertTheJobSaysWhatThePlainLoopSays(model, directory);
  }

  private void assertTheJobSaysWhatThePlainLoopSays(Path model, Path directory) throws Exception {
    JobConfig sequence = TestConfig.signal("model.path=" + model, "signal.min-strength=0");
    PlainRun plain = PlainRun.of(sequence, log);
    assertThat(lines(plain.signals)).as("signals, else nothing is compared").isGreaterThan(50);

    RecordSource<RawRecord> source = RecordSource.of(log.partitions());
    SignalRun run = SignalRun.of(sequence, source, 2, 0, directory.resolve("run"));

    assertThat(run.signals()).isEqualTo(plain.signals);
    assertThat(run.driftAlerts()).isEqualTo(plain.driftAlerts);
    assertThat(run.riskAlerts()).isEqualTo(plain.riskAlerts);
  }

  @Test
  void aSequencerThatStartsAgainAndRepeatsItselfChangesNothing(@TempDir Path directory)
      throws Exception {
    PlainRun once = PlainRun.of(config, log);

    SignalRun run = run(log.repeatingTheLast(500), 2, directory);

    assertThat(run.count("duplicate")).isEqualTo(1_000);
    assertThat(run.signals()).isEqualTo(once.signals);
    assertThat(run.driftAlerts()).isEqualTo(once.driftAlerts);
    assertThat(run.riskAlerts()).isEqualTo(once.riskAlerts);
  }

  @Test
  void topicsThatAreCreatedAnewOrAreOfAnotherClusterGoOnWithTheirFirstRecord(
      @TempDir Path directory) throws Exception {
    PlainRun undisturbed = PlainRun.of(config, log);
    int[] begin = new int[log.partitions().size()];
    int[] middle = log.partitions().stream().mapToInt(records -> records.size() / 2).toArray();
    MarketLog anew = log.namingTopics(begin, "first").createdAnew(middle, "second");

    SignalRun run = run(anew, 2, directory.resolve("with-ids"));

    assertThat(run.count("duplicate")).isZero();
    assertThat(run.signals()).isEqualTo(undisturbed.signals);

    SignalRun byName = run(anew.namingTopics(begin, ""), 2, directory.resolve("by-name"));

    int records = log.partitions().stream().mapToInt(List::size).sum();
    assertThat(byName.count("duplicate")).as("the control").isGreaterThan(records / 3);
    assertThat(lines(byName.signals())).isLessThan(lines(undisturbed.signals) * 3 / 4);
  }

  @Test
  void everyRecordIsCountedOnceAndPoisonIsWrittenWithItsReason(@TempDir Path directory)
      throws Exception {
    MarketLog poisoned = log.repeatingTheLast(50).with(poison());
    int records = poisoned.partitions().stream().mapToInt(List::size).sum();

    SignalRun run = run(poisoned, 2, directory);

    assertThat(run.count("read")).isEqualTo(records);
    assertThat(run.count("late")).isPositive();
    assertThat(run.count("duplicate")).isEqualTo(100);
    assertThat(run.count("facts") + run.count("late") + run.count("duplicate") + run.count("dead"))
        .isEqualTo(records);
    assertThat(run.count("emitted")).isPositive();
    assertThat(run.count("unchanged")).isPositive();
    assertThat(run.count("withheld")).isPositive();
    assertThat(run.count("emitted") + run.count("unchanged") + run.count("withheld"))
        .isEqualTo(run.count("scored"));
    assertThat(lines(run.signals())).isEqualTo(run.count("emitted") + run.count("revoked"));
    assertThat(reasons(run.deadLetters()))
        .isEqualTo(
            Map.of(
                RejectReason.UNDECODABLE, 2,
                RejectReason.EMPTY, 2,
                RejectReason.UNKNOWN_SCHEMA, 2,
                RejectReason.NOT_A_NUMBER, 2,
                RejectReason.UNKNOWN_INSTRUMENT, 2));
    assertThat(run.counts()).containsEntry("dead.not_a_number", 2L);
    assertThat(run.signals()).isEqualTo(PlainRun.of(config, poisoned).signals);
  }

  private SignalRun run(MarketLog log, int parallelism, Path directory) throws Exception {
    RecordSource<RawRecord> source = RecordSource.of(log.partitions());
    return SignalRun.of(config, source, parallelism, 0, directory);
  }

  /** One of each reason; every partition gets them all. */
  private static List<byte @Nullable []> poison() {
    LogFormat format = new LogFormat();
    byte[] unknownSchema = {(byte) 0xC3, 1, 0, 0, 0, 0, 0, 0, 0, 0, 7};
    return new ArrayList<>(
        Arrays.asList(
            "not Avro at all".getBytes(StandardCharsets.UTF_8),
            TOMBSTONE,
            unknownSchema,
            format.encode(event("BTC-USDT@test", Double.NaN)),
            format.encode(event("nonsense", 100))));
  }

  private static LogEvent event(String log, double price) {
    Trade trade = new Trade("BTC-USDT@test", 1, 1, "1", price, 1, Side.BUY);
    return new LogEvent(log, 1, new Origin("t", 0, 1), -1, 0, trade);
  }

  private static Map<RejectReason, Integer> reasons(List<DeadLetter> letters) {
    Map<RejectReason, Integer> reasons = new TreeMap<>();
    letters.forEach(letter -> reasons.merge(letter.reason(), 1, Integer::sum));
    return reasons;
  }

  private static int lines(Map<String, List<String>> byKey) {
    return byKey.values().stream().mapToInt(List::size).sum();
  }
}
