package io.tidemark.models.importing;

import io.tidemark.models.onnx.ValueType;
import java.util.Arrays;

/**
 * An input of a graph, and what it is fed.
 *
 * @param type as the file says it
 * @param layout of its numbers
 * @param columns its features by their places in the list of all, in its order
 * @param window how many bars it takes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record GraphInput(ValueType type, InputLayout layout, int[] columns, int window) {

  /** How many numbers it takes of a row. */
  int width() {
    return layout.isWindow() ? columns.length * window : columns.length;
  }

  /** Its shape for so many rows. */
  long[] shape(int rows) {
    return switch (layout) {
      case FLAT, STATIC -> new long[] {rows, columns.length};
      case WINDOW -> new long[] {rows, window, columns.length};
      case TRANSPOSED -> new long[] {rows, columns.length, window};
      case LAID_FLAT -> new long[] {rows, (long) window * columns.length};
      case NUMBER -> new long[] {rows};
    };
  }

  /**
   * What it takes of a row, written without the help of any graph, so that it can be held against
   * one.
   *
   * @param row all features of each bar, bar after bar
   * @param features of each bar
   */
  float[] numbers(float[] row, int features) {
    float[] numbers = new float[width()];
    int bars = row.length / features;
    int first = layout.isWindow() ? bars - window : bars - 1;
    for (int bar = first; bar < bars; bar++) {
      for (int i = 0; i < columns.length; i++) {
        int at =
            layout == InputLayout.TRANSPOSED
                ? i * window + bar - first
                : (bar - first) * columns.length + i;
        numbers[at] = row[bar * features + columns[i]];
      }
    }
    return numbers;
  }

  /** Whether it takes all features in their order. */
  boolean takesAll(int features) {
    if (columns.length != features) {
      return false;
    }
    int[] all = new int[features];
    Arrays.setAll(all, i -> i);
    return Arrays.equals(all, columns);
  }

  /** The dimension that is fixed for the batch; 0 if it is open. */
  int fixedBatch() {
    return type.shape().isEmpty() || type.shape().get(0).isOpen() ? 0 : (int) type.length(0);
  }
}
