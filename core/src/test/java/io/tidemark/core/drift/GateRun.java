package io.tidemark.core.drift;

import io.tidemark.core.fact.Control;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.EventRef;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.feature.DriftRole;
import io.tidemark.core.market.MarketContext;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.Cause;
import io.tidemark.core.score.Prediction;
import io.tidemark.core.state.StateBytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Feeds one instrument's assessments to a gate, one minute apart, and keeps what it said. */
final class GateRun {

  static final long MINUTE = 60_000_000L;

  /** 0.1, 0.2 .. 1.0: a live window of nothing but 0.5 is 0.5 away, one beyond 1.0 is 1 away. */
  static final float[] TENTHS = {.1f, .2f, .3f, .4f, .5f, .6f, .7f, .8f, .9f, 1f};

  static final DriftOptions AUTO =
      new DriftOptions(4, 0, 1, new DriftThresholds(0, 0.3, 0.7), ResumeMode.AUTO, 1000, 1);
  static final DriftOptions MANUAL =
      new DriftOptions(4, 0, 1, new DriftThresholds(0, 0.3, 0.7), ResumeMode.MANUAL, 1000, 1);

  DriftGate gate;
  DriftState state = new DriftState();
  final List<DriftAlert> alerts = new ArrayList<>();
  private long offset;

  GateRun(DriftGate gate) {
    this.gate = gate;
  }

  /** A gate without a calibration, with one feature f0, f1 .. for each role. */
  static DriftGate gate(DriftOptions options, DriftRole... roles) {
    List<FeatureBaseline> features = new ArrayList<>();
    for (DriftRole role : roles) {
      features.add(new FeatureBaseline("f" + features.size(), role, TENTHS));
    }
    return new DriftGate(new DriftBaseline("m", "1", features, new float[0], null), options);
  }

  /** A bar closes on which the model was not scored. */
  DriftOutcome bar(float... features) {
    return step(event(true, false, Float.NaN, features, 0, ControlCommand.NONE));
  }

  /** A bar closes on which the model was scored. */
  DriftOutcome scored(float score, float... features) {
    return step(event(true, true, score, features, 0, ControlCommand.NONE));
  }

  /** A bar closes on which the model answered. */
  DriftOutcome answered(Prediction prediction, float... features) {
    return step(event(true, prediction, features, 0, ControlCommand.NONE));
  }

  /** A bar closes before the features are warm. */
  DriftOutcome cold(float... features) {
    return step(event(true, false, Float.NaN, features, 3, ControlCommand.NONE));
  }

  /** A trade inside a bar, scored. */
  DriftOutcome trade(float score, float... features) {
    return step(event(false, true, score, features, 0, ControlCommand.NONE));
  }

  /** A person's word. */
  DriftOutcome command(ControlCommand command) {
    return step(event(false, false, Float.NaN, new float[0], 0, command));
  }

  /** A person's word by which the clock also passes the end of a bar. */
  DriftOutcome commandAtBar(ControlCommand command, float... features) {
    return step(event(true, false, Float.NaN, features, 0, command));
  }

  /** {@code n} bars with the same features. */
  DriftOutcome bars(int n, float... features) {
    DriftOutcome last = bar(features);
    for (int i = 1; i < n; i++) {
      last = bar(features);
    }
    return last;
  }

  /** Bars that run through the reference evenly, so that four in a row look like it. */
  DriftOutcome calm(int n) {
    DriftOutcome last = bar(TENTHS[0]);
    for (int i = 1; i < n; i++) {
      last = bar(TENTHS[i * 3 % 10]);
    }
    return last;
  }

  /** Loses the windows, as where a state of version 1 is read. */
  void lose() {
    state.windows = new KsWindowState[0];
    state.named = -1;
    state.calm = 0;
    if (state.open != null) {
      state.open.monitor = -1;
    }
  }

  /** Continues from the written state, as after a restart. */
  void restart() {
    state = StateBytes.restored(new DriftStateCodec(), state);
  }

  static byte[] bytes(DriftState state) {
    return StateBytes.bytes(new DriftStateCodec(), state);
  }

  /** Time passes after the instrument's state has expired, so that there is no price. */
  DriftOutcome expired() {
    offset++;
    long time = offset * MINUTE;
    return step(
        new Assessment(
            new Cause(new EventRef("BTC-USDT@binance", time, offset), EventKind.TICK, time),
            time,
            false,
            new float[0],
            3,
            MarketContext.UNKNOWN,
            ModelRef.NONE,
            Prediction.NOT_ASKED));
  }

  private DriftOutcome step(Assessment assessment) {
    DriftOutcome outcome = gate.step(state, assessment);
    alerts.addAll(outcome.alerts());
    return outcome;
  }

  private Assessment event(
      boolean barClosed,
      boolean scored,
      float score,
      float[] features,
      int barsToWarm,
      ControlCommand command) {
    Prediction prediction = scored ? Prediction.of(score) : Prediction.NOT_ASKED;
    return event(barClosed, prediction, features, barsToWarm, command);
  }

  private Assessment event(
      boolean barClosed,
      Prediction prediction,
      float[] features,
      int barsToWarm,
      ControlCommand command) {
    offset++;
    long time = offset * MINUTE;
    EventKind kind = command == ControlCommand.NONE ? EventKind.TRADE : EventKind.CONTROL;
    return new Assessment(
        new Cause(
            new EventRef("BTC-USDT@binance", time, offset), kind, time, order(command, time), null),
        time,
        barClosed,
        features,
        barsToWarm,
        MarketContext.UNKNOWN.withPrice(100, time, time),
        ModelRef.NONE,
        prediction);
  }

  private static @Nullable Control order(ControlCommand command, long time) {
    return command == ControlCommand.NONE
        ? null
        : new Control("BTC-USDT@binance", time, time, command, "ann", "seen on the desk");
  }
}
