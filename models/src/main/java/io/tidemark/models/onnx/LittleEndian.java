package io.tidemark.models.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers as the bytes of a tensor. */
final class LittleEndian {

  private LittleEndian() {}

  static ByteBuffer wrap(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static byte[] of(float... numbers) {
    byte[] bytes = new byte[numbers.length * Float.BYTES];
    wrap(bytes).asFloatBuffer().put(numbers);
    return bytes;
  }

  static byte[] of(long... numbers) {
    byte[] bytes = new byte[numbers.length * Long.BYTES];
    wrap(bytes).asLongBuffer().put(numbers);
    return bytes;
  }

  static float[] floats(byte[] bytes) {
    float[] numbers = new float[bytes.length / Float.BYTES];
    wrap(bytes).asFloatBuffer().get(numbers);
    return numbers;
  }

  static long[] longs(byte[] bytes) {
    long[] numbers = new long[bytes.length / Long.BYTES];
    wrap(bytes).asLongBuffer().get(numbers);
    return numbers;
  }
}
