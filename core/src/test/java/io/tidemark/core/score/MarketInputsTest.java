package io.tidemark.core.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.feature.FeatureCall;
import io.tidemark.core.feature.FeatureFunction;
import io.tidemark.core.feature.catalog.FeatureCatalog;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.market.MarketContext;
import io.tidemark.core.market.MarketInput;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MarketInputsTest {

  private static final List<String> NAMES = List.of("log_return", "rsi(14)");

  @Test
  void onlyWhatIsDeclaredIsThereAndTheModelSeesTheSame() {
    ScoringState all = new ScoringState();
    ScoringState some = new ScoringState();
    FeatureScoring withAll = scoring(EnumSet.allOf(MarketInput.class));
    FeatureScoring withSome = scoring(Set.of(MarketInput.VOLATILITY));
    int known = 0;
    for (LogEvent event : RandomLog.of(41, 3_000)) {
      Assessment expected = withAll.step(all, event).assessment();
      Assessment found = withSome.step(some, event).assessment();
      if (expected == null || found == null) {
        assertThat(found).isEqualTo(expected);
        continue;
      }
      assertThat(found.features()).isEqualTo(expected.features());
      assertThat(found.barsToWarm()).isEqualTo(expected.barsToWarm());
      assertSame(found.market(), expected.market(), MarketInput.VOLATILITY);
      assertSame(found.market(), expected.market(), MarketInput.PRICE);
      assertThat(found.market().value(MarketInput.ATR)).isNaN();
      assertThat(found.market().knownAt(MarketInput.ATR)).isZero();
      known += Double.isNaN(expected.market().value(MarketInput.ATR)) ? 0 : 1;
    }
    assertThat(known).isPositive();
    assertThat(some.cells.length).isLessThan(all.cells.length);
  }

  @Test
  void aClosedBarIsKnownAtItsEnd() {
    ScoringState state = new ScoringState();
    FeatureScoring scoring = scoring(EnumSet.allOf(MarketInput.class));
    int closes = 0;
    for (LogEvent event : RandomLog.of(42, 2_000)) {
      Assessment assessment = scoring.step(state, event).assessment();
      if (assessment != null && assessment.barClosed()) {
        closes++;
        assertThat(assessment.market().knownAt(MarketInput.ATR))
            .isEqualTo(state.bars.lastStart + RandomLog.MINUTE)
            .isLessThanOrEqualTo(assessment.clock());
      }
    }
    assertThat(closes).isPositive();
  }

  @Test
  void whatAClosedBarTellsIsWhatItsFeatureLearnsOfBars() {
    for (MarketInput input : MarketInput.values()) {
      String feature = input.feature();
      boolean ofBars = feature != null && function(feature).needs().ofBars();
      assertThat(ofBars).as(input.name()).isEqualTo(input.since() == MarketInput.Since.BAR_END);
    }
  }

  @Test
  void whatFeaturesComputeIsNotCopiedForAnEventThatChangesNothingOfIt() {
    ScoringState state = new ScoringState();
    FeatureScoring scoring = scoring(EnumSet.allOf(MarketInput.class));
    MarketContext last = MarketContext.UNKNOWN;
    int shared = 0;
    int changed = 0;
    for (LogEvent event : RandomLog.of(43, 3_000)) {
      Assessment assessment = scoring.step(state, event).assessment();
      if (assessment != null) {
        MarketContext now = assessment.market();
        boolean same = Arrays.equals(now.derived(), last.derived());
        assertThat(now.derived() == last.derived()).isEqualTo(same);
        shared += same ? 1 : 0;
        changed += same ? 0 : 1;
        last = now;
      }
    }
    assertThat(changed).isPositive();
    assertThat(shared).isGreaterThan(changed);
  }

  private static FeatureFunction function(String name) {
    String wanted = FeatureCall.parse(name).function();
    return FeatureCatalog.functions().stream()
        .filter(function -> function.name().equals(wanted))
        .findFirst()
        .orElseThrow();
  }

  private static void assertSame(MarketContext found, MarketContext expected, MarketInput input) {
    assertThat(found.value(input)).isEqualTo(Double.valueOf(expected.value(input)));
    assertThat(found.knownAt(input)).isEqualTo(expected.knownAt(input));
  }

  private static FeatureScoring scoring(Set<MarketInput> inputs) {
    return new FeatureScoring(
        new ModelInput(
            new FeatureSet(NAMES, RandomLog.MINUTE), 1, Trigger.EVERY, null, ModelRef.NONE),
        inputs,
        instrument -> BarSource.TRADES,
        5,
        FeatureScoring.EXPIRE_AFTER);
  }
}
