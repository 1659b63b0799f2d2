package io.tidemark.core.score;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids that depend on content alone: a replay gives the same ones. */
public final class StableId {

  private static final int BYTES = 16;

  /** Never fed itself, only copied: to ask Java's security providers costs as much as to hash. */
  private static final HexFormat HEX = HexFormat.of();

  private StableId() {}

  /**
   * The id of a signal. The log offset is part of it because most trades share their millisecond
   * with another one; the model is part of it because two models may read the same log.
   */
  public static String ofSignal(
      String instrument, long eventTime, long logOffset, String modelId, String modelVersion) {
    return hash(
        "signal\n"
            + instrument
            + '\n'
            + eventTime
            + '\n'
            + logOffset
            + '\n'
            + modelId
            + '\n'
            + modelVersion);
  }

  /**
   * The first 16 bytes, in 32 hexadecimal digits, of SHA-256 over {@code parts} in UTF-8, joined by
   * line feeds; no part may hold a line feed of its own.
   */
  public static String of(String... parts) {
    return hash(String.join("\n", parts));
  }

  private static String hash(String text) {
    return HEX.formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)), 0, BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must have SHA-256", e);
    }
  }
}
