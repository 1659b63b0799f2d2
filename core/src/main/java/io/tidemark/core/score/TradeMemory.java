package io.tidemark.core.score;

import io.tidemark.core.state.HeapSize;
import java.util.Arrays;

/**
 * Which trades were there before, by the venue's id: what is sent again after a reconnect comes
 * with another origin. Bounded; O(1) where ids are numbers that grow, 256 comparisons where they
 * are not.
 *
 * <p>Of ids that grow it keeps the largest and a window of bits behind it, as IPsec does against
 * replays (RFC 4303, 3.4.3; RFC 6479). An id before the window is taken for a repetition: it is
 * older than a thousand trades and not newer by its time. Ids that are no numbers, and numbers that
 * turn out not to grow, are known by 64 bits of hash of id and time among the last 256: a new trade
 * is taken for one of them once in 7e16. No trade is lost to a venue whose ids begin anew, because
 * a repetition has its first time and a new trade has not.
 */
public final class TradeMemory {

  /** How many ids the window spans. */
  static final int WINDOW = 1_024;

  /** How many trades are known by their hash. */
  static final int RECENT = 256;

  private static final int WORD = Long.SIZE;

  /** With the window. */
  private static final long SELF_BYTES =
      HeapSize.object(1 + 2 * Long.BYTES + 2 * Integer.BYTES + 2 * HeapSize.REFERENCE)
          + HeapSize.array(WINDOW / WORD, Long.BYTES);

  private static final int MOST_DIGITS = 18;

  /** Whether ids were seen not to grow; then only hashes count. */
  boolean scattered;

  /** Largest id; -1 before the first. */
  long largest = -1;

  /** Newest exchange time among the ids of the window, µs. */
  long newest = Long.MIN_VALUE;

  /** Bit {@code id % WINDOW}: whether that id of the window was there. */
  final long[] seen = new long[WINDOW / WORD];

  /** How many hashes there are. */
  int recent;

  /** Where the next hash goes: over the oldest, once all places are taken. */
  int next;

  /** Hashes of id and time; empty until the first. */
  long[] hashes = {};

  /** Remembers a trade; false if it was there before. One without an id always counts as new. */
  public boolean isNew(String id, long eventTime) {
    if (id.isEmpty()) {
      return true;
    }
    long number = scattered ? -1 : number(id);
    if (number < 0) {
      return isNewHash(hash(id, eventTime));
    }
    if (number > largest) {
      grow(number);
      newest = Math.max(newest, eventTime);
      return true;
    }
    boolean before = number <= largest - WINDOW;
    boolean repeated = before || isSeen(number);
    if (repeated && (eventTime > newest || (before && eventTime == newest))) {
      scattered = true; // no repetition has a time that is newer than all
      return isNewHash(hash(id, eventTime));
    }
    if (!repeated) {
      see(number);
      newest = Math.max(newest, eventTime);
    }
    return !repeated;
  }

  private void grow(long number) {
    if (number - largest >= WINDOW) {
      Arrays.fill(seen, 0);
    } else {
      for (long id = largest + 1; id < number; id++) {
        seen[word(id)] &= ~(1L << id);
      }
    }
    largest = number;
    see(number);
  }

  private boolean isSeen(long number) {
    return (seen[word(number)] & (1L << number)) != 0;
  }

  private void see(long number) {
    seen[word(number)] |= 1L << number;
  }

  private static int word(long number) {
    return (int) (number % WINDOW) / WORD;
  }

  private boolean isNewHash(long hash) {
    for (int i = 0; i < recent; i++) {
      if (hashes[i] == hash) {
        return false;
      }
    }
    if (hashes.length == 0) {
      hashes = new long[RECENT];
    }
    hashes[next] = hash;
    next = (next + 1) % RECENT;
    recent = Math.min(RECENT, recent + 1);
    return true;
  }

  /** The number that the id is; -1 if it is none. */
  private static long number(String id) {
    if (id.length() > MOST_DIGITS) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < id.length(); i++) {
      int digit = id.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return number;
  }

  /** FNV-1a over the characters and the time, then MurmurHash3's finalizer. */
  private static long hash(String id, long eventTime) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ eventTime) * 0x100000001b3L;
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }

  /** Bytes of heap that it takes. */
  long heapBytes() {
    return SELF_BYTES + HeapSize.array(hashes.length, Long.BYTES);
  }
}
