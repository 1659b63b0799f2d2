package io.tidemark.flink.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.serve.ModelAlert;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.RawRecord;
import io.tidemark.flink.testbed.Market;
import io.tidemark.flink.testbed.MarketLog;
import io.tidemark.flink.testbed.PlainRun;
import io.tidemark.flink.testbed.RecordSource;
import io.tidemark.flink.testbed.TestConfig;
import io.tidemark.flink.testbed.TestVersions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Models that are changed twenty times while the job runs. */
@TestInstance(Lifecycle.PER_CLASS)
class ModelSwapTest {

  private static final int SWAPS = 20;
  private static final long HOUR = 3_600_000_000L;

  private JobConfig config;
  private MarketLog log;
  private PlainRun plain;
  private final ModelRef first = TestVersions.first();

  @BeforeAll
  void changeTheModelTwentyTimes(@TempDir Path store) throws Exception {
    TestVersions versions = new TestVersions(store);
    ModelRef second = versions.put(2);
    ModelRef third = versions.put(3);
    config =
        TestConfig.signal(
            "model.store=" + store,
            "signal.emit=every",
            "model.shadow-every=3",
            "checkpoint.interval=1s");
    List<Fact> facts = new ArrayList<>(Market.facts(17));
    facts.add(update(20, ModelAction.REGISTER, second));
    for (int swap = 0; swap < SWAPS; swap++) {
      int hour = 40 + 5 * swap;
      facts.add(
          switch (swap % 4) {
            case 0 -> update(hour, ModelAction.ACTIVATE, second);
            case 1 -> update(hour, ModelAction.ACTIVATE, third);
            case 2 -> update(hour, ModelAction.ROLL_BACK, second);
            default -> update(hour, ModelAction.ROLL_BACK, first);
          });
    }
    facts.add(update(42, ModelAction.SHADOW, third));
    facts.sort(Comparator.comparingLong(Fact::availableAt));
    log = MarketLog.of(facts);
    plain = PlainRun.of(config, log);
  }

  @Test
  void eachModelScoresFromItsPositionToTheNextOnesAndNoEventTwice() {
    assertEachIsScoredByTheModelThatServesThere(plain);
  }

  @Test
  void theJobSaysWhatThePlainLoopSays(@TempDir Path directory) throws Exception {
    for (int parallelism = 1; parallelism <= 2; parallelism++) {
      RecordSource<RawRecord> source = RecordSource.of(log.partitions());
      SignalRun run =
          SignalRun.of(config, source, parallelism, 0, directory.resolve("at-" + parallelism));
      assertThat(run.signals()).isEqualTo(plain.signals);
      assertThat(run.driftAlerts()).isEqualTo(plain.driftAlerts);
      assertThat(run.riskAlerts()).isEqualTo(plain.riskAlerts);
      assertThat(run.modelAlerts()).isEmpty();
      assertThat(run.modelMetrics()).hasSameElementsAs(plain.modelMetrics).isNotEmpty();
      assertThat(run.count("scored"))
          .isEqualTo(run.count("emitted") + run.count("unchanged") + run.count("withheld"))
          .isEqualTo(plain.gated.stream().filter(g -> g.assessment().scored()).count());
    }
  }

  @Test
  void aJobThatFailsInTheMiddleGoesOnWithTheModelThatServedThere(@TempDir Path directory)
      throws Exception {
    Path failure = directory.resolve("failed");
    RecordSource<RawRecord> source = RecordSource.failingOnce(log.partitions(), failure);

    SignalRun run = SignalRun.of(config, source, 2, 1, directory.resolve("run"));

    assertThat(failure).as("the sign that it did fail").exists();
    run.signals()
        .forEach(
            (instrument, lines) ->
                assertThat(new LinkedHashSet<>(lines))
                    .containsExactlyElementsOf(plain.signals.get(instrument)));
    assertThat(run.modelAlerts()).isEmpty();
    assertThat(new LinkedHashSet<>(run.modelMetrics()))
        .hasSameElementsAs(new LinkedHashSet<>(plain.modelMetrics));
  }

  @Test
  void withoutAStoreEveryUpdateIsRefusedAndTheJobsOwnModelServesOn() throws Exception {
    JobConfig without = TestConfig.signal("signal.emit=every");
    PlainRun run = PlainRun.of(without, log);

    assertThat(run.gated).allMatch(gated -> gated.assessment().model().equals(first));
    assertThat(run.modelAlerts)
        .isNotEmpty()
        .extracting(ModelAlert::detail)
        .contains("model.store is not set, so no model can be changed");
  }

  /** The oracle knows nothing of how models are changed: it reads the log. */
  private void assertEachIsScoredByTheModelThatServesThere(PlainRun plain) {
    Map<String, ModelRef> serving = new HashMap<>();
    Map<String, ModelRef> expected = new HashMap<>();
    for (LogEvent event : plain.events) {
      String position = event.instrument() + " " + event.offset();
      expected.put(position, serving.getOrDefault(event.instrument(), first));
      if (event.fact() instanceof ModelUpdate update
          && (update.action() == ModelAction.ACTIVATE
              || update.action() == ModelAction.ROLL_BACK)) {
        serving.put(event.instrument(), update.model());
      }
    }
    Set<String> seen = new HashSet<>();
    Map<ModelRef, Integer> scored = new HashMap<>();
    plain.gated.forEach(
        gated -> {
          Assessment assessment = gated.assessment();
          String position = assessment.instrument() + " " + assessment.logOffset();
          assertThat(seen.add(position)).as("once").isTrue();
          assertThat(assessment.model()).isEqualTo(expected.get(position));
          scored.merge(assessment.model(), assessment.scored() ? 1 : 0, Integer::sum);
        });
    assertThat(scored)
        .hasSize(3)
        .allSatisfy((model, times) -> assertThat(times).isGreaterThan(100));
  }

  private static ModelUpdate update(int hour, ModelAction action, ModelRef model) {
    long at = Market.START + hour * HOUR + 29_000_000;
    return new ModelUpdate(Instruments.ALL, at, at, action, model, "test");
  }
}
