package io.tidemark.flink.state;

import java.io.EOFException;
import java.io.IOException;
import java.util.zip.CRC32C;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * The frame around each struct in state: its length (int), the length's complement (int), the
 * CRC32C of its bytes (int), its bytes. Nothing of a struct is decoded before its check sum is
 * right, and no length is trusted before its complement is: a flipped bit is neither a value nor an
 * array of a size that nobody wrote.
 *
 * <p>Its buffers are used again; not thread-safe.
 */
final class CheckedStruct {

  /** Bytes before those of the struct. */
  static final int HEADER = 3 * Integer.BYTES;

  private static final int FIRST_BYTES = 256;

  private final String what;
  private final CRC32C sum = new CRC32C();
  private final DataOutputSerializer out = new DataOutputSerializer(FIRST_BYTES);
  private final DataInputDeserializer in = new DataInputDeserializer();
  private byte[] bytes = new byte[FIRST_BYTES];

  /**
   * A frame.
   *
   * @param what is in it, for messages: a codec's id and its version
   */
  CheckedStruct(String what) {
    this.what = what;
  }

  /** An empty place for the struct's bytes; then comes {@link #writeTo}. */
  DataOutputView begin() {
    out.clear();
    return out;
  }

  /** Writes what was put into {@link #begin}, framed. */
  void writeTo(DataOutputView target) throws IOException {
    int length = out.length();
    target.writeInt(length);
    target.writeInt(~length);
    target.writeInt(sum(out.getSharedBuffer(), length));
    target.write(out.getSharedBuffer(), 0, length);
  }

  /**
   * The bytes of the struct that comes next; {@link #end} must follow when they were read.
   *
   * @throws IOException if they are not as they were written
   */
  DataInputView open(DataInputView source) throws IOException {
    try {
      int length = source.readInt();
      int complement = source.readInt();
      if (length != ~complement || length < 0) {
        throw damaged("its length is given as %d and as %d".formatted(length, ~complement), null);
      }
      int expected = source.readInt();
      if (bytes.length < length) {
        bytes = new byte[Math.max(length, (int) Math.min(2L * bytes.length, 1 << 20))];
      }
      source.readFully(bytes, 0, length);
      int found = sum(bytes, length);
      if (found != expected) {
        throw damaged(
            "its %d bytes should have the CRC32C %08x and have %08x"
                .formatted(length, expected, found),
            null);
      }
      in.setBuffer(bytes, 0, length);
      return in;
    } catch (EOFException e) {
      throw damaged("it ends before its last byte", e);
    }
  }

  /**
   * The struct was read.
   *
   * @throws IOException if there was more of it
   */
  void end() throws IOException {
    if (in.available() > 0) {
      throw damaged("%d of its bytes were not read".formatted(in.available()), null);
    }
  }

  private int sum(byte[] of, int length) {
    sum.reset();
    sum.update(of, 0, length);
    return (int) sum.getValue();
  }

  private IOException damaged(String how, @Nullable IOException cause) {
    return new IOException(
        "the state " + what + " is damaged: " + how + ". Restore an older checkpoint or savepoint",
        cause);
  }
}
