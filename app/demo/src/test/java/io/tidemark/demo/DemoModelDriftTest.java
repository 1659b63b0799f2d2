package io.tidemark.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.drift.DriftGate;
import io.tidemark.core.drift.DriftState;
import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.FeatureScoring;
import io.tidemark.core.score.ScoreOutcome;
import io.tidemark.core.score.ScoringState;
import io.tidemark.dataset.SimulatedLog;
import io.tidemark.flink.config.ConfigLoader;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.signal.Stages;
import io.tidemark.models.LoadedModel;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import io.tidemark.simulator.Scenario;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The shipped demo model on the demo's day: what its calibrated drift gate makes of each hour. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DemoModelDriftTest {

  private static final Path ARTEFACT =
      Path.of(System.getProperty("tidemark.root", ".."), "models/artifacts/demo-linear/1");
  private static final Scenario DEMO = Scenario.demo();
  private static final long HOUR = 3_600_000_000L;
  private static final String BTC = "BTC-USDT@sim";
  private static final String ETH = "ETH-USDT@sim";
  private static final String SOL = "SOL-USDT-PERP@sim";

  /** The status at each bar close, by instrument and clock. */
  private final Map<String, TreeMap<Long, DriftStatus>> statuses = new HashMap<>();

  private int missing;

  @BeforeAll
  void liveThroughTheDay() throws ModelRejectedException {
    try (LoadedModel model = ModelArtefact.read(ARTEFACT).open()) {
      JobConfig config = config();
      SimulatedLog log = new SimulatedLog(DEMO, 7);
      FeatureScoring scoring = Stages.scoring(model, config);
      DriftGate gate = Stages.driftGate(model.description(), config);
      Map<String, ScoringState> states = new HashMap<>();
      Map<String, DriftState> drifts = new HashMap<>();
      while (log.hasNext()) {
        LogEvent event = log.next();
        String name = event.instrument();
        ScoringState state = states.computeIfAbsent(name, n -> new ScoringState());
        ScoreOutcome outcome = scoring.step(state, event);
        Assessment assessment = outcome.assessment();
        if (assessment != null) {
          if (assessment.scored()) {
            assessment = assessment.withAnswer(model.scorer().answer(outcome.input()), 0);
          }
          DriftState drift = drifts.computeIfAbsent(name, n -> new DriftState());
          DriftStatus status = gate.step(drift, assessment).verdict().status();
          if (assessment.barClosed()) {
            statuses.computeIfAbsent(name, n -> new TreeMap<>()).put(assessment.clock(), status);
            missing += assessment.barsToWarm() == Assessment.INPUT_MISSING ? 1 : 0;
          }
        }
      }
    }
  }

  @Test
  void onceWarmTheModelIsNeverWithoutAFeature() {
    assertThat(missing).isZero();
  }

  @Test
  void theFlashCrashPausesTheInstrumentThatCrashes() {
    assertThat(between(BTC, 14, 15)).containsOnly(DriftStatus.PAUSED);
  }

  @Test
  void theChangeOfRegimePausesTheInstrumentsThatItMeets() {
    for (String name : List.of(BTC, SOL)) {
      assertThat(between(name, 17, 19)).containsOnly(DriftStatus.PAUSED);
    }
  }

  @Test
  void untilItsOwnTroubleNoInstrumentIsPausedAndEthNeverIs() {
    assertThat(between(BTC, 0, 13)).isNotEmpty().doesNotContain(DriftStatus.PAUSED);
    assertThat(between(SOL, 0, 15)).isNotEmpty().doesNotContain(DriftStatus.PAUSED);
    assertThat(between(ETH, 0, 24)).isNotEmpty().doesNotContain(DriftStatus.PAUSED);
  }

  @Test
  void whatWasPausedResumesBeforeTheDayEnds() {
    for (String name : List.of(BTC, SOL)) {
      assertThat(between(name, 23, 24)).doesNotContain(DriftStatus.PAUSED).isNotEmpty();
    }
  }

  private List<DriftStatus> between(String name, int from, int to) {
    return List.copyOf(
        statuses
            .getOrDefault(name, new TreeMap<>())
            .subMap(DEMO.start() + from * HOUR, DEMO.start() + to * HOUR)
            .values());
  }

  /** What the demo's job is told of this market, as far as scoring and drift go. */
  private static JobConfig config() {
    return ConfigLoader.load(
        Job.SIGNAL,
        null,
        List.of(
            "instruments=" + String.join(",", BTC, ETH, SOL),
            "bars.source=trades",
            "model.path=" + ARTEFACT,
            "kafka.bootstrap-servers=127.0.0.1:9"),
        Map.of());
  }
}
