package io.tidemark.core.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.market.MarketInput;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.FeatureScoring;
import io.tidemark.core.score.ModelInput;
import io.tidemark.core.score.ScoreCalibration;
import io.tidemark.core.score.Scorer;
import io.tidemark.core.score.Trigger;
import io.tidemark.core.signal.SignalPolicy;
import io.tidemark.core.state.StateBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which model serves, position by position. */
class ModelServingTest {

  private static final String INSTRUMENT = "BTC-USDT@sim";
  private static final long MINUTE = 60_000_000L;
  private static final List<String> FEATURES = List.of("log_return", "sma_distance(5)");
  private static final List<String> MORE =
      List.of("log_return", "sma_distance(5)", "ema_distance(9)");

  private static final ModelRef ONE = ref("m", 1);
  private static final ModelRef TWO = ref("m", 2);
  private static final ModelRef THREE = ref("m", 3);
  private static final ModelRef OTHER = ref("n", 1);
  private static final ModelRef WIDE = ref("m", 9);

  private final FakeCache cache = new FakeCache();
  private final List<ModelAlert> alerts = new ArrayList<>();
  private final List<ModelComparison> comparisons = new ArrayList<>();
  private final Random random = new Random(5);
  private InstrumentState state = new InstrumentState();
  private @org.jspecify.annotations.Nullable ServeOutcome last;
  private ModelServing serving = serving(ONE);
  private long time = 1_000 * MINUTE;
  private long offset;
  private double price = 100;

  @Test
  void anActivationIsTheLastEventThatTheModelBeforeSees() throws IOException {
    trade();
    assertThat(update(ModelAction.ACTIVATE, TWO)).isEqualTo(ONE);
    assertThat(trade()).isEqualTo(TWO);
    assertThat(alerts).isEmpty();
  }

  @Test
  void whatIsRegisteredIsPreparedAndDoesNotServe() throws IOException {
    update(ModelAction.REGISTER, TWO);
    assertThat(cache.announced).containsExactly(TWO);
    assertThat(cache.asked).isEmpty();
    assertThat(trade()).isEqualTo(ONE);
  }

  @Test
  void anOlderVersionIsRefusedUnlessItIsRolledBackTo() throws IOException {
    update(ModelAction.ACTIVATE, THREE);
    update(ModelAction.ACTIVATE, TWO);
    assertThat(trade()).isEqualTo(THREE);
    assertThat(alerts)
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.phase()).isEqualTo(AlertPhase.OPENED);
              assertThat(alert.model()).isEqualTo(TWO);
              assertThat(alert.serving()).isEqualTo(THREE);
              assertThat(alert.detail()).contains("not newer").contains("roll back");
            });
    update(ModelAction.ROLL_BACK, TWO);
    assertThat(trade()).isEqualTo(TWO);
    assertThat(alerts)
        .extracting(ModelAlert::phase)
        .containsExactly(AlertPhase.OPENED, AlertPhase.CLOSED);
    assertThat(alerts.get(1).id()).isEqualTo(alerts.get(0).id());
    update(ModelAction.ACTIVATE, THREE);
    assertThat(trade()).isEqualTo(THREE);
  }

  @Test
  void whatAnUpdateFromAClockFarAheadCausesHasTheInstrumentsTime() throws IOException {
    cache.broken.put(TWO, "two is broken");
    trade();
    long ahead = time + 43 * 60 * MINUTE;
    for (ModelAction action : List.of(ModelAction.ACTIVATE, ModelAction.END_SHADOW)) {
      step(event(new ModelUpdate(INSTRUMENT, ahead, ahead, action, TWO, "me")));
    }
    assertThat(alerts)
        .extracting(ModelAlert::phase)
        .containsExactly(AlertPhase.OPENED, AlertPhase.CLOSED);
    assertThat(alerts)
        .extracting(ModelAlert::occurrence)
        .allSatisfy(
            occurrence -> {
              assertThat(occurrence.openedAt()).isEqualTo(time);
              assertThat(occurrence.eventTime()).isEqualTo(time);
            });
    trade();
    assertThat(state.scoring.clock).isEqualTo(time);
  }

  @Test
  void aModelOfAnotherNameMayFollowWhateverItsVersion() throws IOException {
    update(ModelAction.ACTIVATE, THREE);
    update(ModelAction.ACTIVATE, OTHER);
    assertThat(trade()).isEqualTo(OTHER);
  }

  @Test
  void whatIsRefusedLeavesTheOldOneServingAndIsSaidOnce() throws IOException {
    cache.broken.put(TWO, "golden.csv: line 2: expected 0.5, found NaN");
    update(ModelAction.ACTIVATE, TWO);
    update(ModelAction.ACTIVATE, TWO);
    update(ModelAction.ACTIVATE, TWO);
    assertThat(trade()).isEqualTo(ONE);
    assertThat(alerts)
        .singleElement()
        .extracting(ModelAlert::detail)
        .asString()
        .contains("found NaN");
    update(ModelAction.ACTIVATE, THREE);
    assertThat(alerts).hasSize(2);
    assertThat(alerts.get(1).occurrence().repeats()).isEqualTo(2);
    assertThat(alerts.get(1).detail()).isEqualTo("m/3 serves from here on, by me");
    assertThat(trade()).isEqualTo(THREE);
  }

  @Test
  void anotherRefusalTakesTheAlertsPlace() throws IOException {
    cache.broken.put(TWO, "two is broken");
    cache.broken.put(THREE, "three is broken");
    update(ModelAction.ACTIVATE, TWO);
    update(ModelAction.SHADOW, THREE);
    assertThat(alerts)
        .extracting(alert -> alert.phase() + " " + alert.model().version())
        .containsExactly("OPENED 2", "CLOSED 2", "OPENED 3");
  }

  @Test
  void aRepeatedUpdateIsNoUpdate() throws IOException {
    update(ModelAction.ACTIVATE, TWO);
    LogEvent back =
        event(new ModelUpdate(INSTRUMENT, time, time, ModelAction.ROLL_BACK, ONE, "me"));
    step(back);
    update(ModelAction.ACTIVATE, TWO);
    step(back);
    assertThat(trade()).isEqualTo(TWO);
  }

  @Test
  void aRestartGoesOnWithWhatServedUnlessTheJobBringsANewerOne() throws IOException {
    update(ModelAction.ACTIVATE, TWO);
    restart(ONE);
    assertThat(trade()).isEqualTo(TWO);
    restart(TWO);
    assertThat(trade()).isEqualTo(TWO);
    restart(ONE);
    assertThat(trade()).as("versions do not run back").isEqualTo(TWO);
    restart(THREE);
    assertThat(trade()).isEqualTo(THREE);
    restart(ONE);
    assertThat(trade()).as("nothing was asked for any more").isEqualTo(ONE);
  }

  @Test
  void aRollBackOutlivesARestartOfTheSameJob() throws IOException {
    serving = serving(THREE);
    update(ModelAction.ROLL_BACK, ONE);
    restart(THREE);
    assertThat(trade()).isEqualTo(ONE);
    restart(OTHER);
    assertThat(trade()).as("the job brings another model").isEqualTo(OTHER);
  }

  @Test
  void ifWhatServedIsGoneAfterARestartTheJobsOwnServesAndAnAlertSaysSo() throws IOException {
    update(ModelAction.ACTIVATE, TWO);
    cache.broken.put(TWO, "no such directory");
    restart(ONE);
    assertThat(trade()).isEqualTo(ONE);
    assertThat(alerts)
        .singleElement()
        .extracting(ModelAlert::detail)
        .isEqualTo("no such directory");
    trade();
    assertThat(alerts).hasSize(1);
  }

  @Test
  void aShadowIsComparedAndChangesNothing() throws IOException {
    List<String> alone = run(List.of(event(ModelAction.END_SHADOW, TWO)));
    reset();
    List<String> shadowed = run(List.of(event(ModelAction.SHADOW, TWO)));
    assertThat(shadowed).isEqualTo(alone);
    assertThat(comparisons).hasSizeGreaterThan(50);
    for (ModelComparison each : comparisons) {
      assertThat(each.serving()).isEqualTo(ONE);
      assertThat(each.shadow()).isEqualTo(TWO);
      assertThat(each.samples()).isPositive();
      assertThat(each.agreements()).isBetween(0L, each.samples());
      assertThat(each.period().from()).isLessThanOrEqualTo(each.period().to());
      assertThat(Math.abs(each.difference().mean()))
          .isLessThanOrEqualTo(each.difference().meanDistance() + 1e-12);
      assertThat(each.difference().meanDistance())
          .isBetween(1e-9, each.difference().largestDistance() + 1e-12);
    }
  }

  @Test
  void aShadowOfTheSameAnswersAgreesOnEverySample() throws IOException {
    cache.like.put(TWO, 1);
    run(List.of(event(ModelAction.SHADOW, TWO)));
    assertThat(comparisons).isNotEmpty();
    for (ModelComparison each : comparisons) {
      assertThat(each.agreements()).isEqualTo(each.samples());
      assertThat(each.difference().largestDistance()).isZero();
    }
  }

  @Test
  void aShadowWithOtherFeaturesIsWarmWhenItIsActivated() throws IOException {
    for (int i = 0; i < 400; i++) {
      trade();
    }
    update(ModelAction.SHADOW, WIDE);
    for (int i = 0; i < 400; i++) {
      trade();
    }
    assertThat(update(ModelAction.ACTIVATE, WIDE)).isEqualTo(ONE);
    Assessment next = assessed(event(trade(time += 1_000)));
    assertThat(next.model()).isEqualTo(WIDE);
    assertThat(next.scored()).isTrue();
    assertThat(next.features()).hasSize(3);
    assertThat(state.serving.shadow).isNull();
  }

  @Test
  void withoutAShadowOtherFeaturesMustWarmUpFirst() throws IOException {
    for (int i = 0; i < 400; i++) {
      trade();
    }
    update(ModelAction.ACTIVATE, WIDE);
    assertThat(assessed(event(trade(time += 1_000))).scored()).isFalse();
  }

  @Test
  void aShadowEndsWhenItIsToldToOrItsFilesAreGone() throws IOException {
    update(ModelAction.SHADOW, TWO);
    update(ModelAction.END_SHADOW, TWO);
    assertThat(state.serving.shadow).isNull();
    update(ModelAction.SHADOW, TWO);
    cache.broken.put(TWO, "gone");
    restart(ONE);
    trade();
    assertThat(state.serving.shadow).isNull();
    assertThat(alerts).singleElement().extracting(ModelAlert::action).isEqualTo(ModelAction.SHADOW);
  }

  @Test
  void whatServesOrScoresBesideIsNotRetired() throws IOException {
    update(ModelAction.ACTIVATE, TWO);
    update(ModelAction.SHADOW, THREE);
    update(ModelAction.RETIRE, TWO);
    update(ModelAction.RETIRE, THREE);
    assertThat(cache.retired).isEmpty();
    update(ModelAction.RETIRE, ONE);
    assertThat(cache.retired).containsExactly(ONE);
  }

  @Test
  void whatServesCannotScoreBesideItself() throws IOException {
    update(ModelAction.SHADOW, ONE);
    assertThat(state.serving.shadow).isNull();
    assertThat(alerts).singleElement().extracting(ModelAlert::detail).isEqualTo("it serves");
  }

  @Test
  void aLogWithUpdatesGivesTheSameAnswersHoweverOftenItIsInterrupted() throws IOException {
    List<LogEvent> updates =
        List.of(
            event(ModelAction.SHADOW, TWO),
            event(ModelAction.ACTIVATE, TWO),
            event(ModelAction.ACTIVATE, WIDE),
            event(ModelAction.ROLL_BACK, ONE));
    List<String> once = run(updates);
    int reports = comparisons.size();
    reset();
    List<String> interrupted = new ArrayList<>();
    for (LogEvent event : log(updates)) {
      restart(ONE);
      interrupted.addAll(described(event));
    }
    assertThat(interrupted).isEqualTo(once);
    assertThat(comparisons).hasSize(reports);
    assertThat(once)
        .anyMatch(line -> line.startsWith("m/2"))
        .anyMatch(line -> line.startsWith("m/9"));
  }

  private List<String> run(List<LogEvent> updates) {
    List<String> lines = new ArrayList<>();
    for (LogEvent event : log(updates)) {
      lines.addAll(described(event));
    }
    return lines;
  }

  /** Updates at even distances among a few hundred trades. */
  private List<LogEvent> log(List<LogEvent> updates) {
    Random chance = new Random(9);
    List<LogEvent> log = new ArrayList<>();
    long at = 2_000 * MINUTE;
    double last = 50;
    for (int i = 0; i < 1_000; i++) {
      at += chance.nextInt((int) (MINUTE / 3));
      last *= Math.exp(0.001 * chance.nextGaussian());
      int update = i / 200 - 1;
      boolean due = i % 200 == 0 && update >= 0 && update < updates.size();
      Fact fact = due ? moved((ModelUpdate) updates.get(update).fact(), at) : trade(at, last);
      log.add(new LogEvent(INSTRUMENT, at, new Origin("log", 0, i), i, 0, fact));
    }
    return log;
  }

  private static ModelUpdate moved(ModelUpdate update, long at) {
    return new ModelUpdate(INSTRUMENT, at, at, update.action(), update.model(), update.by());
  }

  private List<String> described(LogEvent event) {
    Assessment assessment = step(event);
    if (assessment == null) {
      return List.of();
    }
    return List.of(
        assessment.model().name()
            + " "
            + event.offset()
            + " "
            + assessment.scored()
            + " "
            + Arrays.toString(last().score().input()));
  }

  private void reset() {
    state = new InstrumentState();
    serving = serving(ONE);
    comparisons.clear();
    alerts.clear();
  }

  private void restart(ModelRef own) throws IOException {
    state = StateBytes.restored(new InstrumentStateCodec(), state);
    cache.loaded.clear();
    serving = serving(own);
  }

  private ModelServing serving(ModelRef own) {
    return new ModelServing(cache.make(own), cache, SignalPolicy.defaults(), 3);
  }

  private ModelRef trade() {
    step(event(trade(time += 20_000_000)));
    return last().model().ref();
  }

  private Trade trade(long at) {
    price *= Math.exp(0.001 * random.nextGaussian());
    return trade(at, price);
  }

  private static Trade trade(long at, double price) {
    return new Trade(INSTRUMENT, at, at, "", price, 1, Side.BUY);
  }

  /** The model that took the update. */
  private ModelRef update(ModelAction action, ModelRef model) {
    step(event(action, model));
    return last().model().ref();
  }

  private LogEvent event(ModelAction action, ModelRef model) {
    return event(new ModelUpdate(INSTRUMENT, time, time, action, model, "me"));
  }

  private LogEvent event(Fact fact) {
    offset++;
    return new LogEvent(
        INSTRUMENT, fact.availableAt(), new Origin("raw", 0, offset), offset, 0, fact);
  }

  private Assessment assessed(LogEvent event) {
    Assessment assessment = step(event);
    assertThat(assessment).isNotNull();
    return assessment;
  }

  private ServeOutcome last() {
    return Objects.requireNonNull(last);
  }

  private @org.jspecify.annotations.Nullable Assessment step(LogEvent event) {
    last = serving.step(state, event);
    Assessment assessment = last.score().assessment();
    alerts.addAll(last.alerts());
    ModelComparison comparison = last.comparison();
    if (comparison != null) {
      comparisons.add(comparison);
    }
    return assessment;
  }

  private static ModelRef ref(String id, int version) {
    return new ModelRef(id, Integer.toString(version), Integer.toString(version).repeat(64));
  }

  /** Versions answer differently, but for those that are said to be like another. */
  private static final class FakeCache implements LoadedModelCache<ActiveModel> {

    final Map<ModelRef, String> broken = new HashMap<>();
    final Map<ModelRef, Integer> like = new HashMap<>();
    final Map<ModelRef, ActiveModel> loaded = new HashMap<>();
    final List<ModelRef> announced = new ArrayList<>();
    final Set<ModelRef> asked = new HashSet<>();
    final Set<ModelRef> retired = new HashSet<>();

    @Override
    public void announce(ModelRef ref) {
      announced.add(ref);
    }

    @Override
    public Lookup<ActiveModel> get(ModelRef ref) {
      asked.add(ref);
      String reason = broken.get(ref);
      return reason == null
          ? new Loaded<>(loaded.computeIfAbsent(ref, this::make))
          : new Refused<>(reason);
    }

    @Override
    public void retire(ModelRef ref) {
      retired.add(ref);
    }

    ActiveModel make(ModelRef ref) {
      double[] quantiles = new double[101];
      Arrays.setAll(quantiles, i -> i / 2_000.0);
      return new ActiveModel(
          ref,
          new ScoreCalibration(quantiles, new double[0], new long[] {0}, new long[] {0}),
          new FeatureScoring(
              new ModelInput(
                  new FeatureSet(ref.equals(WIDE) ? MORE : FEATURES, MINUTE),
                  1,
                  Trigger.EVERY,
                  null,
                  ref),
              EnumSet.allOf(MarketInput.class),
              any -> BarSource.TRADES,
              5,
              FeatureScoring.EXPIRE_AFTER),
          new Slope(like.getOrDefault(ref, Integer.parseInt(ref.version()))));
    }
  }

  /** One half, and so much of the first feature. */
  private record Slope(int by) implements Scorer {

    @Override
    public int batch() {
      return 1;
    }

    @Override
    public int width() {
      return 1;
    }

    @Override
    public void score(float[] inputs, int count, float[] answers) {
      answers[0] = 0.5f + by * Math.max(-0.01f, Math.min(0.01f, inputs[0]));
    }
  }
}
