package io.tidemark.cli.data;

import io.tidemark.core.fact.DeadLetter;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.RejectReason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Makes dead letters of refused rows. */
final class DeadLetters {

  private static final int MOST_BYTES = 512 * 1024;

  private DeadLetters() {}

  static ReplayItem.Refused of(
      Row row, Origin origin, long recordedAt, RejectReason reason, String detail) {
    byte[] bytes = row.line().getBytes(StandardCharsets.ISO_8859_1);
    return new ReplayItem.Refused(
        new DeadLetter(
            reason,
            detail,
            origin,
            recordedAt,
            bytes.length > MOST_BYTES ? Arrays.copyOf(bytes, MOST_BYTES) : bytes,
            bytes.length,
            HexFormat.of().formatHex(sha256(bytes))));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
