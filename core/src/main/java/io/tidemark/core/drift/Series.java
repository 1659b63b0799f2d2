package io.tidemark.core.drift;

import io.tidemark.core.feature.DriftRole;
import io.tidemark.core.score.Assessment;
import java.util.ArrayList;
import java.util.List;

/**
 * One thing that the gate looks at.
 *
 * @param name of the feature, or {@code score}
 * @param at its place in the feature vector; {@link #OF_SCORE} for the score
 * @param mayPause whether its drift may pause the model
 * @param window its test
 */
record Series(String name, int at, boolean mayPause, KsWindow window) {

  static final int OF_SCORE = -1;

  /** All that a baseline wants looked at: the features in their order, then the score. */
  static Series[] of(DriftBaseline baseline, int window) {
    List<Series> all = new ArrayList<>();
    List<FeatureBaseline> features = baseline.features();
    for (int at = 0; at < features.size(); at++) {
      FeatureBaseline feature = features.get(at);
      if (feature.role() != DriftRole.IGNORE) {
        boolean mayPause = feature.role() == DriftRole.PAUSE;
        all.add(
            new Series(
                feature.feature(),
                at,
                mayPause,
                test(feature.feature(), feature.samples(), window)));
      }
    }
    if (baseline.score().length > 0) {
      all.add(
          new Series(
              DriftBaseline.SCORE,
              OF_SCORE,
              true,
              test(DriftBaseline.SCORE, baseline.score(), window)));
    }
    return all.toArray(Series[]::new);
  }

  /** Its value at a bar close; NaN if it has none. */
  float valueIn(Assessment assessment) {
    if (at != OF_SCORE) {
      return assessment.features()[at];
    }
    float score = assessment.score();
    // An answer that is no probability is the model's failure, which is the risk layer's affair.
    return assessment.scored() && score >= 0 && score <= 1 ? score : Float.NaN;
  }

  private static KsWindow test(String name, float[] samples, int window) {
    try {
      return new KsWindow(KsReference.of(samples), window);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("baseline of " + name + ": " + e.getMessage(), e);
    }
  }
}
