package io.tidemark.models.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the fields of one protobuf message, in the order of the calls. */
final class OnnxMessageWriter {

  private static final int VARINT = 0;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  OnnxMessageWriter number(int field, long value) {
    tag(field, VARINT);
    varint(value);
    return this;
  }

  OnnxMessageWriter real(int field, float value) {
    tag(field, FIXED32);
    out.writeBytes(LittleEndian.of(value));
    return this;
  }

  OnnxMessageWriter text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  OnnxMessageWriter bytes(int field, byte[] value) {
    tag(field, BYTES);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  OnnxMessageWriter message(int field, OnnxMessageWriter value) {
    tag(field, BYTES);
    varint(value.out.size());
    out.writeBytes(value.out.toByteArray());
    return this;
  }

  /** Varints, packed. */
  OnnxMessageWriter numbers(int field, long[] values) {
    OnnxMessageWriter packed = new OnnxMessageWriter();
    for (long value : values) {
      packed.varint(value);
    }
    return message(field, packed);
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }

  private void tag(int field, int wireType) {
    varint(((long) field << 3) | wireType);
  }

  private void varint(long number) {
    long left = number;
    while ((left & ~0x7FL) != 0) {
      out.write((int) ((left & 0x7F) | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
  }
}
