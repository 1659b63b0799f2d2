package io.tidemark.core.strategy;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.FeatureScoring;
import io.tidemark.core.score.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The features at which a decision looks: their values at the newest bar close. Each is folded
 * alone, so that one which is missing hides no other. Not thread-safe: one object serves one task.
 */
public final class WatchedFeatures {

  private final List<String> calls;
  private final long barLength;
  private final List<FeatureScoring> scoring = new ArrayList<>();

  /**
   * @param strategy whose features they are
   * @param sources what each instrument's bars are made of
   * @param maxFlat most flat bars in a row before features warm up anew
   * @param expireAfter µs without a price, book or funding rate after which an instrument begins
   *     anew
   */
  public WatchedFeatures(
      Strategy strategy, Function<String, BarSource> sources, int maxFlat, long expireAfter) {
    this.calls = strategy.features();
    this.barLength = strategy.barLength();
    for (String call : calls) {
      FeatureSet set = new FeatureSet(List.of(call), barLength);
      scoring.add(new FeatureScoring(set, 1, Trigger.BAR, sources, maxFlat, expireAfter));
    }
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return calls.isEmpty();
  }

  /**
   * Takes in one event of the instrument's log.
   *
   * @param state changed in place
   * @return the values, NaN where one is not known; in an array of their own
   */
  public double[] step(WatchedState state, LogEvent event) {
    state.layOut(calls, barLength);
    for (int i = 0; i < state.values.length; i++) {
      Assessment assessment = scoring.get(i).step(state.scoring[i], event).assessment();
      if (assessment != null && assessment.barClosed()) {
        boolean known = assessment.features().length > 0 && assessment.barsToWarm() == 0;
        state.values[i] = known ? assessment.features()[0] : Double.NaN;
      }
    }
    return state.values.clone();
  }
}
