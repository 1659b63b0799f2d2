package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.flink.config.ConfigLoader;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.OutputTopic;
import io.tidemark.flink.io.RawRecord;
import io.tidemark.flink.signal.SignalPipeline;
import io.tidemark.flink.signal.SignalSinks;
import io.tidemark.flink.testbed.FrozenMarket;
import io.tidemark.flink.testbed.MarketLog;
import io.tidemark.flink.testbed.RecordSource;
import io.tidemark.flink.testbed.ReleasedSavepoint;
import io.tidemark.flink.testbed.TestModel;
import io.tidemark.flink.topology.JobEnvironment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints and a savepoint of one real job, whole and damaged. */
final class CheckpointsCommandTest {

  private static final String METADATA = "_metadata";
  private static final long POLL_NANOS = 20_000_000L;

  @TempDir static Path shared;

  private static Path checkpoint = Path.of("");
  private static Path savepoint = Path.of("");

  @TempDir Path folder;

  private record Said(int code, String out, String err) {}

  @BeforeAll
  static void aJobLeavesThem() throws Exception {
    MarketLog log = MarketLog.of(FrozenMarket.facts(), FrozenMarket.INSTRUMENTS);
    int[] until = log.positions(FrozenMarket.SAVEPOINT);
    Path signs = Files.createDirectories(shared.resolve("signs"));
    JobClient job =
        environment(RecordSource.holdingAt(log.partitions(), until, signs)).executeAsync();
    CompletableFuture<JobExecutionResult> end = job.getJobExecutionResult();
    try {
      for (int partition = 0; partition < until.length; partition++) {
        while (!Files.exists(signs.resolve(Integer.toString(partition)))) {
          assertThat(end).isNotDone();
          LockSupport.parkNanos(POLL_NANOS);
        }
      }
      String folder = shared.resolve("savepoints").toUri().toString();
      savepoint =
          Path.of(URI.create(job.triggerSavepoint(folder, SavepointFormatType.CANONICAL).get()));
      int first = number(newest());
      while (number(newest()) < first + 3) {
        assertThat(end).isNotDone();
        LockSupport.parkNanos(POLL_NANOS);
      }
    } finally {
      job.cancel().get();
    }
    end.handle((result, cancelled) -> cancelled).get();
    checkpoint = newest();
  }

  /** With the real job in it, whose outputs nobody reads. */
  private static StreamExecutionEnvironment environment(RecordSource<RawRecord> source) {
    JobConfig config =
        ConfigLoader.load(
            Job.SIGNAL,
            null,
            List.of(
                "kafka.bootstrap-servers=localhost:1",
                "instruments=" + String.join(",", FrozenMarket.INSTRUMENTS),
                "model.path=" + TestModel.DEMO,
                "checkpoint.interval=200ms",
                "state.expire-after=3650d"),
            Map.of());
    Configuration settings = JobEnvironment.settings(config);
    settings.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        shared.resolve("checkpoints").toUri().toString());
    settings.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 3);
    // so that there are both: state within _metadata, and files
    settings.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.parse("8 kb"));
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, settings);
    SignalPipeline.define(
        env,
        config,
        TestModel.artefact(config),
        source,
        new SignalSinks() {
          @Override
          public <T> Sink<T> of(OutputTopic<T> output) {
            return new DiscardingSink<>();
          }
        });
    return env;
  }

  private static Path newest() throws IOException {
    try (Stream<Path> all = Files.walk(shared.resolve("checkpoints"), 2)) {
      return all.filter(each -> Files.exists(each.resolve(METADATA)))
          .max(Comparator.comparingInt(CheckpointsCommandTest::number))
          .orElse(Path.of("chk-0"));
    }
  }

  private static int number(Path folder) {
    return Integer.parseInt(String.valueOf(folder.getFileName()).substring("chk-".length()));
  }

  @Test
  void whatARealJobLeftIsWholeAndSoIsWhatWasReleased() throws IOException {
    assertWhole(checkpoint.toString(), "SignalJob");
    assertWhole(checkpoint.toUri().toString(), "SignalJob");
    assertWhole(savepoint.toString(), "SignalJob");
    for (String version : ReleasedSavepoint.versions()) {
      assertWhole(ReleasedSavepoint.of(version, "signal").toString(), "SignalJob");
      assertWhole(ReleasedSavepoint.of(version, "sequence").toString(), "SequenceJob");
    }
  }

  private static void assertWhole(String path, String job) {
    Said said = check(path);
    assertThat(said.code()).as(said.out() + said.err()).isZero();
    assertThat(said.out()).contains(" is whole: ", job).doesNotContain(" 0 values read");
    assertOneSentence(said.out());
  }

  @Test
  void aCheckpointThatIsCutAnywhereIsDamagedAndTheOneBeforeItIsNamed() throws IOException {
    Path older = copy(checkpoint, "chk-11");
    Path newest = copy(checkpoint, "chk-12");
    byte[] whole = Files.readAllBytes(newest.resolve(METADATA));
    for (int length : List.of(0, 1, 8, 100, whole.length / 2, whole.length - 1)) {
      Files.write(newest.resolve(METADATA), Arrays.copyOf(whole, length));

      Said said = check(newest.toString());

      assertThat(said.code()).as("cut to %d bytes", length).isEqualTo(1);
      assertThat(said.out())
          .startsWith("chk-12 is damaged: _metadata ends too early; take chk-11, written at ")
          .contains("flink run -s " + older.toUri() + " -c io.tidemark.flink.SignalJob");
      assertOneSentence(said.out());
    }
  }

  @Test
  void anOlderOneThatIsDamagedAsWellIsNotAdvised() throws IOException {
    copy(checkpoint, "chk-9");
    Path older = copy(checkpoint, "chk-10");
    Path newest = copy(checkpoint, "chk-12");
    copy(checkpoint, "chk-13"); // a newer one is none to go back to
    cut(older);
    cut(newest);

    assertThat(check(newest.toString()).out()).contains("; take chk-9,");

    cut(folder.resolve("chk-9"));
    assertThat(check(newest.toString()).out().strip())
        .endsWith("; no older one beside it is whole");
  }

  @Test
  void aFileThatIsMissingOrTooShortIsNamed() throws IOException {
    Path older = copy(savepoint, "savepoint-a");
    Files.setLastModifiedTime(older.resolve(METADATA), FileTime.fromMillis(1_000));
    Path damaged = copy(savepoint, "savepoint-b");
    Path file = stateFile(damaged);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));

    Said cut = check(damaged.toString());
    assertThat(cut.code()).isEqualTo(1);
    assertThat(cut.out())
        .contains(file.getFileName() + " has %,d bytes and should".formatted(bytes.length - 1))
        .contains("; take savepoint-a, written at 1970-01-01T00:00:01Z");
    assertOneSentence(cut.out());

    Files.delete(file);
    Said missing = check(damaged.toString());
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.out()).contains(file.getFileName() + " is missing; take savepoint-a");
    assertOneSentence(missing.out());
  }

  @Test
  void aWrongBitInAStructOfASavepointIsFound() throws IOException {
    Path damaged = copy(savepoint, "savepoint-b");
    Path file = stateFile(damaged);
    byte[] bytes = Files.readAllBytes(file);
    int found = 0;
    int named = 0;
    for (int at = 500; at < bytes.length; at += bytes.length / 40) {
      byte[] wrong = bytes.clone();
      wrong[at] ^= 4;
      Files.write(file, wrong);
      Said said = check(damaged.toString());
      assertOneSentence(said.out());
      found += said.code();
      named |= said.out().contains("should have the CRC32C") ? 1 : 0;
    }
    assertThat(named).isOne();
    // what is left are keys, which have no check sum
    assertThat(found).isGreaterThanOrEqualTo(36);
  }

  @Test
  void aWrongBitInATableOrInTheListOfTablesOfRocksDbIsFound() throws IOException {
    Path damaged = copy(checkpoint, "chk-12");
    assertThat(saidOfWrong(damaged, "rocksdb.block.based"))
        .isNotEmpty()
        .allMatch(said -> said.contains("its keyed state cannot be read: RocksDB's file 0"));
    assertThat(saidOfWrong(damaged, "leveldb.BytewiseComparator"))
        .isNotEmpty()
        .anyMatch(said -> said.contains("its keyed state cannot be read: RocksDB's list of files"));
  }

  /** What is said if one bit of these words is wrong, for each place where they are. */
  private static List<String> saidOfWrong(Path checkpoint, String words) throws IOException {
    Path file = checkpoint.resolve(METADATA);
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    List<String> all = new ArrayList<>();
    for (int at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
      if (text.charAt(at - 1) == '=') {
        continue; // a file of options, which holds no state and has no check sum
      }
      byte[] wrong = bytes.clone();
      wrong[at] ^= 1;
      Files.write(file, wrong);
      Said said = check(checkpoint.toString());
      assertThat(said.code()).as(words + " at " + at).isEqualTo(1);
      assertOneSentence(said.out());
      all.add(said.out());
    }
    Files.write(file, bytes);
    return all;
  }

  @Test
  void aCheckpointOnStorageThatIsNotKnownHereIsNotCalledDamaged() throws IOException {
    Path elsewhere = copy(checkpoint, "chk-12");
    Path file = elsewhere.resolve(METADATA);
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    Files.writeString(file, text.replace("file:/", "abcd:/"), StandardCharsets.ISO_8859_1);

    Said said = check(elsewhere.toString());

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("it cannot be checked here: its file abcd:/");

    Path newest = copy(checkpoint, "chk-13");
    cut(newest);
    assertThat(check(newest.toString()).code()).isEqualTo(1);
    assertThat(check(newest.toString()).out())
        .contains("chk-13 is damaged: ", "; of an older one, it cannot be checked here: ");
  }

  @Test
  void noWrongBitAnywhereEndsInMoreThanASentence() throws IOException {
    Path damaged = copy(savepoint, "savepoint-b");
    Path file = damaged.resolve(METADATA);
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 0; i < 200; i++) {
      byte[] wrong = bytes.clone();
      wrong[(int) ((long) bytes.length * i / 200)] ^= (byte) (1 << (i % 8));
      Files.write(file, wrong);
      Said said = check(damaged.toString());
      assertThat(said.code()).isBetween(0, 1);
      assertOneSentence(said.out());
    }
  }

  @Test
  void whereThereIsNoneTheExitCodeIs2() throws IOException {
    copy(checkpoint, "chk-3");
    Path incomplete = Files.createDirectories(folder.resolve("chk-4"));

    assertThat(check(folder.resolve("chk-5").toString()))
        .satisfies(
            said -> {
              assertThat(said.code()).isEqualTo(2);
              assertThat(said.err()).contains("there is no folder", "; take chk-3,");
            });
    assertThat(check(incomplete.toString()))
        .satisfies(
            said -> {
              assertThat(said.code()).isEqualTo(2);
              assertThat(said.err()).contains("has no _metadata", "; take chk-3,");
            });
    assertThat(check(folder.toString()))
        .satisfies(
            said -> {
              assertThat(said.code()).isEqualTo(2);
              assertThat(said.err()).contains("name one of them", "chk-3");
            });
    assertThat(check("s3://bucket/chk-1"))
        .satisfies(
            said -> {
              assertThat(said.code()).isEqualTo(2);
              assertThat(said.err()).contains("s3://bucket/chk-1 is none");
            });
  }

  private Path copy(Path from, String name) throws IOException {
    Path to = Files.createDirectories(folder.resolve(name));
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    return to;
  }

  private static void cut(Path checkpoint) throws IOException {
    Path metadata = checkpoint.resolve(METADATA);
    byte[] whole = Files.readAllBytes(metadata);
    Files.write(metadata, Arrays.copyOf(whole, whole.length / 2));
  }

  private static Path stateFile(Path savepoint) throws IOException {
    try (Stream<Path> files = Files.list(savepoint)) {
      return files
          .filter(each -> !each.endsWith(METADATA))
          .max(Comparator.comparingLong(each -> each.toFile().length()))
          .orElseThrow();
    }
  }

  private static void assertOneSentence(String out) {
    assertThat(out.lines()).hasSize(1);
    assertThat(out.strip()).doesNotContainPattern("[.] [A-Z]");
    assertThat(out).doesNotContain("\tat ");
  }

  private static Said check(String path) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Tidemark.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute("checkpoints", "check", path);
    return new Said(code, out.toString(), err.toString());
  }
}
