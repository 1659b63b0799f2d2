package io.tidemark.flink.signal;

import io.tidemark.core.drift.DriftCalibration;
import io.tidemark.core.drift.Gated;
import io.tidemark.core.drift.TwoSampleKs;
import java.util.Arrays;
import java.util.List;

/**
 * What a calibration and a budget state, without the gate.
 *
 * @param calibration of the model
 * @param runLength samples of one instrument per false pause
 * @param floor distance below which no threshold lies
 */
record Stated(DriftCalibration calibration, double runLength, double floor) {

  /** Of a series that may pause. */
  double threshold(String name, int window) {
    return Math.max(floor, calibration.threshold(name, window, calibration.pausing(), runLength));
  }

  /**
   * Samples until a change that shares nothing with the reference has paused the model, at most:
   * with j such samples among the w of a window D is at least j / w, so it is beyond its threshold
   * from {@code floor(w * threshold) + 1} on, and must be so for as many samples in a row as
   * persistence says.
   */
  int delay(String name) {
    int first = Integer.MAX_VALUE;
    for (int window : windows()) {
      first = Math.min(first, (int) (window * threshold(name, window)) + 1);
    }
    return first + calibration.persistence() - 1;
  }

  /**
   * The sample at which a feature has been beyond for long enough, each D computed anew.
   *
   * @param at the feature's place in the vector
   */
  Gated pausing(String name, int at, float[] reference, List<Gated> samples) {
    float[] values = new float[samples.size()];
    int[] windows = windows();
    int[] inARow = new int[windows.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = samples.get(i).assessment().features()[at];
      for (int each = 0; each < windows.length; each++) {
        int from = i + 1 - windows[each];
        boolean beyond =
            from >= 0
                && TwoSampleKs.distance(reference, Arrays.copyOfRange(values, from, i + 1))
                    > threshold(name, windows[each]);
        inARow[each] = beyond ? inARow[each] + 1 : 0;
        if (inARow[each] == calibration.persistence()) {
          return samples.get(i);
        }
      }
    }
    throw new AssertionError(name + " is never beyond");
  }

  int window() {
    return calibration.window();
  }

  int shortWindow() {
    return calibration.shortWindow();
  }

  private int[] windows() {
    return new int[] {window(), shortWindow()};
  }
}
