package io.tidemark.box;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes of a protobuf message, field by field. */
final class WireBytes {

  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  WireBytes number(int field, long value) {
    varint((long) field << 3 | VARINT);
    varint(value);
    return this;
  }

  WireBytes text(int field, String value) {
    return delimited(field, value.getBytes(StandardCharsets.UTF_8));
  }

  WireBytes message(int field, WireBytes value) {
    return delimited(field, value.bytes.toByteArray());
  }

  private WireBytes delimited(int field, byte[] value) {
    varint((long) field << 3 | LENGTH_DELIMITED);
    varint(value.length);
    bytes.writeBytes(value);
    return this;
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }

  /** A character for each byte. */
  String characters() {
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }
}
