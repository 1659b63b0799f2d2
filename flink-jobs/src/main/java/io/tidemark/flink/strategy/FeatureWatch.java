package io.tidemark.flink.strategy;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.FeatureScoring;
import io.tidemark.core.score.ScoringState;
import io.tidemark.core.score.Trigger;
import java.util.List;

/**
 * A feature that a decision looks at: its value at the newest bar close. Each is folded alone, so
 * that one which is missing hides no other.
 */
final class FeatureWatch {

  private final FeatureScoring scoring;
  private final ScoringState state = new ScoringState();
  private double value = Double.NaN;

  FeatureWatch(String call, long barLength, BarSource source, int maxFlat) {
    FeatureSet set = new FeatureSet(List.of(call), barLength);
    this.scoring = new FeatureScoring(set, 1, Trigger.BAR, instrument -> source, maxFlat);
  }

  void step(LogEvent event) {
    Assessment assessment = scoring.step(state, event).assessment();
    if (assessment != null && assessment.barClosed()) {
      boolean known = assessment.features().length > 0 && assessment.barsToWarm() == 0;
      value = known ? assessment.features()[0] : Double.NaN;
    }
  }

  /** NaN while it is not known. */
  double value() {
    return value;
  }
}
