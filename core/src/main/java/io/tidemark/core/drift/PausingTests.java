package io.tidemark.core.drift;

import io.tidemark.core.outcome.OutcomeWatch;
import io.tidemark.core.outcome.TestReference;
import io.tidemark.core.score.Assessment;
import org.jspecify.annotations.Nullable;

/** All that a gate tests under one numbering: its monitors, then its outcome tests. */
record PausingTests(DriftMonitors monitors, @Nullable OutcomeWatch outcomes) {

  /** Hash of the baseline, the model, the windows, and what its outcomes were. */
  long fingerprint() {
    if (outcomes == null) {
      return monitors.fingerprint();
    }
    Digest digest = new Digest().number(monitors.fingerprint());
    for (TestReference test : outcomes.reference().tests()) {
      digest
          .text(test.test().toString())
          .number(Double.doubleToLongBits(test.mean()))
          .number(Double.doubleToLongBits(test.deviation()));
    }
    return digest.first64();
  }

  /** Sums change with every outcome; the verdict follows at the next bar close. */
  void watch(DriftState state, Assessment assessment) {
    if (outcomes != null) {
      outcomes.step(state.outcomes, assessment);
    }
  }

  /** Whether an outcome test is beyond its threshold. */
  boolean isWrong(DriftState state) {
    return outcomes != null && outcomes.isBeyond(state.outcomes);
  }

  /**
   * The one that a verdict names: nearest to its threshold, or farthest beyond it.
   *
   * @param wrong {@link #isWrong}: then there is a verdict though no window is full
   */
  int farthest(DriftState state, boolean wrong) {
    int monitor = monitors.farthest(state);
    int outcome = outcomes == null ? OutcomeWatch.NONE : outcomes.farthest(state.outcomes);
    if (outcome == OutcomeWatch.NONE || (monitor == DriftMonitors.NONE && !wrong)) {
      return monitor;
    }
    int test = monitors.size() + outcome;
    boolean nearer =
        monitor == DriftMonitors.NONE
            || distance(state, test) / threshold(test)
                > distance(state, monitor) / threshold(monitor);
    return nearer ? test : monitor;
  }

  /** D of a monitor, or the sum of an outcome test; NaN of {@link DriftMonitors#NONE}. */
  double distance(DriftState state, int index) {
    return outcomes == null || index < monitors.size()
        ? monitors.distance(state, index)
        : outcomes.sum(state.outcomes, index - monitors.size());
  }

  /** What it pauses above. */
  double threshold(int index) {
    return outcomes == null || index < monitors.size()
        ? monitors.get(index).pause()
        : outcomes.threshold(index - monitors.size());
  }

  /** Samples of its window; 0 of an outcome test, which has none. */
  int window(int index) {
    return index < monitors.size() ? monitors.get(index).window().size() : 0;
  }

  /** As verdicts name it. */
  String name(int index) {
    return outcomes == null || index < monitors.size()
        ? monitors.get(index).name()
        : outcomes.test(index - monitors.size()).toString();
  }
}
