package io.tidemark.wire.binary;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Texts that come again and again, such as names of instruments: made once, as long as no other one
 * takes their slot. Bounded: {@value #SLOTS} texts of up to {@value #LONGEST} bytes.
 *
 * <p>Not thread-safe.
 */
public final class TextCache {

  private static final int SLOTS = 512;
  private static final int LONGEST = 64;

  private final @Nullable Entry[] entries = new @Nullable Entry[SLOTS];

  @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
  private record Entry(byte[] utf8, String text) {
    boolean is(byte[] bytes, int from, int length) {
      return Arrays.equals(utf8, 0, utf8.length, bytes, from, from + length);
    }
  }

  /** Makes an empty one. */
  public TextCache() {}

  /** The text of these bytes, which are UTF-8. */
  public String text(byte[] bytes, int from, int length) {
    if (length == 0 || length > LONGEST) {
      return new String(bytes, from, length, StandardCharsets.UTF_8);
    }
    int slot = slot(bytes, from, length);
    Entry known = entries[slot];
    if (known == null || !known.is(bytes, from, length)) {
      byte[] utf8 = Arrays.copyOfRange(bytes, from, from + length);
      known = new Entry(utf8, new String(utf8, StandardCharsets.UTF_8));
      entries[slot] = known;
    }
    return known.text;
  }

  private static int slot(byte[] bytes, int from, int length) {
    int hash = 0;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + bytes[i];
    }
    return (hash ^ (hash >>> 16)) & (SLOTS - 1);
  }
}
