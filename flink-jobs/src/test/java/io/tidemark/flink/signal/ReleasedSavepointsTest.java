package io.tidemark.flink.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.signal.Signal;
import io.tidemark.flink.config.ConfigLoader;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.testbed.FrozenMarket;
import io.tidemark.flink.testbed.MarketLog;
import io.tidemark.flink.testbed.NamesInSavepoint;
import io.tidemark.flink.testbed.RecordSource;
import io.tidemark.flink.testbed.ReleasedSavepoint;
import io.tidemark.flink.testbed.SignalDigests;
import io.tidemark.flink.testbed.TestModel;
import io.tidemark.flink.testbed.Valid;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was released goes on in this version: each savepoint of the signal job is restored in the
 * middle of {@link FrozenMarket}, and what is said from there on is what an undisturbed run says,
 * byte for byte, and what the version that took the first savepoint said.
 */
class ReleasedSavepointsTest {

  private static final String JOB = "signal";
  private static final int SIGNALS = 10_000;

  private final JobConfig config =
      ConfigLoader.load(
          Job.SIGNAL,
          null,
          List.of(
              "kafka.bootstrap-servers=localhost:1",
              "instruments=" + String.join(",", FrozenMarket.INSTRUMENTS),
              "inputs=book, sentiment",
              "model.path=" + TestModel.DEMO,
              "signal.emit=every",
              "signal.min-strength=90",
              "risk.max-signals-per-hour=64",
              "risk.volatility-limit=3",
              "drift.min-distance=0.5",
              "drift.family=" + String.join(",", FrozenMarket.INSTRUMENTS),
              "checkpoint.interval=1s",
              // state expires by the wall clock, and the savepoints are of another year
              "state.expire-after=3650d"),
          Map.of());
  private final MarketLog log = MarketLog.of(FrozenMarket.facts(), FrozenMarket.INSTRUMENTS);
  private final int[] savepoint = log.positions(FrozenMarket.SAVEPOINT);

  @Test
  void everyReleasedSavepointGoesOnAsIfNothingHadHappened(@TempDir Path directory)
      throws Exception {
    SignalRun undisturbed =
        SignalRun.of(config, RecordSource.of(log.partitions()), 1, 0, directory.resolve("whole"));
    Map<String, List<String>> signals = fromTheSavepointOn(undisturbed.signals());
    assertThat(signals.values().stream().mapToInt(List::size).sum())
        .as("signals after the savepoint")
        .isGreaterThanOrEqualTo(SIGNALS);
    SignalDigests.mustBeThoseOfTheFirstVersion(signals);

    assertThat(ReleasedSavepoint.versions()).isNotEmpty();
    for (String version : ReleasedSavepoint.versions()) {
      Path left = ReleasedSavepoint.of(version, JOB);
      assertGoesOn(version, left.toUri().toString(), undisturbed, directory.resolve(version));
    }
  }

  @Test
  void whatASavepointWithoutTopicIdsHasSeenIsKnownWhenTheLogNamesThem(@TempDir Path directory)
      throws Exception {
    MarketLog repeating = log.repeatingBefore(savepoint, 500);
    for (String version : ReleasedSavepoint.versions()) {
      String left = ReleasedSavepoint.of(version, JOB).toUri().toString();
      SignalRun without = from(left, repeating, directory.resolve("without-" + version));
      SignalRun with =
          from(left, repeating.namingTopics(savepoint, "id"), directory.resolve("with-" + version));

      assertThat(without.count("duplicate")).isEqualTo(1_000);
      assertThat(with.count("duplicate")).isEqualTo(1_000);
      assertThat(with.signals()).isEqualTo(without.signals()).isNotEmpty();
    }
  }

  private SignalRun from(String savepoint, MarketLog log, Path directory) throws Exception {
    return SignalRun.from(
        savepoint, config, RecordSource.of(log.partitions()), 1, Files.createDirectory(directory));
  }

  @Test
  void thisVersionLeavesASavepointThatGoesOn(@TempDir Path directory) throws Exception {
    SignalRun undisturbed =
        SignalRun.of(config, RecordSource.of(log.partitions()), 1, 0, directory.resolve("whole"));
    SignalRun.Stopped stopped =
        SignalRun.until(savepoint, config, log, 1, directory.resolve("stopped"));

    assertGoesOn("this version", stopped.savepoint(), undisturbed, directory.resolve("after"));
    assertThat(NamesInSavepoint.of(Path.of(URI.create(stopped.savepoint()))))
        .as("classes of ours that the savepoint names")
        .containsExactly("io.tidemark.flink.state.CodecSerializerSnapshot");
    ReleasedSavepoint.leave(stopped.savepoint(), JOB);
  }

  private void assertGoesOn(String version, String from, SignalRun undisturbed, Path directory)
      throws Exception {
    SignalRun run = from(from, log, directory);

    assertThat(run.signals())
        .as("signals after the savepoint of " + version)
        .isEqualTo(fromTheSavepointOn(undisturbed.signals()));
    assertEnds(undisturbed.driftAlerts(), run.driftAlerts());
    assertEnds(undisturbed.riskAlerts(), run.riskAlerts());
    assertThat(run.deadLetters()).isEmpty();
  }

  /** What was said after the restart is what the undisturbed run said last. */
  private static void assertEnds(Map<String, List<String>> whole, Map<String, List<String>> end) {
    assertThat(end).isNotEmpty();
    end.forEach((instrument, lines) -> assertThat(whole.get(instrument)).endsWith(array(lines)));
  }

  private Map<String, List<String>> fromTheSavepointOn(Map<String, List<String>> signals) {
    OutputFormat<Signal> format = Topic.SIGNALS.format();
    Map<String, List<String>> later = new TreeMap<>();
    for (int i = 0; i < FrozenMarket.INSTRUMENTS.size(); i++) {
      String instrument = FrozenMarket.INSTRUMENTS.get(i);
      int first = savepoint[i % savepoint.length];
      later.put(
          instrument,
          signals.getOrDefault(instrument, List.of()).stream()
              .filter(
                  line ->
                      Valid.of(format.decode(HexFormat.of().parseHex(line))).event().logOffset()
                          >= first)
              .toList());
    }
    return later;
  }

  private static String[] array(List<String> lines) {
    return lines.toArray(new String[0]);
  }
}
