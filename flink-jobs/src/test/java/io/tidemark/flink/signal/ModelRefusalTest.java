package io.tidemark.flink.signal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.serve.ModelAlert;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.testbed.Harness;
import io.tidemark.flink.testbed.Market;
import io.tidemark.flink.testbed.MarketLog;
import io.tidemark.flink.testbed.OwnCalibration;
import io.tidemark.flink.testbed.PlainRun;
import io.tidemark.flink.testbed.TestConfig;
import io.tidemark.flink.testbed.TestModel;
import io.tidemark.flink.testbed.TestVersions;
import io.tidemark.models.ModelArtefact;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of broken model is refused with its own reason, and the one before serves on. */
@TestInstance(Lifecycle.PER_CLASS)
class ModelRefusalTest {

  private static final Path BROKEN = TestModel.DIRECTORY.resolve("../../broken").normalize();
  private static final String INSTRUMENT = Market.INSTRUMENTS.get(0);
  private static final int BROKEN_VERSION = 2;
  private static final int WHOLE_VERSION = 3;

  private final PlainRun plain;

  ModelRefusalTest() throws Exception {
    plain = PlainRun.of(TestConfig.signal("signal.emit=every"), MarketLog.of(Market.facts(19)));
  }

  /**
   * A way to break a model.
   *
   * @param name for people
   * @param harm done to the artefact before it is named
   * @param afterwards done to it after that
   * @param reason a part of what the alert must say
   */
  record Breakage(String name, Consumer<Path> harm, Consumer<Path> afterwards, String reason) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Breakage> breakages() {
    return Stream.of(
        after("missing", ModelRefusalTest::removeAll, "expected a directory, found none"),
        after(
            "without its baseline",
            directory -> remove(directory.resolve("baseline.csv")),
            "baseline.csv: expected a file, found none"),
        after("truncated", ModelRefusalTest::truncate, "(100 bytes)"),
        before(
            "truncated before it was sealed",
            directory -> {
              truncate(directory);
              TestVersions.name(directory, "model.onnx");
            },
            "model.onnx: not an ONNX file"),
        after(
            "another manifest than was registered",
            directory -> TestVersions.edit(directory, m -> m.put("horizonBars", 2)),
            "manifest.json: expected SHA-256 "),
        before(
            "wrong hash of a file",
            directory -> TestVersions.edit(directory, m -> spoilHash(m.withObject("/files"))),
            "golden.csv: expected SHA-256 0000"),
        before("wrong shape", replaceModel("wide.onnx"), "expected shape [-1, 3], found [-1, 4]"),
        before(
            "wrong feature set",
            directory ->
                TestVersions.edit(
                    directory,
                    m -> {
                      ArrayNode features = m.withArray("/features");
                      features.add(features.remove(0));
                    }),
            "featureSetHash: expected "),
        before(
            "wrong trigger",
            directory -> TestVersions.edit(directory, m -> m.put("trigger", "bar")),
            "is scored upon trigger 'bar', this job upon 'every'"),
        before(
            "wrong task",
            directory -> TestVersions.edit(directory, ModelRefusalTest::makeVolatility),
            "predicts volatility, this job's model direction"),
        before(
            "calibrated for other windows",
            OwnCalibration.file(60, 15, 3),
            "drift.window is 20, the model was calibrated for 60"),
        before(
            "external data",
            replaceModel("external-data.onnx"),
            "expected all weights inside, found external data"),
        before("NaN", replaceModel("nan.onnx"), "expected a probability within 0 and 1, found NaN"),
        before("too big", ModelRefusalTest::grow, "at most 67108864 bytes"),
        before(
            "never loaded", // 585 bytes, a loop of 2^62 turns
            replaceModel("loop.onnx"),
            "model.onnx: operator Loop 'looped' is not served: a graph within the graph may run"),
        before(
            "unfolds", // 306 bytes, 800 million numbers
            replaceModel("unfolds.onnx"),
            "model.onnx: expected at most 67,108,864 numbers in its tensors, found 800,000,"),
        after(
            "a pipe",
            directory -> pipe(directory.resolve("model.onnx")),
            "model.onnx: expected a plain file"),
        after(
            "a pipe beside",
            directory -> pipe(directory.resolve("another")),
            "another: expected a plain file"),
        before(
            "foreign operator",
            replaceModel("foreign-operator.onnx"),
            "expected operators of the ONNX standard only"));
  }

  @ParameterizedTest
  @MethodSource("breakages")
  @Timeout(20) // what cannot be loaded is found out at once
  void aBrokenModelIsRefusedWithItsReasonAndTheOldOneServesOn(
      Breakage breakage, @TempDir Path store) throws Exception {
    TestVersions versions = new TestVersions(store);
    ModelRef broken = versions.put(BROKEN_VERSION, breakage.harm());
    breakage.afterwards().accept(versions.directory(BROKEN_VERSION));
    ModelRef whole = versions.put(WHOLE_VERSION, nothing -> {});

    Run run = run(store, ModelAction.ACTIVATE, broken, whole);

    assertThat(run.alerts()).hasSize(2);
    ModelAlert opened = run.alerts().get(0);
    assertThat(opened.phase()).isEqualTo(AlertPhase.OPENED);
    assertThat(opened.model()).isEqualTo(broken);
    assertThat(opened.serving()).isEqualTo(TestVersions.first());
    assertThat(opened.detail()).contains(breakage.reason());
    assertThat(run.alerts().get(1).phase()).isEqualTo(AlertPhase.CLOSED);
    assertThat(run.versions()).containsExactly("1", Integer.toString(WHOLE_VERSION));
    assertThat(run.took()).isLessThan(Duration.ofSeconds(10));
    assertThat(loaders()).as("threads that outlive the job").isEmpty();
  }

  private static List<String> loaders() throws InterruptedException {
    List<String> alive = List.of();
    for (int i = 0; i < 100; i++) {
      alive =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.isAlive() && thread.getName().equals("tidemark-models"))
              .map(Thread::toString)
              .toList();
      if (alive.isEmpty()) {
        break;
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
    return alive;
  }

  @Test
  void noTwoKindsHaveTheSameReason() {
    assertThat(breakages().map(Breakage::reason)).doesNotHaveDuplicates();
  }

  @Test
  void aBrokenShadowLeavesWhatServesAlone(@TempDir Path store) throws Exception {
    TestVersions versions = new TestVersions(store);
    ModelRef broken = versions.put(BROKEN_VERSION, replaceModel("nan.onnx"));

    Run run = run(store, ModelAction.SHADOW, broken, versions.put(WHOLE_VERSION, nothing -> {}));

    assertThat(run.alerts().get(0).detail()).contains("found NaN");
    assertThat(run.versions()).containsExactly("1", Integer.toString(WHOLE_VERSION));
  }

  /** The versions that scored, in the order in which they first did, and what was said. */
  private record Run(List<String> versions, List<ModelAlert> alerts, Duration took) {}

  /** A log in which the broken one is asked for at a third, and the whole one at two thirds. */
  private Run run(Path store, ModelAction action, ModelRef broken, ModelRef whole)
      throws Exception {
    JobConfig config = TestConfig.signal("model.store=" + store);
    long began = System.nanoTime();
    var operator =
        Harness.open(
            new ScoreOperator(TestModel.artefact(config), config),
            LogEvent::instrument,
            TypeInformation.of(Assessment.class),
            null);
    try {
      List<LogEvent> events =
          plain.events.stream().filter(event -> event.instrument().equals(INSTRUMENT)).toList();
      for (int i = 0; i < events.size(); i++) {
        operator.processElement(events.get(i), 0);
        if (i == events.size() / 3) {
          operator.processElement(update(1, events.get(i), action, broken), 0);
        } else if (i == 2 * events.size() / 3) {
          operator.processElement(update(2, events.get(i), ModelAction.ACTIVATE, whole), 0);
        }
      }
      operator.endInput();
      List<String> versions =
          operator.extractOutputValues().stream()
              .filter(Assessment::scored)
              .map(assessment -> assessment.model().version())
              .distinct()
              .toList();
      List<ModelAlert> alerts = new ArrayList<>();
      for (StreamRecord<ModelAlert> alert : operator.getSideOutput(Topic.MODEL_ALERTS.tag())) {
        alerts.add(alert.getValue());
      }
      return new Run(versions, alerts, Duration.ofNanos(System.nanoTime() - began));
    } finally {
      operator.close();
    }
  }

  private static LogEvent update(int number, LogEvent after, ModelAction action, ModelRef model) {
    long at = after.availableAt();
    ModelUpdate update = new ModelUpdate(INSTRUMENT, at, at, action, model, "test");
    return new LogEvent(
        INSTRUMENT, at, new Origin("model-updates.v1", 0, number), after.offset(), 0, update);
  }

  private static Breakage before(String name, Consumer<Path> harm, String reason) {
    return new Breakage(name, harm, directory -> {}, reason);
  }

  private static Breakage after(String name, Consumer<Path> harm, String reason) {
    return new Breakage(name, directory -> {}, harm, reason);
  }

  private static Consumer<Path> replaceModel(String broken) {
    return directory -> {
      write(directory.resolve("model.onnx"), read(BROKEN.resolve(broken)));
      TestVersions.name(directory, "model.onnx");
    };
  }

  private static void makeVolatility(ObjectNode manifest) {
    manifest.put("task", "volatility").remove(List.of("metrics", "bins"));
    manifest.putArray("outputs").addObject().put("name", "v").put("role", "volatility");
  }

  private static void truncate(Path directory) {
    Path model = directory.resolve("model.onnx");
    write(model, Arrays.copyOf(read(model), 100));
  }

  private static void grow(Path directory) {
    try (RandomAccessFile file =
        new RandomAccessFile(directory.resolve("model.onnx").toFile(), "rw")) {
      file.setLength(ModelArtefact.MAX_FILE_BYTES + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whoever opens it waits until somebody writes, which nobody does. */
  private static void pipe(Path path) {
    try {
      Files.deleteIfExists(path);
      Process made = new ProcessBuilder("mkfifo", path.toString()).start();
      assertThat(made.waitFor()).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void spoilHash(ObjectNode files) {
    files.put("golden.csv", "0".repeat(64));
  }

  private static void removeAll(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      files.forEach(ModelRefusalTest::remove);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    remove(directory);
  }

  private static void remove(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path path, byte[] content) {
    try {
      Files.write(path, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
