package io.tidemark.models;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a tensor of a graph before it is run.
 *
 * @param shape its dimensions
 * @param numbers what it holds, if that follows from the file, it is whole numbers and there are
 *     few of them, such as another tensor's shape; else null
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record OnnxValue(long[] shape, long @Nullable [] numbers) {

  /** More numbers than any shape has are not followed. */
  static final int MOST_NUMBERS = 64;

  static OnnxValue of(long... shape) {
    return new OnnxValue(shape, null);
  }

  static OnnxValue scalar(long number) {
    return new OnnxValue(new long[0], new long[] {number});
  }

  static OnnxValue list(long... numbers) {
    return new OnnxValue(
        new long[] {numbers.length}, numbers.length > MOST_NUMBERS ? null : numbers);
  }

  /** The same numbers in another shape. */
  OnnxValue in(long... other) {
    return new OnnxValue(other, numbers);
  }

  int rank() {
    return shape.length;
  }

  /**
   * How many numbers it holds.
   *
   * @throws ArithmeticException if that is beyond a long
   */
  long elements() {
    return product(shape, 0, shape.length);
  }

  /** The product of some dimensions. */
  static long product(long[] shape, int from, int to) {
    long product = 1;
    for (int i = from; i < to; i++) {
      product = Math.multiplyExact(product, shape[i]);
    }
    return product;
  }

  @Override
  public String toString() {
    return Arrays.toString(shape);
  }
}
