package io.tidemark.core.score;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.bar.BarBuilder;
import io.tidemark.core.bar.BarListener;
import io.tidemark.core.bar.BarSource;
import io.tidemark.core.bar.BarState;
import io.tidemark.core.bar.Print;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.Trade;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.market.MarketInput;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Folds one instrument's log: bars, features, and what the model is asked. The result depends on
 * the state and the event alone; the answer is not part of the state, so it may come later.
 *
 * <p>An event that closes a bar is scored on that closed bar; any other event (where the trigger is
 * {@link Trigger#EVERY}) on the bar that is forming, unless bars are missing before it. Where one
 * event closes several bars, because some were empty, the last one counts. A model that looks at
 * several bars is given the vectors of the closed ones before it, too; it is warm when they are all
 * there. A feature with bars of another length is asked about its own bar as it stood then. Not
 * thread-safe: one object serves one task.
 */
public final class FeatureScoring {

  /** After which silence of a market its state expires, µs, where nothing else is said: 90 days. */
  public static final long EXPIRE_AFTER = 90L * 24 * 3_600 * 1_000_000;

  private static final float[] NO_FEATURES = {};

  private final FeatureSet all;
  private final ModelRef ref;
  private final Prediction pending;
  private final boolean keepsWindow;
  private final int modelSize;
  private final int modelWarmUp;
  private final FeatureWindow window;
  private final Trigger trigger;
  private final long expireAfter;
  private final Function<String, BarSource> sources;
  private final BarBuilder fromTrades;
  private final BarBuilder fromCandles;
  private final OtherFrames others;
  private final MarketInputs inputs;
  private final int layout;
  private final double[] values;
  private final BarTaker bars = new BarTaker();
  private final int maxFlat;
  private @Nullable SharedFeatures shared;

  /** As the longest constructor, with state that expires after {@link #EXPIRE_AFTER}. */
  public FeatureScoring(
      FeatureSet model,
      int windowBars,
      Trigger trigger,
      Function<String, BarSource> sources,
      int maxFlat) {
    this(model, windowBars, trigger, sources, maxFlat, EXPIRE_AFTER);
  }

  /**
   * As the longest constructor, for a model that is given its closed bars as they are, with every
   * input that a risk rule may ask for.
   */
  public FeatureScoring(
      FeatureSet model,
      int windowBars,
      Trigger trigger,
      Function<String, BarSource> sources,
      int maxFlat,
      long expireAfter) {
    this(
        new ModelInput(model, windowBars, trigger, null, ModelRef.NONE),
        EnumSet.allOf(MarketInput.class),
        sources,
        maxFlat,
        expireAfter);
  }

  /**
   * @param model what the model is asked with
   * @param inputs what the risk rules need
   * @param sources what each instrument's bars are made of
   * @param maxFlat most flat bars in a row before features warm up anew
   * @param expireAfter µs without a price, book or funding rate after which an instrument begins
   *     anew: it was delisted, and what comes back under its name may be another coin
   * @throws IllegalArgumentException if the model's window is not positive, or there is an encoder
   *     and nothing to encode
   */
  public FeatureScoring(
      ModelInput model,
      Set<MarketInput> inputs,
      Function<String, BarSource> sources,
      int maxFlat,
      long expireAfter) {
    FeatureSet features = model.features();
    this.all = MarketInputs.with(features, inputs);
    this.inputs = MarketInputs.of(all, inputs);
    this.ref = model.ref();
    this.pending = Prediction.pending(model.form());
    this.keepsWindow = model.keepsWindow() && model.windowBars() > 1;
    this.modelSize = features.size();
    this.modelWarmUp = features.warmUp();
    this.window =
        new FeatureWindow(
            model.windowBars(),
            modelSize,
            31 * features.hash().hashCode() + model.windowBars(),
            model.encoder());
    this.trigger = model.trigger();
    this.expireAfter = expireAfter;
    this.sources = sources;
    this.fromTrades = new BarBuilder(features.barLength(), BarSource.TRADES, maxFlat);
    this.fromCandles = new BarBuilder(features.barLength(), BarSource.CANDLES, maxFlat);
    this.others = new OtherFrames(all, maxFlat);
    this.layout = all.hash().hashCode();
    this.values = new double[all.size()];
    this.maxFlat = maxFlat;
  }

  /**
   * From now on takes over values of features from other models, to which each event comes before
   * it comes here, and whose instruments' bars are made of the same. What comes out is the same bit
   * for bit. Those of other bars, and those that are asked of closed bars alone, share nothing.
   */
  public void shareWith(List<FeatureScoring> earlier) {
    for (FeatureScoring other : earlier) {
      if (isLike(other)) {
        sharing().takeFrom(other.sharing());
      }
    }
  }

  private boolean isLike(FeatureScoring other) {
    return trigger == Trigger.EVERY
        && other.trigger == trigger
        && other.all.barLength() == all.barLength()
        && other.others.none() == others.none()
        && other.maxFlat == maxFlat
        && other.expireAfter == expireAfter;
  }

  private SharedFeatures sharing() {
    if (shared == null) {
      shared = new SharedFeatures(all, values);
    }
    return shared;
  }

  /**
   * Takes in one event of the instrument's log; what is to be scored has no score yet. The input in
   * the outcome is overwritten by the next step.
   */
  public ScoreOutcome step(ScoringState state, LogEvent event) {
    state.steps++;
    SharedFeatures sharing = shared;
    if (sharing == null) {
      return fold(state, event);
    }
    sharing.begin(state, event);
    bars.begin(state);
    ScoreOutcome outcome = fold(state, event);
    sharing.end(bars.closed);
    return outcome;
  }

  private ScoreOutcome fold(ScoringState state, LogEvent event) {
    layOut(state);
    if (!state.origins.isNew(event.origin()) || isRepeatedTrade(state, event.fact())) {
      if (shared != null) {
        shared.repeated();
      }
      return ScoreOutcome.DUPLICATE;
    }
    BarSource source = sources.apply(event.instrument());
    BarBuilder builder = source == BarSource.TRADES ? fromTrades : fromCandles;
    if (!event.fact().kind().isCommand()) {
      state.clock = Math.max(state.clock, event.availableAt());
    }
    if (state.heardAt() > 0 && state.clock - state.heardAt() > expireAfter) {
      state.expire();
      layOut(state);
    }
    bars.begin(state);
    others.begin(state, source);
    BarBuilder.Use use = take(state, builder, event);
    pass(state, builder);
    if (use == BarBuilder.Use.DUPLICATE) {
      return ScoreOutcome.DUPLICATE;
    }
    boolean late = use == BarBuilder.Use.LATE;
    if (source == BarSource.TRADES && event.fact() instanceof Trade) {
      state.feed.traded(state.span(all.barLength()), late);
    }
    if (late && !bars.closed) {
      return ScoreOutcome.LATE;
    }
    return assess(state, event, builder, late ? Intake.LATE : Intake.FACT);
  }

  /** How many numbers the model is asked with. */
  public int inputSize() {
    return window.inputSize();
  }

  private void layOut(ScoringState state) {
    if (state.layout != layout || state.identities.length != all.size()) {
      state.layOut(all, layout);
    }
    window.layOut(state);
  }

  private static boolean isRepeatedTrade(ScoringState state, Fact fact) {
    return fact instanceof Trade trade && !state.trades.isNew(trade.tradeId(), trade.eventTime());
  }

  /** Time passes: at the end of the set's own bar the others stand where they stood then. */
  private void pass(ScoringState state, BarBuilder builder) {
    if (!others.none() && state.bars.formingStart != BarState.NONE) {
      others.advance(Math.min(state.clock, end(state)));
    }
    builder.advance(state.bars, state.clock, bars);
    if (!others.none()) {
      others.advance(state.clock);
    }
  }

  private long end(ScoringState state) {
    return state.bars.formingStart + all.barLength();
  }

  private BarBuilder.Use take(ScoringState state, BarBuilder builder, LogEvent event) {
    Fact fact = event.fact();
    if (fact instanceof Trade trade) {
      if (!others.none()) {
        if (state.bars.formingStart != BarState.NONE && trade.eventTime() >= end(state)) {
          pass(state, builder);
        }
        others.trade(trade, state.clock, builder.isLate(state.bars, trade));
      }
      BarBuilder.Use use = builder.trade(state.bars, trade, state.clock, bars);
      if (use == BarBuilder.Use.TAKEN) {
        price(state, trade, trade.price());
      }
      return use;
    }
    // the candle of another instrument is there for reference
    if (fact instanceof Candle candle && candle.instrument().equals(event.instrument())) {
      // what the set's own bars have had, the longer ones have had, too
      if (candle.length() != all.barLength() || candle.start() > state.bars.lastStart) {
        others.candle(candle);
      }
      BarBuilder.Use use = builder.candle(state.bars, candle, bars);
      if (use == BarBuilder.Use.TAKEN) {
        price(state, candle, candle.close());
      }
      return use;
    }
    if (fact.kind().isCommand()) {
      return BarBuilder.Use.TAKEN; // no feature learns from it, and there may be no clock yet
    }
    all.observe(state.cells, fact, state.clock);
    if (fact instanceof Book book) {
      state.bookAt = fact.availableAt();
      state.feed.booked(book, state.clock);
    } else if (fact instanceof Funding) {
      state.fundingAt = fact.availableAt();
    } else if (fact instanceof Metric metric && metric.name().equals(Metric.FEAR_GREED)) {
      state.fearGreedAt = fact.availableAt();
    }
    return BarBuilder.Use.TAKEN;
  }

  private static void price(ScoringState state, Fact fact, double price) {
    if (fact.eventTime() >= state.priceEventTime) {
      state.price = price;
      state.priceEventTime = fact.eventTime();
      state.priceAvailableAt = fact.availableAt();
    }
  }

  private ScoreOutcome assess(
      ScoringState state, LogEvent event, BarBuilder builder, Intake intake) {
    EventKind kind = event.fact().kind();
    boolean timeOrCommand = kind == EventKind.TICK || kind.isCommand();
    boolean wantsScore = bars.closed || (trigger == Trigger.EVERY && !timeOrCommand);
    if (!wantsScore && !timeOrCommand) {
      return ScoreOutcome.SILENT;
    }
    boolean rescaled = !bars.closed && builder.isInOtherScale(state.bars);
    boolean follows = !rescaled && !builder.isAfterHole(state.bars);
    boolean adrift = !bars.closed && modelWarmUp > 0 && !follows;
    boolean lost = rescaled || (!bars.closed && builder.isAfterLongHole(state.bars));
    int toWarm = bars.closed ? bars.toWarm : modelWarmUp - state.closedBars;
    int toFill = bars.closed ? bars.toFill : window.missing(state);
    if (adrift && lost) {
      toWarm = modelWarmUp; // the next bar begins anew
      toFill = window.missingAtFirst();
    } else if (adrift) {
      toWarm = Math.max(1, toWarm);
    } else if (wantsScore && !bars.closed) {
      Bar forming = state.bars.forming;
      if (forming.updates == 0) {
        forming.flat(state.bars.formingStart, lost ? Double.NaN : state.bars.lastClose);
      }
      ofForming(state, forming);
      toWarm = Math.max(toWarm, others.values(Long.MAX_VALUE, values));
    }
    float[] features = wantsScore && !adrift ? vector() : NO_FEATURES;
    if (wantsScore) {
      state.inputMissing = features.length == 0 && toWarm == 0;
    }
    int barsToWarm = state.inputMissing ? Assessment.INPUT_MISSING : toWarm + toFill;
    boolean scored = features.length > 0 && toFill == 0;
    Assessment assessment =
        new Assessment(
            Cause.of(event, state.timeOf(event)),
            state.clockAt(event),
            bars.closed,
            features,
            barsToWarm,
            inputs.read(state, lost),
            ref,
            scored ? asked(state, features) : Prediction.NOT_ASKED);
    return new ScoreOutcome(
        intake, assessment, scored ? window.input(state, features, bars.closed) : NO_FEATURES);
  }

  private void ofForming(ScoringState state, Bar forming) {
    if (shared == null) {
      all.values(state.cells, forming, state.clock, values);
    } else {
      all.values(state.cells, forming, state.clock, shared.taken(), values);
    }
  }

  private Prediction asked(ScoringState state, float[] features) {
    return keepsWindow ? pending.about(window.whole(state, features, bars.closed)) : pending;
  }

  /** The model's vector, or an empty one if a feature is missing. */
  private float[] vector() {
    float[] vector = new float[modelSize];
    for (int i = 0; i < modelSize; i++) {
      if (!Double.isFinite(values[i])) {
        return NO_FEATURES;
      }
      vector[i] = (float) values[i];
    }
    return vector;
  }

  /** Takes closed bars into the features, remembering the last one's values. */
  private final class BarTaker implements BarListener {

    private ScoringState state = new ScoringState();
    boolean closed;
    private int toWarm;
    private int toFill;

    void begin(ScoringState next) {
      state = next;
      closed = false;
    }

    @Override
    public void traded(Print print) {
      all.traded(state.cells, print);
    }

    @Override
    public void closed(Bar bar) {
      all.values(state.cells, bar, state.clock, values);
      int othersToWarm = others.values(bar.start + all.barLength(), values);
      toWarm = Math.max(modelWarmUp - state.closedBars, othersToWarm);
      toFill = window.missing(state);
      window.close(state, values);
      inputs.closed(state, values);
      state.feed.closed(bar);
      all.close(state.cells, bar, state.clock);
      state.closedBars = Math.min(state.closedBars + 1, modelWarmUp);
      closed = true;
    }

    @Override
    public void reset() {
      all.forgetBars(state.cells, 0);
      window.reset(state);
      state.closedBars = 0;
      state.forgetBars();
      state.feed.reset();
    }
  }
}
