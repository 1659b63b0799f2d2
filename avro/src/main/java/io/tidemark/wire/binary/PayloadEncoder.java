package io.tidemark.wire.binary;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Avro's binary form, written into a byte array that is used again: what {@link PayloadDecoder}
 * reads, and the same bytes as Avro's own encoders write.
 *
 * <p>Not thread-safe.
 */
public final class PayloadEncoder {

  private static final int A_LONG = 10;
  private static final VarHandle FLOATS =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle DOUBLES =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[1_024];
  private int at;

  /** Makes one with nothing written. */
  public PayloadEncoder() {}

  /** Starts anew with the header of a value of this schema. */
  public PayloadEncoder begin(long fingerprint) {
    at = SingleObjectHeader.write(bytes, fingerprint);
    return this;
  }

  /** What was written since the beginning, in an array of its own. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, at);
  }

  /** One byte: 1 for true. */
  public PayloadEncoder writeBoolean(boolean value) {
    room(1);
    bytes[at++] = (byte) (value ? 1 : 0);
    return this;
  }

  /** A long, an int, or the index of a symbol or branch: zigzag in groups of seven bits. */
  public PayloadEncoder writeLong(long value) {
    room(A_LONG);
    long zigzag = (value << 1) ^ (value >> 63);
    while ((zigzag & ~0x7FL) != 0) {
      bytes[at++] = (byte) (zigzag | 0x80);
      zigzag >>>= 7;
    }
    bytes[at++] = (byte) zigzag;
    return this;
  }

  /** Eight bytes. */
  public PayloadEncoder writeDouble(double value) {
    room(Double.BYTES);
    DOUBLES.set(bytes, at, value);
    at += Double.BYTES;
    return this;
  }

  /** The union of null and double; NaN goes as null. */
  public PayloadEncoder writeNullable(double value) {
    return Double.isNaN(value) ? writeLong(0) : writeLong(1).writeDouble(value);
  }

  /** UTF-8 behind its length. */
  public PayloadEncoder writeString(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    writeLong(utf8.length);
    room(utf8.length);
    System.arraycopy(utf8, 0, bytes, at, utf8.length);
    at += utf8.length;
    return this;
  }

  /** An array in one block. */
  public PayloadEncoder writeFloats(float[] values) {
    if (values.length > 0) {
      writeLong(values.length);
    }
    room(values.length * Float.BYTES);
    for (float value : values) {
      FLOATS.set(bytes, at, value);
      at += Float.BYTES;
    }
    return writeLong(0);
  }

  private void room(int more) {
    if (bytes.length - at < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, at + more));
    }
  }
}
