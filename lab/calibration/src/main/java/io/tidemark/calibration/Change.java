package io.tidemark.calibration;

/** A change whose expected delay a calibration gives. */
public enum Change {
  SHIFT_QUARTER("mean + 0.25 sigma", 0.25, 1),
  SHIFT_HALF("mean + 0.5 sigma", 0.5, 1),
  SHIFT_ONE("mean + 1 sigma", 1, 1),
  SCALE_HALF("scale x 0.5", 0, 0.5),
  SCALE_ONE_AND_A_HALF("scale x 1.5", 0, 1.5),
  SCALE_TWO("scale x 2", 0, 2);

  private final String words;
  private final double shift;
  private final double scale;

  Change(String words, double shift, double scale) {
    this.words = words;
    this.shift = shift;
    this.scale = scale;
  }

  /** For people. */
  public String words() {
    return words;
  }

  /** The value after the change of a series with these moments. */
  float of(float value, SampleMoments calm) {
    return (float) (calm.mean() + (value - calm.mean()) * scale + shift * calm.deviation());
  }
}
