package io.tidemark.calibration;

/**
 * Of the values of a series that are there and finite; NaN if there are none.
 *
 * @param mean in the series' own unit
 * @param deviation the standard deviation, in the same
 */
record SampleMoments(double mean, double deviation) {

  static SampleMoments of(float[] values) {
    double sum = 0;
    int n = 0;
    for (float value : values) {
      if (Float.isFinite(value)) {
        sum += value;
        n++;
      }
    }
    double mean = sum / n;
    double squares = 0;
    for (float value : values) {
      if (Float.isFinite(value)) {
        squares += (value - mean) * (value - mean);
      }
    }
    return new SampleMoments(mean, Math.sqrt(squares / n));
  }

  /** Changes are measured in standard deviations, of which a constant has none. */
  boolean varies() {
    return deviation > 0;
  }
}
