package io.tidemark.exchange.json;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Short ASCII texts that messages have again and again, such as names of fields and symbols: each
 * is one object. Of all threads: a text that another one overwrote is made again.
 */
final class KnownTexts {

  static final int LONGEST = 32;

  private static final int SLOT_BITS = 10;

  /** 2^64 over the golden ratio: its product's first bits depend on all letters. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  /** A text that was read before. */
  private static final class Known {
    private final byte[] letters;
    private final TextNode text;

    Known(byte[] letters, TextNode text) {
      this.letters = letters;
      this.text = text;
    }

    boolean stands(byte[] message, int start, int end) {
      return Arrays.equals(message, start, end, letters, 0, letters.length);
    }
  }

  private final @Nullable Known[] known = new Known[1 << SLOT_BITS];

  /**
   * The text, if it is there.
   *
   * @param start where it begins in the message
   * @param end behind its last letter
   * @param letters the last eight of them
   */
  @Nullable TextNode find(byte[] message, int start, int end, long letters) {
    Known there = known[slot(letters)];
    return there != null && there.stands(message, start, end) ? there.text : null;
  }

  /** Takes the place of another one, if there is one. */
  void put(TextNode text, long letters) {
    byte[] all = text.textValue().getBytes(StandardCharsets.US_ASCII);
    known[slot(letters)] = new Known(all, text);
  }

  private static int slot(long letters) {
    return (int) ((letters * SPREAD) >>> (Long.SIZE - SLOT_BITS));
  }
}
