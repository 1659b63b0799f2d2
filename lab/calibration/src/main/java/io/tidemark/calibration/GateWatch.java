package io.tidemark.calibration;

/** One series' tests in all its windows, each with its threshold, as the gate has them. */
public final class GateWatch {

  private final SeriesWatch[] tests;
  private final double[] thresholds;

  private GateWatch(SeriesWatch[] tests, double[] thresholds) {
    this.tests = tests;
    this.thresholds = thresholds;
  }

  /**
   * Makes empty ones.
   *
   * @param reference samples in any order, NaN is missing
   * @param thresholds D for each window of the plan, the longest first
   */
  public static GateWatch of(CalibrationPlan plan, float[] reference, double[] thresholds) {
    int[] windows = plan.windows();
    SeriesWatch[] tests = new SeriesWatch[windows.length];
    for (int i = 0; i < tests.length; i++) {
      tests[i] = new SeriesWatch(reference, windows[i], plan.gate().persistence());
    }
    return new GateWatch(tests, thresholds);
  }

  /**
   * Takes one sample.
   *
   * @return the largest of the tests' distances (of the last k the smallest) over its threshold:
   *     above 1 is beyond; 0 while there is none
   */
  public double step(float value) {
    double largest = 0;
    for (int i = 0; i < tests.length; i++) {
      double ratio = tests[i].step(value) / thresholds[i];
      largest = ratio > largest ? ratio : largest;
    }
    return largest;
  }

  /** Forgets all samples. */
  public void empty() {
    for (SeriesWatch test : tests) {
      test.empty();
    }
  }
}
