package io.tidemark.flink.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.drift.DriftOutcome;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fold.StrategyFold;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.testbed.Market;
import io.tidemark.flink.testbed.MarketLog;
import io.tidemark.flink.testbed.PlainRun;
import io.tidemark.flink.testbed.TestConfig;
import io.tidemark.flink.testbed.TestModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drift gates of a strategy whose models are of one artefact. */
class StrategyDriftTest {

  @TempDir private Path folder;

  private final List<String> requests = new ArrayList<>();

  @Test
  void twoModelsOfOneArtefactHaveAlertsOfTheirOwn() throws Exception {
    String path = "{path: " + TestModel.DIRECTORY + "}\n";
    List<DriftAlert> opened =
        opened(
            TestStrategy.write(
                folder,
                "twice",
                "  one: " + path + "  two: " + path,
                "decide: {vote: {of: [one, two], agree: 1}}\n"));

    List<DriftAlert> ofOne = beginningWith("one: ", opened);
    List<DriftAlert> ofTwo = beginningWith("two: ", opened);
    assertThat(ofOne).isNotEmpty().hasSameSizeAs(ofTwo);
    assertThat(ofOne.size() + ofTwo.size()).isEqualTo(opened.size());
    assertThat(ofOne.get(0).eventTime()).as("upon one event").isEqualTo(ofTwo.get(0).eventTime());
    assertThat(opened.stream().map(DriftAlert::id)).doesNotHaveDuplicates();
    assertThat(requests).isNotEmpty().doesNotHaveDuplicates();
  }

  @Test
  void aModelThatIsAloneInItsStrategyIsNotNamed() throws Exception {
    List<DriftAlert> opened = opened(TestStrategy.single(folder));

    assertThat(opened).isNotEmpty();
    assertThat(beginningWith("only: ", opened)).isEmpty();
  }

  private List<DriftAlert> opened(Path path) throws Exception {
    JobConfig config = TestConfig.strategy(path);
    List<DriftAlert> opened = new ArrayList<>();
    try (StrategyFolds folds =
        StrategyFolds.open(StrategyPipeline.file(path.toString(), config), config)) {
      for (LogEvent event : PlainRun.events(MarketLog.of(Market.facts(13)))) {
        StrategyFold.Step step = folds.fold(event);
        if (step != null) {
          step.drifts().forEach(each -> take(each, opened));
        }
      }
    }
    return opened;
  }

  private void take(DriftOutcome outcome, List<DriftAlert> opened) {
    outcome.alerts().stream()
        .filter(alert -> alert.phase() == AlertPhase.OPENED)
        .forEach(opened::add);
    if (outcome.request() != null) {
      requests.add(outcome.request().id());
    }
  }

  private static List<DriftAlert> beginningWith(String name, List<DriftAlert> alerts) {
    return alerts.stream().filter(alert -> alert.detail().startsWith(name)).toList();
  }
}
