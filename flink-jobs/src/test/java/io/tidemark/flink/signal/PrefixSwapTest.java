package io.tidemark.flink.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.drift.Gated;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.core.score.Assessment;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.testbed.Harness;
import io.tidemark.flink.testbed.Market;
import io.tidemark.flink.testbed.MarketLog;
import io.tidemark.flink.testbed.PlainRun;
import io.tidemark.flink.testbed.TestConfig;
import io.tidemark.flink.testbed.TestModel;
import io.tidemark.flink.testbed.TestVersions;
import io.tidemark.models.ModelArtefact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An LSTM scored upon every event, by prefix and step, by its whole window, and again by prefix and
 * step, in an operator that is stopped and restored meanwhile, over bar closes and an hour without
 * a trade: the scores are those of the whole window throughout.
 */
class PrefixSwapTest {

  private static final long HOUR = 3_600_000_000L;
  private static final int RESTARTS = 7;

  @Test
  void swapsAndRestartsLeaveThePrefixFormEqualToTheWholeWindow(@TempDir Path store)
      throws Exception {
    Path whole = version(store, TestModel.SEQUENCE, 3);
    Path prefixed = version(store, TestModel.PREFIXED, 2);
    Path again = version(store, TestModel.PREFIXED, 4);
    List<Fact> facts = new ArrayList<>(Market.facts(23));
    facts.add(activate(60, whole));
    facts.add(activate(90, again));
    facts.sort(Comparator.comparingLong(Fact::availableAt));
    MarketLog log = MarketLog.of(facts);

    PlainRun expected = PlainRun.of(TestConfig.signal("model.path=" + whole), log);
    List<Assessment> found =
        run(TestConfig.signal("model.path=" + prefixed, "model.store=" + store), expected.events);

    Map<String, Float> scores = new HashMap<>();
    for (Gated gated : expected.gated) {
      if (gated.assessment().scored()) {
        scores.put(position(gated.assessment()), gated.assessment().prediction().probability());
      }
    }
    List<Assessment> scored = found.stream().filter(Assessment::scored).toList();
    assertThat(scored).hasSize(scores.size()).hasSizeGreaterThan(3_000);
    assertThat(scored.stream().map(each -> each.model().version()).distinct())
        .containsExactly("2", "3", "4");
    for (Assessment each : scored) {
      assertThat(each.prediction().probability())
          .as("%s by version %s", position(each), each.model().version())
          .isCloseTo(scores.get(position(each)), within(1e-5f));
    }
  }

  /** Stopped and restored from RocksDB at even distances. */
  private static List<Assessment> run(JobConfig config, List<LogEvent> events) throws Exception {
    List<Assessment> out = new ArrayList<>();
    OperatorSubtaskState from = null;
    int part = events.size() / (RESTARTS + 1) + 1;
    for (int begin = 0; begin < events.size(); begin += part) {
      List<LogEvent> some = events.subList(begin, Math.min(events.size(), begin + part));
      from = run(config, some, from, out);
    }
    return out;
  }

  private static OperatorSubtaskState run(
      JobConfig config,
      List<LogEvent> events,
      @Nullable OperatorSubtaskState from,
      List<Assessment> out)
      throws Exception {
    var operator =
        Harness.open(
            new ScoreOperator(TestModel.artefact(config), config),
            LogEvent::instrument,
            TypeInformation.of(Assessment.class),
            from,
            false);
    try {
      for (LogEvent event : events) {
        operator.processElement(event, 0);
      }
      operator.prepareSnapshotPreBarrier(1);
      out.addAll(operator.extractOutputValues());
      return operator.snapshot(1, 1);
    } finally {
      operator.close();
    }
  }

  private static String position(Assessment assessment) {
    return assessment.instrument() + " " + assessment.logOffset();
  }

  private static ModelUpdate activate(int hour, Path version) throws Exception {
    long at = Market.START + hour * HOUR + 31_000_000;
    ModelRef ref = ModelArtefact.read(version).describe().ref();
    return new ModelUpdate(Instruments.ALL, at, at, ModelAction.ACTIVATE, ref, "test");
  }

  private static Path version(Path store, Path fixture, int version) throws IOException {
    Path to = Files.createDirectories(store.resolve("tiny-lstm/" + version));
    try (Stream<Path> files = Files.list(fixture)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(fixture.relativize(file)));
      }
    }
    TestVersions.edit(to, m -> m.put("version", Integer.toString(version)).put("trigger", "every"));
    return to;
  }
}
