package io.tidemark.flink.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Tick;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.RawEncoder;
import io.tidemark.flink.io.RawRecord;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.io.TopicIds;
import io.tidemark.flink.state.CodecTypeInfo;
import io.tidemark.flink.state.LogEventCodec;
import io.tidemark.flink.testbed.FileSink;
import io.tidemark.flink.testbed.FrozenMarket;
import io.tidemark.flink.testbed.Harness;
import io.tidemark.flink.testbed.LocalJob;
import io.tidemark.flink.testbed.NamesInSavepoint;
import io.tidemark.flink.testbed.RecordSource;
import io.tidemark.flink.testbed.ReleasedSavepoint;
import io.tidemark.flink.testbed.StoppedJob;
import io.tidemark.flink.testbed.TestConfig;
import io.tidemark.flink.topology.OperatorId;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was released goes on in this version: each savepoint of the sequence job holds the first
 * facts of {@link FrozenMarket}, all of which are written after a restart, in order, and time
 * passes on.
 */
class ReleasedHoldingsTest {

  private static final String JOB = "sequence";
  private static final int FACTS = 300;
  private static final long HOUR = 3_600_000;

  /** A full hour of the wall clock, ms, that is later than any savepoint was taken. */
  private static final long LATER = 4_102_444_800_000L;

  private final JobConfig config =
      TestConfig.sequence(
          "instruments=" + String.join(",", FrozenMarket.INSTRUMENTS),
          "sequence.wait=1h",
          "sequence.tick=1h",
          "checkpoint.interval=1s");
  private final List<Fact> facts = FrozenMarket.facts().subList(0, FACTS);

  @Test
  void whatEveryReleasedSavepointHoldsIsWrittenInOrder() throws Exception {
    assertThat(ReleasedSavepoint.versions()).isNotEmpty();
    for (String version : ReleasedSavepoint.versions()) {
      assertGoesOn(version, ReleasedSavepoint.of(version, JOB));
    }
  }

  @Test
  void thisVersionLeavesASavepointThatGoesOn(@TempDir Path directory) throws Exception {
    String savepoint = stopped(directory);

    assertGoesOn("this version", Path.of(URI.create(savepoint)));
    assertThat(NamesInSavepoint.of(Path.of(URI.create(savepoint))))
        .as("classes of ours that the savepoint names")
        .containsExactly("io.tidemark.flink.state.CodecSerializerSnapshot");
    ReleasedSavepoint.leave(savepoint, JOB);
  }

  private void assertGoesOn(String version, Path savepoint) throws Exception {
    var order =
        Harness.restored(
            new KeyedProcessOperator<>(
                new OrderFunction(config.sequence(), FrozenMarket.INSTRUMENTS, 100)),
            LogEvent::instrument,
            CodecTypeInfo.ofImmutable(LogEvent.class, new LogEventCodec()),
            savepoint,
            OperatorId.SEQUENCE_ORDER.uid());
    try {
      order.setProcessingTime(LATER);
      List<LogEvent> written = order.extractOutputValues();
      for (String instrument : FrozenMarket.INSTRUMENTS) {
        List<LogEvent> log =
            written.stream().filter(event -> event.instrument().equals(instrument)).toList();
        assertThat(bytes(log.stream().map(LogEvent::fact)))
            .as("held of %s in the savepoint of %s", instrument, version)
            .isEqualTo(bytes(facts.stream().filter(fact -> concerns(fact, instrument))));
        assertThat(log).extracting(LogEvent::availableAt).isSorted();
      }
      order.setProcessingTime(LATER + HOUR);
      order.setProcessingTime(LATER + 2 * HOUR);
      List<LogEvent> all = order.extractOutputValues();
      assertThat(all.subList(written.size(), all.size()))
          .as("time passes on where a tick was armed before the savepoint of %s", version)
          .allSatisfy(event -> assertThat(event.fact()).isInstanceOf(Tick.class))
          .extracting(LogEvent::instrument)
          .containsExactlyInAnyOrderElementsOf(FrozenMarket.INSTRUMENTS);
    } finally {
      order.close();
    }
  }

  /** Runs the job until all facts are held. */
  private String stopped(Path directory) throws Exception {
    Map<Topic, List<RawRecord>> topics = new TreeMap<>(Comparator.comparing(Topic::topicName));
    RawEncoder encoder = new RawEncoder();
    for (Fact fact : facts) {
      Topic topic = Topic.carrying(fact.kind());
      List<RawRecord> records = topics.computeIfAbsent(topic, any -> new ArrayList<>());
      long time = fact.availableAt() / 1_000;
      records.add(new RawRecord(topic.topicName(), 0, records.size(), time, encoder.encode(fact)));
    }
    int[] until = topics.values().stream().mapToInt(List::size).toArray();
    // one that is not read, for a source that has read all ends the job
    topics.values().forEach(records -> records.add(records.get(records.size() - 1)));
    Path signs = Files.createDirectories(directory.resolve("signs"));
    Path log = Files.createDirectories(directory.resolve("log"));
    Path deadLetters = Files.createDirectories(directory.resolve("dead-letters"));
    StreamExecutionEnvironment env =
        LocalJob.environment(config, 1, 0, directory.resolve("checkpoints"));
    SequencePipeline.define(
        env,
        config,
        RecordSource.holdingAt(List.copyOf(topics.values()), until, signs).decoded(""),
        TopicIds.none(),
        new SequenceSinks(
            new FileSink<>(log, () -> new LogFormat()::encode),
            new FileSink<>(deadLetters, () -> Topic.DEAD_LETTERS.format()::encode)));
    return StoppedJob.of(env, until.length, signs, directory.resolve("savepoints")).savepoint();
  }

  /** In hexadecimal, sorted. */
  private static List<String> bytes(Stream<Fact> facts) {
    RawEncoder encoder = new RawEncoder();
    return facts.map(fact -> HexFormat.of().formatHex(encoder.encode(fact))).sorted().toList();
  }

  private static boolean concerns(Fact fact, String instrument) {
    return fact.instrument().equals(instrument) || fact.instrument().equals(Instruments.ALL);
  }
}
