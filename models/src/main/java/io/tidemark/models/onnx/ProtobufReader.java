package io.tidemark.models.onnx;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the fields of one protobuf message in their order (Protocol Buffers encoding: varint,
 * fixed64, length-delimited and fixed32). Enough to look into a file; it knows no schema.
 */
public final class ProtobufReader {

  /** The bytes are no protobuf message. */
  public static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedException(String message) {
      super(message);
    }
  }

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private final byte[] data;
  private final int end;
  private int position;
  private int field;
  private int wireType;
  private long number;
  private int from;

  public ProtobufReader(byte[] data) {
    this(data, 0, data.length);
  }

  private ProtobufReader(byte[] data, int start, int end) {
    this.data = data;
    this.position = start;
    this.end = end;
  }

  /** Moves to the next field; false at the end. */
  public boolean next() throws MalformedException {
    if (position == end) {
      return false;
    }
    long tag = varint();
    if (tag >>> Integer.SIZE != 0) {
      throw new MalformedException("a field's number beyond 32 bits at " + position);
    }
    field = (int) (tag >>> 3);
    wireType = (int) (tag & 7);
    switch (wireType) {
      case VARINT -> number = varint();
      case FIXED64 -> skip(8);
      case BYTES -> skip(varint());
      case FIXED32 -> skip(4);
      default -> throw new MalformedException("wire type " + wireType + " at " + position);
    }
    return true;
  }

  /** Number of the current field. */
  public int field() {
    return field;
  }

  /** Value of the current field, a varint. */
  public long number() throws MalformedException {
    require(VARINT);
    return number;
  }

  /** How many varints the current field holds: one, or those packed into it. */
  public int integers() throws MalformedException {
    if (wireType == VARINT) {
      return 1;
    }
    require(BYTES);
    int count = 0;
    for (int i = from; i < position; i++) {
      count += data[i] >= 0 ? 1 : 0; // a varint's last byte
    }
    return count;
  }

  /** The varints of the current field: one, or those packed into it. */
  public long[] integerList() throws MalformedException {
    if (wireType == VARINT) {
      return new long[] {number};
    }
    long[] numbers = new long[integers()];
    ProtobufReader packed = message();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = packed.varint();
    }
    if (packed.position != packed.end) {
      throw new MalformedException("cut off at " + packed.end);
    }
    return numbers;
  }

  /** Bits of the current field, a fixed number of 32 bits. */
  public int bits() throws MalformedException {
    require(FIXED32);
    return (int) fixed(from, Integer.BYTES);
  }

  /** The current field's numbers of so many bytes, little-endian: one, or those packed into it. */
  public byte[] fixedList(int size) throws MalformedException {
    if (wireType != (size == Long.BYTES ? FIXED64 : FIXED32)) {
      require(BYTES);
    }
    if ((position - from) % size != 0) {
      throw new MalformedException("cut off at " + position);
    }
    return Arrays.copyOfRange(data, from, position);
  }

  private long fixed(int at, int size) {
    long value = 0;
    for (int i = size - 1; i >= 0; i--) {
      value = (value << Byte.SIZE) | (data[at + i] & 0xFF);
    }
    return value;
  }

  /** How many numbers of 32 bits the current field holds: one, or those packed into it. */
  public int floats() throws MalformedException {
    if (wireType == FIXED32) {
      return 1;
    }
    require(BYTES);
    return (position - from) / Integer.BYTES;
  }

  /** Bytes that are left of the message. */
  public int length() {
    return end - position;
  }

  /** Value of the current field, a string. */
  public String text() throws MalformedException {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /** Value of the current field, a string or bytes. */
  public byte[] bytes() throws MalformedException {
    require(BYTES);
    return Arrays.copyOfRange(data, from, position);
  }

  /** Value of the current field, a message; nothing is copied. */
  public ProtobufReader message() throws MalformedException {
    require(BYTES);
    return new ProtobufReader(data, from, position);
  }

  private void require(int expected) throws MalformedException {
    if (wireType != expected) {
      throw new MalformedException("field " + field + " has wire type " + wireType);
    }
  }

  private void skip(long count) throws MalformedException {
    if (count < 0 || count > end - position) {
      throw new MalformedException("a field of " + count + " bytes at " + position);
    }
    from = position;
    position += (int) count;
  }

  private long varint() throws MalformedException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (position == end) {
        throw new MalformedException("cut off at " + position);
      }
      byte next = data[position++];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new MalformedException("a varint too long at " + position);
  }
}
