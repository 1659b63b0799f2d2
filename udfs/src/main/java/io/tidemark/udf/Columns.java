package io.tidemark.udf;

import org.jspecify.annotations.Nullable;

/** Between SQL's NULL and the core's NaN: both mean that there is no number. */
final class Columns {

  private Columns() {}

  static @Nullable Double orNull(double x) {
    return Double.isNaN(x) ? null : x;
  }

  static double[] doubles(@Nullable Number[] elements) {
    double[] doubles = new double[elements.length];
    for (int i = 0; i < doubles.length; i++) {
      Number element = elements[i];
      doubles[i] = element == null ? Double.NaN : element.doubleValue();
    }
    return doubles;
  }

  static float[] floats(@Nullable Number[] elements) {
    float[] floats = new float[elements.length];
    for (int i = 0; i < floats.length; i++) {
      Number element = elements[i];
      floats[i] = element == null ? Float.NaN : element.floatValue();
    }
    return floats;
  }
}
