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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that are changed twenty times while the job runs. */
class ModelSwapTest {

  private static final int SWAPS = 20;
  private static final long HOUR = 3_600_000_000L;

  @TempDir private Path directory;

  private JobConfig config;
  private MarketLog log;
  private final ModelRef first = TestVersions.first();

  @BeforeEach
  void changeTheModelTwentyTimes() throws Exception {
    Path store = directory.resolve("store");
    TestVersions versions = new TestVersions(store);
    ModelRef second = versions.put(2);
    ModelRef third = versions.put(3);
    config = TestConfig.signal("model.store=" + store, "signal.emit=every", "model.shadow-every=3");
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
  }

  @Test
  void eachModelScoresFromItsPositionToTheNextOnesAndNoEventTwice() throws Exception {
    PlainRun plain = PlainRun.of(config, log);

    assertEachIsScoredByTheModelThatServesThere(plain);
  }

  @Test
  void theJobSaysWhatThePlainLoopSays() throws Exception {
    PlainRun plain = PlainRun.of(config, log);
    for (int parallelism = 1; parallelism <= 2; parallelism++) {
      RecordSource source = RecordSource.of(log.partitions());
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
  void withoutAStoreEveryUpdateIsRefusedAndTheJobsOwnModelServesOn() throws Exception {
    JobConfig without = TestConfig.signal("signal.emit=every");
    PlainRun plain = PlainRun.of(without, log);

    assertThat(plain.gated).allMatch(gated -> gated.assessment().model().equals(first));
    assertThat(plain.modelAlerts)
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
