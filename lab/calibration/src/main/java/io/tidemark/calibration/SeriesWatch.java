package io.tidemark.calibration;

import io.tidemark.core.drift.KsReference;
import io.tidemark.core.drift.KsWindow;
import io.tidemark.core.drift.KsWindowState;
import java.util.Arrays;

/**
 * One series' test with the rule of persistence: of the last k distances it knows the smallest, so
 * that it is beyond a threshold when all k were.
 */
public final class SeriesWatch {

  private final KsWindow test;
  private final double[] last;
  private KsWindowState state;
  private int seen;

  /**
   * Makes an empty one.
   *
   * @param reference samples in any order, NaN is missing
   * @param window w, samples
   * @param persistence k, samples
   */
  public SeriesWatch(float[] reference, int window, int persistence) {
    this.test = new KsWindow(KsReference.of(reference), window);
    this.last = new double[persistence];
    this.state = test.newState();
  }

  /**
   * Takes one sample.
   *
   * @return the smallest of the last k distances, 0 to 1; NaN where the value is missing, and until
   *     there are k
   */
  public double step(float value) {
    if (!test.step(state, value)) {
      return Double.NaN;
    }
    double distance = test.distance(state);
    if (Double.isNaN(distance)) {
      return Double.NaN;
    }
    last[seen % last.length] = distance;
    seen++;
    if (seen < last.length) {
      return Double.NaN;
    }
    double smallest = last[0];
    for (int i = 1; i < last.length; i++) {
      smallest = Math.min(smallest, last[i]);
    }
    return smallest;
  }

  /** Forgets all samples. */
  public void empty() {
    state = test.newState();
    seen = 0;
    Arrays.fill(last, 0);
  }
}
