package io.tidemark.flink.signal;

import io.tidemark.core.drift.DriftCalibration;
import io.tidemark.core.drift.TwoSampleKs;
import java.util.Arrays;

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

  /** The sample at which a window has been beyond for long enough, each D computed anew. */
  int firstBeyond(String name, float[] reference, float[] samples) {
    int[] windows = windows();
    int[] inARow = new int[windows.length];
    for (int at = 0; at < samples.length; at++) {
      for (int i = 0; i < windows.length; i++) {
        boolean beyond =
            at + 1 >= windows[i]
                && TwoSampleKs.distance(
                        reference, Arrays.copyOfRange(samples, at + 1 - windows[i], at + 1))
                    > threshold(name, windows[i]);
        inARow[i] = beyond ? inARow[i] + 1 : 0;
        if (inARow[i] == calibration.persistence()) {
          return at;
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
