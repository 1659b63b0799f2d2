package io.tidemark.core.drift;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over typed parts; texts carry their length, so no two lists of parts look the same. */
final class Digest {

  private final MessageDigest sha256;
  private final DataOutputStream out;

  Digest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    out = new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), sha256));
  }

  Digest text(String text) {
    return write(() -> out.writeUTF(text));
  }

  Digest number(long number) {
    return write(() -> out.writeLong(number));
  }

  Digest floats(float[] values) {
    return write(
        () -> {
          out.writeInt(values.length);
          for (float value : values) {
            out.writeFloat(value);
          }
        });
  }

  /** The first 16 bytes, hexadecimal. */
  String hex() {
    return HexFormat.of().formatHex(sha256.digest(), 0, 16);
  }

  /** The first 8 bytes, big-endian. */
  long first64() {
    return ByteBuffer.wrap(sha256.digest()).getLong();
  }

  private Digest write(Part part) {
    try {
      part.write();
    } catch (IOException e) {
      throw new UncheckedIOException("a digest in memory cannot fail to be written", e);
    }
    return this;
  }

  private interface Part {
    void write() throws IOException;
  }
}
