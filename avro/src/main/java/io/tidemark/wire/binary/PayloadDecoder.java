package io.tidemark.wire.binary;

import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Avro's binary form, read from a byte array, that believes no length: a text, a byte string or an
 * array that claims more than the bytes that are left is refused before anything is allocated.
 * Avro's own decoders allocate first (two gigabytes for five bytes of garbage), and their limits
 * are system properties of the whole process.
 *
 * <p>Not thread-safe.
 */
public final class PayloadDecoder extends Decoder {

  private static final byte[] NOTHING = {};
  private static final double[] NO_DOUBLES = {};

  private static final VarHandle FLOATS =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle DOUBLES =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = NOTHING;
  private int at;

  /** Starts anew at byte {@code from} of {@code payload}. */
  public PayloadDecoder over(byte[] payload, int from) {
    bytes = payload;
    at = from;
    return this;
  }

  /** How many bytes have not been read. */
  public int remaining() {
    return bytes.length - at;
  }

  @Override
  public void readNull() {}

  @Override
  public boolean readBoolean() throws IOException {
    int value = bytes[take(1)];
    if (value != 0 && value != 1) {
      throw new IOException("byte " + (at - 1) + " is " + value + ", neither true nor false");
    }
    return value == 1;
  }

  @Override
  public int readInt() throws IOException {
    long value = readLong();
    if (value != (int) value) {
      throw new IOException("the number before byte " + at + " has more than 32 bits");
    }
    return (int) value;
  }

  /** Zigzag in groups of seven bits, the lowest first; at most ten groups. */
  @Override
  public long readLong() throws IOException {
    long zigzag = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte group = bytes[take(1)];
      zigzag |= (group & 0x7FL) << shift;
      if (group >= 0) {
        return (zigzag >>> 1) ^ -(zigzag & 1);
      }
    }
    throw new IOException("the number before byte " + at + " has more than 64 bits");
  }

  @Override
  public float readFloat() throws IOException {
    return (float) FLOATS.get(bytes, take(Float.BYTES));
  }

  @Override
  public double readDouble() throws IOException {
    return (double) DOUBLES.get(bytes, take(Double.BYTES));
  }

  @Override
  public Utf8 readString(@Nullable Utf8 old) throws IOException {
    return new Utf8(readString());
  }

  @Override
  public String readString() throws IOException {
    int length = length();
    return new String(bytes, take(length), length, StandardCharsets.UTF_8);
  }

  /** A text that comes again and again; made anew only where {@code known} has it not. */
  public String readString(TextCache known) throws IOException {
    int length = length();
    return known.text(bytes, take(length), length);
  }

  @Override
  public void skipString() throws IOException {
    skipBytes();
  }

  @Override
  public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
    byte[] copy = new byte[length()];
    readFixed(copy, 0, copy.length);
    return ByteBuffer.wrap(copy);
  }

  @Override
  public void skipBytes() throws IOException {
    take(length());
  }

  @Override
  public void readFixed(byte[] into, int start, int length) throws IOException {
    System.arraycopy(bytes, take(length), into, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    take(length);
  }

  @Override
  public int readEnum() throws IOException {
    return readInt();
  }

  @Override
  public int readIndex() throws IOException {
    return readInt();
  }

  @Override
  public long readArrayStart() throws IOException {
    return items();
  }

  /** A whole array of doubles, in however many blocks it comes. */
  public double[] readDoubles() throws IOException {
    double[] values = NO_DOUBLES;
    for (long items = items(); items > 0; items = items()) {
      within(items * Double.BYTES, "bytes of doubles");
      int size = values.length;
      values = Arrays.copyOf(values, size + (int) items);
      for (int i = size; i < values.length; i++) {
        values[i] = readDouble();
      }
    }
    return values;
  }

  @Override
  public long arrayNext() throws IOException {
    return items();
  }

  @Override
  public long skipArray() throws IOException {
    return items();
  }

  @Override
  public long readMapStart() throws IOException {
    return items();
  }

  @Override
  public long mapNext() throws IOException {
    return items();
  }

  @Override
  public long skipMap() throws IOException {
    return items();
  }

  /** The number of items in the next block; each takes at least a byte in all of our schemas. */
  private long items() throws IOException {
    long count = readLong();
    if (count < 0) {
      count = -count;
      readLong(); // the size of the block in bytes, for readers that skip
    }
    return within(count, "items");
  }

  private int length() throws IOException {
    return (int) within(readLong(), "bytes");
  }

  private long within(long claimed, String what) throws IOException {
    if (claimed < 0 || claimed > remaining()) {
      throw new EOFException(
          "byte "
              + at
              + " begins "
              + claimed
              + " "
              + what
              + ", but "
              + remaining()
              + " bytes are left");
    }
    return claimed;
  }

  /** Moves on by {@code length} bytes; where they begin. */
  private int take(int length) throws EOFException {
    if (length > remaining()) {
      throw new EOFException("the bytes end at " + bytes.length + ", in the middle of a field");
    }
    int from = at;
    at += length;
    return from;
  }
}
