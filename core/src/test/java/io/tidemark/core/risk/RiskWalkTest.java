package io.tidemark.core.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.drift.Gated;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.fact.EventKind;
import io.tidemark.core.market.MarketInput;
import io.tidemark.core.risk.RiskOutcome.Decision;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.RiskVerdict;
import io.tidemark.core.signal.Signal;
import io.tidemark.core.signal.SignalPolicy;
import io.tidemark.core.signal.SignalPolicy.Emit;
import io.tidemark.core.state.StateBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What must hold over any sequence of events: a long seeded walk through good and bad days. */
class RiskWalkTest {

  private static final int EVENTS = 50_000;
  private static final List<Gated> WALK = walk(new Random(20_240_131));

  @ParameterizedTest
  @EnumSource(Emit.class)
  void everyScoreIsEmittedOrUnchangedOrWithheldAndForTheReasonThatPlainIfsGive(Emit emit) {
    RiskGate gate = gate(emit);
    RiskState state = new RiskState();
    PlainRules plain = new PlainRules();
    Map<Decision, Integer> counts = new EnumMap<>(Decision.class);
    Set<RiskRule> reasons = EnumSet.noneOf(RiskRule.class);
    for (Gated gated : WALK) {
      @Nullable RiskRule expected = plain.against(gated);
      RiskOutcome outcome = gate.step(state, gated);
      counts.merge(outcome.decision(), 1, Integer::sum);
      boolean scored = gated.assessment().scored();
      assertThat(outcome.decision() != Decision.NONE).isEqualTo(scored);
      if (scored) {
        assertThat(outcome.withheldBy()).isEqualTo(expected);
        assertThat(outcome.decision() == Decision.WITHHELD).isEqualTo(expected != null);
      }
      if (outcome.withheldBy() != null) {
        reasons.add(outcome.withheldBy());
      }
      plain.remember(outcome.signal());
    }
    int emitted = counts.getOrDefault(Decision.EMITTED, 0);
    int unchanged = counts.getOrDefault(Decision.UNCHANGED, 0);
    int withheld = counts.getOrDefault(Decision.WITHHELD, 0);
    long scores = WALK.stream().filter(gated -> gated.assessment().scored()).count();
    assertThat((long) emitted + unchanged + withheld).isEqualTo(scores);
    assertThat(emitted).isGreaterThan(100);
    assertThat(withheld).isGreaterThan(100);
    assertThat(unchanged > 100).isEqualTo(emit == Emit.CHANGE);
    assertThat(reasons)
        .as("the walk has met every rule that can block a model of any instrument")
        .isEqualTo(
            EnumSet.complementOf(EnumSet.of(RiskRule.POSITION_CAP, RiskRule.OTHER_INSTRUMENT)));
  }

  @ParameterizedTest
  @EnumSource(Emit.class)
  void signalsAreUniqueChainedAndOfAllowedSize(Emit emit) {
    Set<String> ids = new HashSet<>();
    String last = "";
    for (Signal signal : signals(emit)) {
      assertThat(ids.add(signal.id())).isTrue();
      assertThat(signal.supersedes()).isEqualTo(last);
      last = signal.id();
      assertThat(signal.recommendation().size()).isBetween(0.0, Scene.LIMITS.positionCap());
      if (signal.action() == Action.HOLD) {
        assertThat(signal.recommendation().size()).isZero();
      } else {
        assertThat(signal.verdicts()).noneMatch(RiskVerdict::blocks);
        assertThat(signal.verdicts())
            .filteredOn(verdict -> verdict.rule() == RiskRule.POSITION_CAP)
            .hasSize(1);
      }
      assertThat(signal.recommendation().validUntil()).isGreaterThan(signal.eventTime());
      assertThat(signal.recommendation().reason()).isNotBlank();
    }
  }

  @Test
  void noBuyOrSellStandsWhileARuleBlocksIt() {
    RiskGate gate = gate(Emit.CHANGE);
    RiskState state = new RiskState();
    PlainRules plain = new PlainRules();
    int revoked = 0;
    for (Gated gated : WALK) {
      RiskOutcome outcome = gate.step(state, gated);
      @Nullable RiskRule system = plain.system(gated);
      plain.remember(outcome.signal());
      revoked += outcome.revoked() ? 1 : 0;
      Action standing = state.standing(gated.assessment().clock());
      if (standing != Action.HOLD) {
        assertThat(system).isNull();
        assertThat(plain.market(gated, standing)).isNull();
      }
    }
    assertThat(revoked).isGreaterThan(50);
  }

  @Test
  void alertsOfARuleNeverOverlapAndCloseUnderTheIdTheyOpenedWith() {
    Map<RiskRule, String> open = new EnumMap<>(RiskRule.class);
    Set<String> ids = new HashSet<>();
    int closed = 0;
    for (RiskOutcome outcome : outcomes(Emit.CHANGE)) {
      for (RiskAlert alert : outcome.alerts()) {
        if (alert.phase() == AlertPhase.OPENED) {
          assertThat(open.put(alert.rule(), alert.id())).isNull();
          assertThat(ids.add(alert.id())).isTrue();
        } else {
          assertThat(open.remove(alert.rule())).isEqualTo(alert.id());
          closed++;
        }
      }
    }
    assertThat(closed).isGreaterThan(100);
  }

  @Test
  void aReplayGivesEqualOutcomes() {
    assertThat(outcomes(Emit.CHANGE)).isEqualTo(outcomes(Emit.CHANGE));
  }

  @Test
  void aStateThatWasWrittenAndReadAfterEveryEventChangesNothing() throws IOException {
    RiskGate gate = gate(Emit.CHANGE);
    RiskState state = new RiskState();
    List<RiskOutcome> outcomes = new ArrayList<>();
    for (Gated gated : WALK) {
      outcomes.add(gate.step(state, gated));
      state = StateBytes.restored(new RiskStateCodec(), state);
    }
    assertThat(outcomes).isEqualTo(outcomes(Emit.CHANGE));
  }

  private static List<RiskOutcome> outcomes(Emit emit) {
    RiskGate gate = gate(emit);
    RiskState state = new RiskState();
    return WALK.stream().map(gated -> gate.step(state, gated)).toList();
  }

  private static List<Signal> signals(Emit emit) {
    List<Signal> signals = new ArrayList<>();
    for (RiskOutcome outcome : outcomes(emit)) {
      if (outcome.signal() != null) {
        signals.add(outcome.signal());
      }
    }
    return signals;
  }

  private static RiskGate gate(Emit emit) {
    return Scene.gate(new SignalPolicy(65, emit), InputRequirements.ALL_REQUIRED);
  }

  /** Conditions come and go as telegraph noise: mostly good, each bad for a while. */
  private static List<Gated> walk(Random random) {
    Scene scene = new Scene();
    List<Gated> events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      switch (random.nextInt(200)) {
        case 0 -> scene.priceAge = random.nextBoolean() ? 0 : 500 * Scene.SECOND;
        case 1 -> scene.lag = random.nextInt(4) > 0 ? 0 : 60 * Scene.SECOND;
        case 2 -> scene.funding = 0.0015 * random.nextGaussian() / 2;
        case 3 -> scene.fundingAge = random.nextInt(4) > 0 ? Scene.HOUR : 10 * Scene.HOUR;
        case 4 -> scene.volatility = 3 * random.nextDouble();
        case 5 -> scene.volatility = random.nextBoolean() ? 1 : Double.NaN;
        case 6 -> scene.fearGreed = 40 + 60 * random.nextDouble();
        case 7 -> scene.drift = random.nextInt(4) > 0 ? DriftStatus.WATCH : DriftStatus.PAUSED;
        case 8 -> scene.barsToWarm = Math.max(0, random.nextInt(8) - 5);
        case 9 -> scene.atr = random.nextInt(4) > 0 ? 0.06 * random.nextDouble() : Double.NaN;
        case 10 -> scene.bookAge = random.nextInt(4) > 0 ? 0 : Scene.NEVER;
        case 11 -> scene.clock += random.nextLong(Scene.HOUR);
        case 20 -> scene.unchangedCloses = random.nextInt(4) > 0 ? 3 : 49;
        case 21 -> scene.barsWithoutVolume = random.nextInt(4) > 0 ? 3 : 25;
        case 22 -> scene.bookUnmoved = random.nextInt(4) > 0 ? 0 : 2 * Scene.HOUR;
        case 23 -> scene.lateShare = random.nextInt(4) > 0 ? 0.1 : 0.3;
        case 12, 13, 14, 15, 16, 17, 18, 19 -> recover(scene);
        default -> {}
      }
      events.add(event(scene, random));
    }
    return events;
  }

  private static void recover(Scene scene) {
    scene.priceAge = 0;
    scene.lag = 0;
    scene.funding = 0.0001;
    scene.fundingAge = Scene.HOUR;
    scene.volatility = 0.5;
    scene.fearGreed = 50;
    scene.drift = DriftStatus.WATCH;
    scene.barsToWarm = 0;
    scene.bookAge = 0;
    scene.unchangedCloses = 0;
    scene.barsWithoutVolume = 0;
    scene.bookUnmoved = 0;
    scene.lateShare = 0;
  }

  private static Gated event(Scene scene, Random random) {
    if (random.nextInt(400) == 0) {
      boolean kill = random.nextInt(5) == 0;
      return scene.event(
          EventKind.CONTROL, false, Float.NaN, kill ? ControlCommand.KILL : ControlCommand.RESUME);
    }
    if (random.nextInt(3) == 0) {
      return scene.event(EventKind.TICK, false, Float.NaN, ControlCommand.NONE);
    }
    // Moods last, so that decisions also stay unchanged; every eighth cannot make up its mind.
    long mood = scene.offset / 100;
    float distance = mood % 8 == 7 ? 0.33f : 0.4f;
    float sure = 0.5f + (mood % 2 == 0 ? distance : -distance);
    sure += 0.02f * (float) random.nextGaussian();
    float score = random.nextInt(300) == 0 ? Float.NaN : Math.min(1, Math.max(0, sure));
    scene.barClosed = random.nextInt(60) == 0;
    Gated gated = scene.event(EventKind.TRADE, true, score, ControlCommand.NONE);
    scene.barClosed = false;
    return gated;
  }

  /** The same rules once more, without any of the structure: one method of ifs each. */
  private static final class PlainRules {

    private boolean killed;
    private Action lastAction = Action.HOLD;
    private final List<Long> changes = new ArrayList<>();
    private long clock;

    @Nullable RiskRule against(Gated gated) {
      Assessment now = gated.assessment();
      @Nullable RiskRule system = system(gated);
      if (system != null) {
        return system;
      }
      if (Float.isNaN(now.prediction().probability())) {
        return RiskRule.NON_FINITE_SCORE;
      }
      if (Math.abs((double) now.prediction().probability() - 0.5) * 200 < 65) {
        return null;
      }
      Action proposed = now.prediction().probability() > 0.5 ? Action.BUY : Action.SELL;
      @Nullable RiskRule market = market(gated, proposed);
      if (market != null) {
        return market;
      }
      long recent = changes.stream().filter(at -> now.clock() - at < Scene.HOUR).count();
      return proposed != lastAction && recent >= 20 ? RiskRule.SIGNAL_RATE : null;
    }

    @Nullable RiskRule system(Gated gated) {
      Assessment now = gated.assessment();
      clock = now.clock();
      if (now.command() == ControlCommand.KILL) {
        killed = true;
      } else if (now.command() == ControlCommand.RESUME) {
        killed = false;
      }
      if (killed) {
        return RiskRule.KILL_SWITCH;
      }
      if (now.market().knownAt(MarketInput.PRICE) - now.market().priceEventTime() > 30_000_000L) {
        return RiskRule.STALE_DATA;
      }
      if (now.clock() - now.market().knownAt(MarketInput.PRICE) > 300_000_000L
          || now.market().knownAt(MarketInput.BOOK) == 0) {
        return RiskRule.FEED_SILENCE;
      }
      if (now.market().value(MarketInput.UNCHANGED_CLOSES) > 48
          || now.market().value(MarketInput.BARS_WITHOUT_VOLUME) > 24
          || now.market().knownAt(MarketInput.BOOK) - now.market().knownAt(MarketInput.BOOK_MOVED)
              > Scene.HOUR) {
        return RiskRule.STALE_VALUES;
      }
      if (now.market().value(MarketInput.LATE_SHARE) > 0.2) {
        return RiskRule.LATE_SHARE;
      }
      if (gated.drift().status() == DriftStatus.PAUSED) {
        return RiskRule.DRIFT_PAUSE;
      }
      return now.barsToWarm() > 0 ? RiskRule.WARM_UP : null;
    }

    @Nullable RiskRule market(Gated gated, Action direction) {
      Assessment now = gated.assessment();
      boolean old = now.clock() - now.market().knownAt(MarketInput.FUNDING) > 9 * Scene.HOUR;
      if (old
          || (direction == Action.BUY
                  ? now.market().value(MarketInput.FUNDING)
                  : -now.market().value(MarketInput.FUNDING))
              > 0.001) {
        return RiskRule.FUNDING_EXTREME;
      }
      if (Double.isNaN(now.market().value(MarketInput.VOLATILITY))
          || now.market().value(MarketInput.VOLATILITY) > 2.5) {
        return RiskRule.VOLATILITY_BREAKER;
      }
      boolean greedy = direction == Action.BUY && now.market().value(MarketInput.FEAR_GREED) > 90;
      return greedy ? RiskRule.FEAR_GREED_EXTREME : null;
    }

    void remember(@Nullable Signal signal) {
      if (signal != null) {
        if (signal.action() != lastAction) {
          changes.add(clock);
        }
        lastAction = signal.action();
      }
    }
  }
}
