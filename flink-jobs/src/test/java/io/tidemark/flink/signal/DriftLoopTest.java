package io.tidemark.flink.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.drift.Gated;
import io.tidemark.core.fact.Control;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.Signal;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.testbed.DriftingMarket;
import io.tidemark.flink.testbed.Market;
import io.tidemark.flink.testbed.MarketLog;
import io.tidemark.flink.testbed.OwnReference;
import io.tidemark.flink.testbed.PlainRun;
import io.tidemark.flink.testbed.RecordSource;
import io.tidemark.flink.testbed.TestConfig;
import io.tidemark.flink.testbed.TestVersions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole loop: drift arrives, the model is paused, a version that knows the new market is
 * activated, signals go on. Two instruments drift, the third does not.
 */
@TestInstance(Lifecycle.PER_CLASS)
class DriftLoopTest {

  private static final int WINDOW = 40;
  private static final int CHANGE = 120;
  private static final int STOP = 170;
  private static final int ACTIVATION = 180;
  private static final int HOURS = 260;
  private static final long MINUTE = 60_000_000L;

  /** Of bars after the change: no later than the window holds nothing else any more. */
  private static final int LATEST_PAUSE = WINDOW;

  private static final List<String> DRIFTING = DriftingMarket.drifting();

  private JobConfig config;
  private ModelRef second;
  private ModelRef third;
  private MarketLog log;
  private PlainRun plain;

  @BeforeAll
  void makeTheVersionsAndTheLog(@TempDir Path store) throws Exception {
    TestVersions versions = new TestVersions(store);
    List<Gated> calm = seen(7, Integer.MAX_VALUE);
    second = versions.put(2, OwnReference.of(calm, Market.INSTRUMENTS));
    third = versions.put(3, OwnReference.of(seen(8, 0), DRIFTING));
    config = config("model.store=" + store, "model.path=" + versions.directory(2));
    List<Fact> facts = new ArrayList<>(DriftingMarket.facts(17, HOURS, CHANGE));
    facts.addAll(DriftingMarket.activation(ACTIVATION, third));
    log = MarketLog.ofUnsorted(facts);
    plain = PlainRun.of(config, log);
  }

  @Test
  void driftPausesTheModelWithinOneWindowAndAsksOnceForANewVersion() {
    for (String instrument : DRIFTING) {
      DriftAlert opened = Said.pause(plain.driftAlerts, instrument, AlertPhase.OPENED);
      assertThat(opened.eventTime())
          .isBetween(DriftingMarket.hour(CHANGE), DriftingMarket.hour(CHANGE + LATEST_PAUSE));
      assertThat(opened.evidence()).isNotNull();
      assertThat(Said.requests(plain.retrainRequests, instrument))
          .singleElement()
          .satisfies(
              request -> {
                assertThat(request.id()).isEqualTo(opened.id());
                assertThat(request.model().version()).isEqualTo(second.version());
                assertThat(request.features().get(0)).isEqualTo(opened.tested().name());
                assertThat(request.driftingSince())
                    .isBetween(DriftingMarket.hour(CHANGE - WINDOW), opened.eventTime());
              });
    }
    assertThat(plain.retrainRequests).containsOnlyKeys(DRIFTING);
  }

  @Test
  void whatStandsIsTakenBackAtOnceAndNothingIsSaidUntilTheNewVersionServes() {
    for (String instrument : DRIFTING) {
      long paused = Said.requests(plain.retrainRequests, instrument).get(0).pause().logOffset();
      long activated = plain.lastUpdate(instrument);
      List<Signal> signals = Said.signals(plain.signals, instrument);
      List<Signal> before = signals.stream().filter(s -> s.event().logOffset() < paused).toList();
      List<Signal> during =
          signals.stream()
              .filter(s -> s.event().logOffset() >= paused && s.event().logOffset() <= activated)
              .toList();
      List<Signal> after = signals.stream().filter(s -> s.event().logOffset() > activated).toList();

      assertThat(before.get(before.size() - 1).action()).isNotEqualTo(Action.HOLD);
      assertThat(during)
          .singleElement()
          .satisfies(
              hold -> {
                assertThat(hold.action()).isEqualTo(Action.HOLD);
                assertThat(hold.event().logOffset()).isEqualTo(paused);
                assertThat(hold.drift().status()).isEqualTo(DriftStatus.PAUSED);
              });
      assertThat(after)
          .extracting(signal -> signal.basis().modelVersion())
          .containsOnly(third.version());
      assertThat(after).extracting(Signal::action).containsAnyOf(Action.BUY, Action.SELL);
      assertThat(after.get(0).eventTime()).isLessThan(DriftingMarket.hour(ACTIVATION + 1));
    }
  }

  @Test
  void modelReferenceAndAlertChangeAtTheSamePositionOfTheLog() {
    for (String instrument : DRIFTING) {
      List<Gated> all = plain.gated(instrument);
      List<Gated> under =
          all.stream().filter(gated -> gated.assessment().model().equals(third)).toList();
      Gated last = all.get(all.size() - under.size() - 1);
      Gated first = under.get(0);

      assertThat(last.assessment().logOffset()).isEqualTo(plain.lastUpdate(instrument));
      assertThat(last.drift().status()).isEqualTo(DriftStatus.PAUSED);
      assertThat(first.drift().status()).isEqualTo(DriftStatus.FILLING);
      DriftAlert closed = Said.pause(plain.driftAlerts, instrument, AlertPhase.CLOSED);
      assertThat(closed.eventTime()).isEqualTo(first.assessment().eventTime());
      assertThat(closed.model().version()).isEqualTo(second.version());
      assertThat(closed.detail()).contains("tiny-every 3 brings another reference");
      assertThat(under.get(under.size() - 1).drift().status())
          .as("a full window of the new market against the new reference")
          .isIn(DriftStatus.WATCH, DriftStatus.WARN);
    }
  }

  @Test
  void theInstrumentThatDoesNotDriftGoesOn() {
    assertThat(Said.pauses(plain.driftAlerts, DriftingMarket.calm())).isEmpty();
    assertThat(Said.signals(plain.signals, DriftingMarket.calm()))
        .filteredOn(signal -> signal.eventTime() > DriftingMarket.hour(CHANGE + LATEST_PAUSE))
        .hasSizeGreaterThan(HOURS - CHANGE - LATEST_PAUSE - 1);
  }

  @Test
  void theJobSaysWhatThePlainLoopSaysAndCountsWhoeverIsInNoFamily(@TempDir Path directory)
      throws Exception {
    SignalRun run = SignalRun.of(config, RecordSource.of(log.partitions()), 2, 0, directory);

    Said.assertSays(plain, run);
    assertThat(run.count("retrain_requests")).isEqualTo(DRIFTING.size());
    assertThat(run.count("drift_undeclared"))
        .isEqualTo(
            plain.gated.stream()
                .map(Gated::assessment)
                .filter(a -> a.barClosed() && a.instrument().equals(DriftingMarket.calm()))
                .count());
  }

  @Test
  void aJobStoppedInThePauseStaysPausedAtAnyParallelism(@TempDir Path directory) throws Exception {
    int[] until = log.positions(DriftingMarket.hour(STOP));
    for (int parallelism = 1; parallelism <= 2; parallelism++) {
      Path place = directory.resolve("from-" + parallelism);
      SignalRun.Stopped stopped =
          SignalRun.until(until, config, log, parallelism, place.resolve("first"));
      for (String instrument : DRIFTING) {
        assertThat(Said.pauses(stopped.run().driftAlerts(), instrument))
            .extracting(DriftAlert::phase)
            .containsExactly(AlertPhase.OPENED);
      }

      SignalRun goesOn =
          SignalRun.from(
              stopped.savepoint(),
              config,
              RecordSource.of(log.partitions()),
              3 - parallelism,
              place.resolve("second"));

      assertThat(goesOn.retrainRequests()).isEmpty();
      Said.assertSays(plain, stopped.run(), goesOn);
    }
  }

  @Test
  void aPersonEndsAPauseWithNameAndReasonAndItComesBackWhereTheMarketHasNot(@TempDir Path directory)
      throws Exception {
    String resumed = DRIFTING.get(0);
    long at = DriftingMarket.hour(STOP) + MINUTE;
    List<Fact> facts = new ArrayList<>(DriftingMarket.facts(17, HOURS, CHANGE));
    facts.add(
        new Control(resumed, at, at, ControlCommand.RESUME_MODEL, "ann", "the feed is mended"));
    MarketLog commanded = MarketLog.ofUnsorted(facts);

    SignalRun run = SignalRun.of(config, RecordSource.of(commanded.partitions()), 2, 0, directory);

    Said.assertSays(PlainRun.of(config, commanded), run);
    List<DriftAlert> pauses = Said.pauses(run.driftAlerts(), resumed);
    assertThat(pauses)
        .extracting(DriftAlert::phase)
        .containsExactly(AlertPhase.OPENED, AlertPhase.CLOSED, AlertPhase.OPENED);
    assertThat(pauses.get(1).eventTime()).isEqualTo(at);
    assertThat(pauses.get(1).detail()).endsWith("resumed by ann: the feed is mended");
    assertThat(Said.signals(run.signals(), resumed))
        .as("while the windows fill anew")
        .filteredOn(s -> s.eventTime() > at && s.eventTime() < pauses.get(2).eventTime())
        .hasSizeGreaterThanOrEqualTo(WINDOW)
        .extracting(signal -> signal.basis().modelVersion())
        .containsOnly(second.version());
    assertThat(Said.requests(run.retrainRequests(), resumed)).hasSize(2);
    assertThat(Said.pauses(run.driftAlerts(), DRIFTING.get(1))).hasSize(1);
  }

  private static JobConfig config(String... assignments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "drift.window=" + WINDOW,
                "drift.short-window=0",
                "drift.warn-threshold=0.6",
                "drift.pause-threshold=0.7"));
    all.addAll(DriftingMarket.settings());
    all.addAll(List.of(assignments));
    return TestConfig.signal(all.toArray(String[]::new));
  }

  /** What the model sees of a market that is one or the other all the time. */
  private static List<Gated> seen(long seed, int change) throws Exception {
    return PlainRun.of(config(), MarketLog.of(DriftingMarket.facts(seed, 20 * WINDOW, change)))
        .gated;
  }
}
