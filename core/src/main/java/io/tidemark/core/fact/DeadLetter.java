package io.tidemark.core.fact;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A record that was refused, with all that is needed to look into it.
 *
 * @param reason the closed reason
 * @param detail one sentence for people, cut at 1,000 characters
 * @param origin where it came from
 * @param recordedAt its Kafka time, µs since the epoch
 * @param payload its bytes, cut at 512 KiB
 * @param payloadLength how many bytes there were
 * @param payloadSha256 of all its bytes, hexadecimal
 */
@SuppressWarnings("ArrayRecordComponent") // plain arrays, as Flink's POJO types want them
public record DeadLetter(
    RejectReason reason,
    String detail,
    Origin origin,
    long recordedAt,
    byte[] payload,
    int payloadLength,
    String payloadSha256) {

  /** Most bytes of a refused record that are kept: with the rest it stays under Kafka's 1 MiB. */
  public static final int MAX_PAYLOAD_BYTES = 512 * 1024;

  private static final int MAX_DETAIL_CHARS = 1_000;

  private static final byte[] NOTHING = {};

  /**
   * Cuts what is too long, and takes the hash of the whole.
   *
   * @param value the refused record's bytes; null where it had none
   */
  public static DeadLetter of(
      RejectReason reason, String detail, Origin origin, long recordedAt, byte @Nullable [] value) {
    byte[] whole = value == null ? NOTHING : value;
    return new DeadLetter(
        reason,
        detail.length() <= MAX_DETAIL_CHARS
            ? detail
            : detail.substring(0, MAX_DETAIL_CHARS - 1) + "…",
        origin,
        recordedAt,
        whole.length <= MAX_PAYLOAD_BYTES ? whole : Arrays.copyOf(whole, MAX_PAYLOAD_BYTES),
        whole.length,
        sha256(whole));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
