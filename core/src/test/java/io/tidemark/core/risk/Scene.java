package io.tidemark.core.risk;

import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.drift.DriftVerdict;
import io.tidemark.core.drift.Gated;
import io.tidemark.core.fact.Control;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.EventRef;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.ModelVersion;
import io.tidemark.core.market.MarketContext;
import io.tidemark.core.market.MarketInput;
import io.tidemark.core.score.AnswerForm;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.Cause;
import io.tidemark.core.score.LongestRuns;
import io.tidemark.core.score.ModelInstruments;
import io.tidemark.core.score.ModelMetadata;
import io.tidemark.core.score.ModelTiming;
import io.tidemark.core.score.Prediction;
import io.tidemark.core.score.ScoreCalibration;
import io.tidemark.core.score.TrainingPeriod;
import io.tidemark.core.score.Trigger;
import io.tidemark.core.signal.Signal;
import io.tidemark.core.signal.SignalPolicy;
import java.util.List;
import java.util.Map;

/**
 * One instrument on a quiet day, with a gate. A test changes what it is about and plays events; a
 * score of p has strength {@code 200 * |p - 0.5|}. An input of a new rule has its quiet value, its
 * bad one and its place in the market here.
 */
final class Scene {

  static final String PERPETUAL = "BTC-USDT-PERP@binance";
  static final long SECOND = 1_000_000L;
  static final long HOUR = 3_600 * SECOND;
  static final long NEVER = -1;
  static final RiskLimits LIMITS = RiskLimits.defaults();
  static final float[] FEATURES = {0.25f, -1.5f};

  /** Strength 80. */
  static final float RISE = 0.9f;

  /** Strength 80, the other way. */
  static final float FALL = 0.1f;

  /** Strength 20: below the least that counts. */
  static final float WEAK = 0.6f;

  final RiskState state = new RiskState();
  RiskGate gate = gate(SignalPolicy.defaults(), InputRequirements.ALL_REQUIRED);
  long clock = 1_700_000_000 * SECOND;
  long offset;
  boolean barClosed;
  int barsToWarm;
  double price = 100;
  long priceAge;
  long lag;
  double atr = 0.01;
  double volatility = 0.5;
  double funding = 0.0001;
  long fundingAge = HOUR;
  double fearGreed = 50;
  long fearGreedAge = HOUR;
  long bookAge;
  double unchangedCloses;
  double barsWithoutVolume;
  long bookUnmoved;
  double lateShare;
  DriftStatus drift = DriftStatus.WATCH;

  static RiskGate gate(SignalPolicy policy, InputRequirements needs) {
    return new RiskGate(model(), LIMITS, policy, Map.of(PERPETUAL, needs));
  }

  /** A day on which what rules look at is far from quiet. */
  static Scene ofABadDay() {
    Scene scene = new Scene();
    scene.lag = 40 * SECOND;
    scene.funding = 0.01;
    scene.volatility = 3;
    scene.fearGreed = 95;
    scene.bookAge = HOUR;
    scene.atr = 0.04;
    scene.unchangedCloses = 50;
    scene.barsWithoutVolume = 30;
    scene.bookUnmoved = 2 * HOUR;
    scene.lateShare = 0.5;
    return scene;
  }

  /** Hourly bars, one bar ahead, trained on 2020; of the feeds' runs then nothing is known. */
  static ModelMetadata model() {
    return model(Map.of());
  }

  /** The same, where training has seen these runs. */
  static ModelMetadata model(Map<String, LongestRuns> runs) {
    return model(List.of(), runs);
  }

  /** The same, made for these instruments. */
  static ModelMetadata model(List<String> servedOn, Map<String, LongestRuns> runs) {
    double[] quantiles = new double[101];
    for (int i = 0; i < quantiles.length; i++) {
      quantiles[i] = i * 0.005;
    }
    ScoreCalibration calibration =
        new ScoreCalibration(
            quantiles, new double[] {0.5}, new long[] {100, 100}, new long[] {40, 60});
    return new ModelMetadata(
        new ModelVersion("m", "7"),
        "aa",
        "bb",
        AnswerForm.DIRECTION,
        new ModelTiming(Trigger.EVERY, HOUR, 1, 1),
        new TrainingPeriod(1_577_836_800 * SECOND, 1_609_459_200 * SECOND),
        calibration,
        new ModelInstruments(servedOn, runs));
  }

  /** Nothing but time. */
  RiskOutcome tick() {
    return play(EventKind.TICK, false, Float.NaN, ControlCommand.NONE);
  }

  /** A trade upon which the model answers {@code p}. */
  RiskOutcome score(float p) {
    return play(EventKind.TRADE, true, p, ControlCommand.NONE);
  }

  /** The same, where the trade closes a bar. */
  RiskOutcome close(float p) {
    barClosed = true;
    RiskOutcome outcome = score(p);
    barClosed = false;
    return outcome;
  }

  RiskOutcome command(ControlCommand command) {
    return play(EventKind.CONTROL, false, Float.NaN, command);
  }

  /** The same of one that was given some time before. */
  RiskOutcome command(ControlCommand command, long given) {
    return gate.step(state, event(EventKind.CONTROL, false, Float.NaN, command, given));
  }

  /** Plays a rising score, which must be written. */
  Signal buy() {
    Signal signal = score(RISE).signal();
    if (signal == null) {
      throw new AssertionError("the scene does not allow a BUY");
    }
    return signal;
  }

  /** One second after the last event. */
  Gated event(EventKind kind, boolean scored, float p, ControlCommand command) {
    return event(kind, scored, p, command, clock + SECOND);
  }

  private Gated event(
      EventKind kind, boolean scored, float p, ControlCommand command, long eventTime) {
    clock += SECOND;
    offset++;
    Control order =
        command == ControlCommand.NONE
            ? null
            : new Control(PERPETUAL, clock, clock, command, "ann", "");
    Assessment now =
        new Assessment(
            new Cause(new EventRef(PERPETUAL, eventTime, offset), kind, clock, order, null),
            clock,
            barClosed,
            FEATURES,
            barsToWarm,
            market(),
            ModelRef.NONE,
            scored ? Prediction.of(p) : Prediction.NOT_ASKED);
    return new Gated(now, new DriftVerdict(drift, "rsi_14", 0.41, 0.25, 200));
  }

  private MarketContext market() {
    long arrived = at(priceAge);
    return MarketContext.UNKNOWN
        .withPrice(price, arrived == 0 ? 0 : arrived - lag, arrived)
        .with(MarketInput.BOOK, Double.NaN, at(bookAge))
        .with(MarketInput.UNCHANGED_CLOSES, unchangedCloses, clock)
        .with(MarketInput.BARS_WITHOUT_VOLUME, barsWithoutVolume, clock)
        .with(MarketInput.BOOK_MOVED, Double.NaN, bookMoved())
        .with(MarketInput.LATE_SHARE, lateShare, clock)
        .with(MarketInput.ATR, atr, clock)
        .with(MarketInput.VOLATILITY, volatility, clock)
        .with(MarketInput.FUNDING, funding, at(fundingAge))
        .with(MarketInput.FEAR_GREED, fearGreed, at(fearGreedAge));
  }

  private long bookMoved() {
    long book = at(bookAge);
    return book == 0 ? 0 : book - bookUnmoved;
  }

  private RiskOutcome play(EventKind kind, boolean scored, float p, ControlCommand command) {
    return gate.step(state, event(kind, scored, p, command));
  }

  private long at(long age) {
    return age == NEVER ? 0 : clock - age;
  }
}
