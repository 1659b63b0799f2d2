package io.tidemark.bench.outcome;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.drift.DriftGate;
import io.tidemark.core.drift.DriftState;
import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.drift.DriftVerdict;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.market.MarketInput;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.FeatureScoring;
import io.tidemark.core.score.ModelInput;
import io.tidemark.core.score.ModelTiming;
import io.tidemark.core.score.Prediction;
import io.tidemark.core.score.ScoreOutcome;
import io.tidemark.core.score.ScoringState;
import io.tidemark.core.score.Trigger;
import io.tidemark.models.LoadedModel;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One series on its way through features, model and two gates; its price is its own. */
final class GatedSeries {

  private static final long EPOCH = 1_704_067_200_000_000L;
  private static final double FIRST_PRICE = 30_000;
  private static final double UNKNOWING = 0.5;

  private final LoadedModel model;
  private final CalmBars calm;
  private final FeatureScoring scoring;
  private final int features;
  private final int windowBars;
  private final long barLength;
  private final SplittableRandom signs;
  private final ScoringState state = new ScoringState();
  private final Side[] sides;
  private double price = FIRST_PRICE;
  private double up = UNKNOWING;
  private long bars;
  private int changed;
  private float stuck = Float.NaN;

  /** A gate with its state, and what it said last. */
  private static final class Side {
    final DriftGate gate;
    DriftState state = new DriftState();
    @Nullable DriftVerdict verdict;

    Side(DriftGate gate) {
      this.gate = gate;
    }
  }

  GatedSeries(LoadedModel model, CalmBars calm, List<DriftGate> gates, int maxFlat, long seed) {
    ModelTiming timing = model.metadata().timing();
    this.model = model;
    this.calm = calm;
    this.features = model.featureNames().size();
    this.windowBars = timing.windowBars();
    this.barLength = timing.barLength();
    this.signs = new SplittableRandom(seed);
    this.scoring =
        new FeatureScoring(
            new ModelInput(
                new FeatureSet(model.featureNames(), barLength),
                windowBars,
                Trigger.BAR,
                null,
                model.metadata().form(),
                model.ref()),
            EnumSet.allOf(MarketInput.class),
            any -> BarSource.CANDLES,
            maxFlat,
            FeatureScoring.EXPIRE_AFTER);
    this.sides = gates.stream().map(Side::new).toArray(Side[]::new);
  }

  /** Takes the next bar, as it is after a change, or with {@link InjectedChange#NONE} as drawn. */
  void step(RelativeBar drawn, InjectedChange change) {
    RelativeBar bar = change.of(drawn, changed == 0, up, calm.sigma(), signs);
    changed += change == InjectedChange.NONE ? 0 : 1;
    Candle candle = bar.after(price, calm.instrument(), EPOCH + bars * barLength, barLength);
    price = candle.close();
    LogEvent event =
        new LogEvent(
            candle.instrument(),
            candle.availableAt(),
            new Origin("calm", 0, bars),
            bars,
            candle.availableAt(),
            candle);
    bars++;
    ScoreOutcome outcome = scoring.step(state, event);
    Assessment assessment = outcome.assessment();
    if (assessment != null) {
      Assessment answered = answered(assessment, outcome, change);
      for (Side side : sides) {
        side.verdict = side.gate.step(side.state, answered).verdict();
      }
    }
  }

  private Assessment answered(Assessment asked, ScoreOutcome outcome, InjectedChange change) {
    up = UNKNOWING;
    if (!asked.scored()) {
      return asked;
    }
    float[] vector = asked.features().clone();
    float[] window = Arrays.copyOf(outcome.input(), windowBars * features);
    if (change == InjectedChange.STUCK) {
      stuck = Float.isNaN(stuck) ? vector[0] : stuck;
      vector[0] = stuck;
      for (int bar = Math.max(0, windowBars - changed); bar < windowBars; bar++) {
        window[bar * features] = stuck;
      }
    }
    Prediction prediction = Prediction.NOT_ASKED;
    if (change == InjectedChange.NAN) {
      vector[0] = Float.NaN; // the model is not asked about such a vector
    } else {
      prediction = model.predict(window);
      up = Float.isNaN(prediction.probability()) ? UNKNOWING : prediction.probability();
    }
    return new Assessment(
        asked.cause(),
        asked.clock(),
        asked.barClosed(),
        vector,
        asked.barsToWarm(),
        asked.market(),
        asked.model(),
        prediction);
  }

  boolean isPaused(int side) {
    return sides[side].state.status() == DriftStatus.PAUSED;
  }

  /** What a side's verdict names. */
  String named(int side) {
    DriftVerdict verdict = sides[side].verdict;
    return verdict == null ? "" : verdict.feature();
  }

  /** A side begins anew, as where a person resumes the model. */
  void resume(int side) {
    sides[side].state = new DriftState();
  }
}
