package io.tidemark.flink.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.drift.DriftEvidence;
import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.drift.DriftVerdict;
import io.tidemark.core.drift.Gated;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.Signal;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.testbed.DriftingMarket;
import io.tidemark.flink.testbed.Market;
import io.tidemark.flink.testbed.MarketLog;
import io.tidemark.flink.testbed.OwnCalibration;
import io.tidemark.flink.testbed.OwnReference;
import io.tidemark.flink.testbed.PlainRun;
import io.tidemark.flink.testbed.RecordSource;
import io.tidemark.flink.testbed.TestConfig;
import io.tidemark.flink.testbed.TestVersions;
import io.tidemark.models.ModelArtefact;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole loop of models that were calibrated: each version is tested with the windows, the
 * persistence and the thresholds that it brings, and a change that shares nothing with the
 * reference is seen within a delay that follows from them.
 */
@TestInstance(Lifecycle.PER_CLASS)
class CalibratedDriftLoopTest {

  private static final int CHANGE = 120;
  private static final int STOP = 170;
  private static final int ACTIVATION = 180;

  /** By now the new version's short window is full, and its long one is not. */
  private static final int SECOND_STOP = 210;

  private static final int HOURS = 260;

  /** Standard deviations: beyond all that the calm market ever shows. */
  private static final double RISE = 10;

  private static final int BUDGET = 5000;
  private static final List<String> DRIFTING = DriftingMarket.drifting();

  private static final String RETURN = "log_return";

  private JobConfig config;

  /** The same, but that the options say what the first calibration was for. */
  private JobConfig tied;

  private ModelRef second;
  private ModelRef third;
  private float[] reference;
  private Stated before;
  private Stated after;
  private MarketLog log;
  private PlainRun plain;

  @BeforeAll
  void makeTheVersionsAndTheLog(@TempDir Path store) throws Exception {
    TestVersions versions = new TestVersions(store);
    second =
        versions.put(
            2,
            OwnReference.of(seen(7, Integer.MAX_VALUE), Market.INSTRUMENTS)
                .andThen(OwnCalibration.file(40, 10, 2)));
    third =
        versions.put(
            3, OwnReference.of(seen(8, 0), DRIFTING).andThen(OwnCalibration.file(60, 15, 3)));
    reference = ModelArtefact.read(versions.directory(2)).describe().baseline().columns()[0];
    String[] places = {"model.store=" + store, "model.path=" + versions.directory(2)};
    config = config(places);
    tied = config(places[0], places[1], "drift.window=40", "drift.short-window=10");
    before = stated(versions, 2);
    after = stated(versions, 3);
    List<Fact> facts = new ArrayList<>(DriftingMarket.facts(17, HOURS, CHANGE, RISE));
    facts.addAll(DriftingMarket.activation(ACTIVATION, third));
    log = MarketLog.ofUnsorted(facts);
    plain = PlainRun.of(config, log);
  }

  @Test
  void signalsStopWithinTheDelayThatFollowsFromTheThresholds() {
    float[] sorted = reference.clone();
    Arrays.sort(sorted);
    float largest = sorted[sorted.length - 1];
    for (String instrument : DRIFTING) {
      DriftAlert opened = Said.pause(plain.driftAlerts, instrument, AlertPhase.OPENED);
      List<Gated> changed = changed(instrument);
      assertThat(changed)
          .as("the delay below is that of a change which shares nothing with the reference")
          .extracting(at -> at.assessment().features()[0])
          .allMatch(value -> value > largest);
      assertThat(opened.eventTime())
          .isBetween(
              changed.get(0).assessment().eventTime(),
              changed.get(before.delay(RETURN) - 1).assessment().eventTime());

      Gated pausing = pausing(instrument);
      assertThat(opened.eventTime()).isEqualTo(pausing.assessment().eventTime());
      assertThat(pausing.drift().status()).isEqualTo(DriftStatus.PAUSED);
      assertThat(opened.tested().name()).isEqualTo(RETURN);
      assertThat(opened.tested().threshold())
          .isEqualTo(before.threshold(RETURN, opened.tested().window()));
      DriftEvidence evidence = Objects.requireNonNull(opened.evidence());
      assertThat(evidence.budget()).isEqualTo(BUDGET);
      // The return, two rates and the score, in two windows, of two instruments.
      assertThat(evidence.family()).isEqualTo(4 * 2 * 2);
    }
  }

  @Test
  void whatStandsIsTakenBackAtTheSamePositionAndNothingIsSaidUntilTheNewVersionServes() {
    for (String instrument : DRIFTING) {
      long paused = pausing(instrument).assessment().logOffset();
      long activated = plain.lastUpdate(instrument);
      List<Signal> signals = Said.signals(plain.signals, instrument);
      List<Signal> during =
          signals.stream()
              .filter(s -> s.event().logOffset() >= paused && s.event().logOffset() <= activated)
              .toList();
      List<Signal> later = signals.stream().filter(s -> s.event().logOffset() > activated).toList();

      assertThat(signals)
          .filteredOn(signal -> signal.event().logOffset() < paused)
          .last()
          .satisfies(standing -> assertThat(standing.action()).isNotEqualTo(Action.HOLD));
      assertThat(during)
          .singleElement()
          .satisfies(
              hold -> {
                assertThat(hold.action()).isEqualTo(Action.HOLD);
                assertThat(hold.event().logOffset()).isEqualTo(paused);
              });
      assertThat(Said.requests(plain.retrainRequests, instrument))
          .singleElement()
          .satisfies(
              request -> {
                assertThat(request.pause().logOffset()).isEqualTo(paused);
                assertThat(request.model().version()).isEqualTo(second.version());
                assertThat(request.features()).containsExactly(RETURN);
                // Every changed return lies on one side, so the estimate is never late.
                assertThat(request.driftingSince())
                    .isBetween(
                        DriftingMarket.hour(CHANGE - before.window()),
                        changed(instrument).get(0).assessment().eventTime());
              });
      assertThat(later)
          .extracting(signal -> signal.basis().modelVersion())
          .containsOnly(third.version());
      assertThat(later).extracting(Signal::action).containsAnyOf(Action.BUY, Action.SELL);
    }
    assertThat(plain.retrainRequests).containsOnlyKeys(DRIFTING);
  }

  @Test
  void referenceWindowsAndThresholdsChangeAtThePositionOfTheActivation() {
    for (String instrument : DRIFTING) {
      long activated = plain.lastUpdate(instrument);
      for (Gated at : plain.gated(instrument)) {
        boolean under = at.assessment().logOffset() > activated;
        Stated stated = under ? after : before;
        assertThat(at.assessment().model()).isEqualTo(under ? third : second);
        DriftVerdict verdict = at.drift();
        if (verdict.status() == DriftStatus.FILLING) {
          assertThat(verdict.window()).isEqualTo(stated.window());
        } else {
          assertThat(verdict.window()).isIn(stated.window(), stated.shortWindow());
          assertThat(verdict.threshold())
              .isEqualTo(stated.threshold(verdict.feature(), verdict.window()));
        }
      }
      List<Gated> under =
          plain.samples(instrument).stream()
              .filter(at -> at.assessment().logOffset() > activated)
              .toList();
      int filling = after.shortWindow() - 1;
      assertThat(under.subList(0, filling))
          .extracting(at -> at.drift().status())
          .containsOnly(DriftStatus.FILLING);
      assertThat(under.subList(filling, under.size()))
          .hasSizeGreaterThan(after.window())
          .extracting(at -> at.drift().status())
          .containsAnyOf(DriftStatus.WATCH, DriftStatus.WARN)
          .doesNotContain(DriftStatus.FILLING, DriftStatus.PAUSED);
      assertThat(Said.pause(plain.driftAlerts, instrument, AlertPhase.CLOSED).detail())
          .contains("tiny-every 3 brings another reference");
    }
  }

  @Test
  void theInstrumentThatDoesNotDriftGoesOnUnderTheFirstCalibration() {
    assertThat(Said.pauses(plain.driftAlerts, DriftingMarket.calm())).isEmpty();
    List<Gated> samples = plain.samples(DriftingMarket.calm());
    assertThat(samples.get(samples.size() - 1).drift())
        .satisfies(
            verdict -> {
              assertThat(verdict.status()).isIn(DriftStatus.WATCH, DriftStatus.WARN);
              assertThat(verdict.window()).isIn(before.window(), before.shortWindow());
            });
  }

  @Test
  void aJobStoppedInThePauseAndWhileTheNewWindowsFillSaysTheSame(@TempDir Path directory)
      throws Exception {
    SignalRun.Stopped paused =
        SignalRun.until(
            log.positions(DriftingMarket.hour(STOP)), config, log, 1, directory.resolve("first"));
    SignalRun.Stopped filling =
        SignalRun.until(
            paused.savepoint(),
            log.positions(DriftingMarket.hour(SECOND_STOP)),
            config,
            log,
            2,
            directory.resolve("second"));
    SignalRun last =
        SignalRun.from(
            filling.savepoint(),
            config,
            RecordSource.of(log.partitions()),
            1,
            directory.resolve("third"));

    for (String instrument : DRIFTING) {
      assertThat(Said.pauses(paused.run().driftAlerts(), instrument))
          .extracting(DriftAlert::phase)
          .containsExactly(AlertPhase.OPENED);
      assertThat(Said.signals(filling.run().signals(), instrument))
          .isNotEmpty()
          .extracting(signal -> signal.basis().modelVersion())
          .containsOnly(third.version());
      assertThat(Said.signals(last.signals(), instrument)).isNotEmpty();
    }
    assertThat(filling.run().retrainRequests()).isEmpty();
    assertThat(last.retrainRequests()).isEmpty();
    Said.assertSays(plain, paused.run(), filling.run(), last);
  }

  @Test
  void aVersionForOtherWindowsThanTheOptionsSayIsRefusedAndThePauseLasts() throws Exception {
    PlainRun run = PlainRun.of(tied, log);

    for (String instrument : DRIFTING) {
      assertThat(run.modelAlerts)
          .filteredOn(alert -> alert.instrument().equals(instrument))
          .singleElement()
          .satisfies(
              alert -> {
                assertThat(alert.phase()).isEqualTo(AlertPhase.OPENED);
                assertThat(alert.model()).isEqualTo(third);
                assertThat(alert.serving()).isEqualTo(second);
                assertThat(alert.detail())
                    .contains("drift.window is 40, the model was calibrated for 60");
              });
      assertThat(Said.pauses(run.driftAlerts, instrument))
          .extracting(DriftAlert::phase)
          .containsExactly(AlertPhase.OPENED);
      long paused = pausing(instrument).assessment().logOffset();
      assertThat(Said.signals(run.signals, instrument))
          .filteredOn(signal -> signal.event().logOffset() >= paused)
          .singleElement()
          .satisfies(hold -> assertThat(hold.action()).isEqualTo(Action.HOLD));
      assertThat(run.gated(instrument)).allMatch(at -> at.assessment().model().equals(second));
    }
  }

  /** The sample upon which the model must be paused. */
  private Gated pausing(String instrument) {
    return before.pausing(RETURN, 0, reference, plain.samples(instrument));
  }

  private List<Gated> changed(String instrument) {
    return plain.samples(instrument).stream()
        .filter(at -> at.assessment().eventTime() >= DriftingMarket.hour(CHANGE + 1))
        .toList();
  }

  private Stated stated(TestVersions versions, int version) throws Exception {
    return new Stated(
        Objects.requireNonNull(
            ModelArtefact.read(versions.directory(version)).describe().calibration()),
        BUDGET * DRIFTING.size(),
        config.drift().thresholds().minDistance());
  }

  private static JobConfig config(String... assignments) {
    List<String> all = new ArrayList<>(DriftingMarket.settings());
    all.add("drift.budget=" + BUDGET);
    all.addAll(List.of(assignments));
    return TestConfig.signalAsCalibrated(all.toArray(String[]::new));
  }

  /** What the model sees of a market that is one or the other all the time. */
  private static List<Gated> seen(long seed, int change) throws Exception {
    return PlainRun.of(config(), MarketLog.of(DriftingMarket.facts(seed, 800, change, RISE))).gated;
  }
}
