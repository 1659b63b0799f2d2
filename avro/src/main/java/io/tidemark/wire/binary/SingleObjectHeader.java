package io.tidemark.wire.binary;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * What a value in Avro's single-object encoding begins with: C3 01, then the CRC-64-AVRO
 * fingerprint of the writer's schema, eight bytes, little endian.
 */
public final class SingleObjectHeader {

  /** Its length, bytes; the record in Avro's binary form follows. */
  public static final int BYTES = 10;

  private static final byte FIRST = (byte) 0xC3;
  private static final byte SECOND = 1;

  private SingleObjectHeader() {}

  /** Whether {@code value} begins with such a header. */
  public static boolean begins(byte[] value) {
    return value.length >= BYTES && value[0] == FIRST && value[1] == SECOND;
  }

  /** The fingerprint of the writer's schema; only if it {@link #begins}. */
  public static long fingerprint(byte[] value) {
    return ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
  }

  /**
   * The same as people read it, in hexadecimal and in the order of its bytes; only if it {@link
   * #begins}. The reference of the topics prints fingerprints like this.
   */
  public static String fingerprintText(byte[] value) {
    return HexFormat.of().formatHex(value, 2, BYTES);
  }

  /** Writes the header of a value of this schema to the beginning of {@code value}; its length. */
  static int write(byte[] value, long fingerprint) {
    value[0] = FIRST;
    value[1] = SECOND;
    ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).putLong(2, fingerprint);
    return BYTES;
  }
}
