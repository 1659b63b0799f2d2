package io.tidemark.exchange.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The names of a JSON object's first fields, in the order in which they stand. Messages of one kind
 * have the same ones again and again. So what followed these names before is remembered, and what
 * names an object has that is the last one's value: a name is read by comparing it with the few
 * that it can be. Of all threads: what one does not see of another is learned again.
 */
final class FieldNames {

  /** An object with more is no faster in arrays. */
  static final int MOST = 16;

  /** Names that are remembered to follow the same ones. */
  private static final int MOST_FOLLOWERS = 8;

  /** Remembered in all below one start: many times what a venue's messages have. */
  private static final int MOST_LEARNED = 1 << 13;

  private static final int USUAL = 4;

  /** How many more may be remembered. */
  private static final class Room {
    private int left = MOST_LEARNED;

    synchronized boolean take() {
      if (left == 0) {
        return false;
      }
      left--;
      return true;
    }
  }

  private final String[] names;

  /** A bit for each hash code: most names that are not there are told by it. */
  private final long hashes;

  /** The last name with the quote behind it; empty where there is none. */
  private final byte[] last;

  /** For all of one start. */
  private final Room room;

  private final @Nullable FieldNames[] followers;

  /** Those of an object that is the last field's value, or in an array that is. */
  private @Nullable FieldNames within;

  /** Fields of the last object that began so: the next one has as many, or so. */
  private int expected = USUAL;

  private FieldNames(String[] names, long hashes, Room room, boolean learns) {
    this.names = names;
    this.hashes = hashes;
    this.room = room;
    this.followers = new FieldNames[learns ? MOST_FOLLOWERS : 0];
    this.last =
        names.length == 0
            ? new byte[0]
            : (names[names.length - 1] + '"').getBytes(StandardCharsets.US_ASCII);
  }

  /** No names yet, where nothing was read yet. */
  static FieldNames start() {
    return new FieldNames(new String[0], 0, new Room(), true);
  }

  int count() {
    return names.length;
  }

  String name(int index) {
    return names[index];
  }

  /** How many fields an object will have that begins with these; at least 1, a guess. */
  int expected() {
    return expected;
  }

  /** An object that began with these had so many. */
  void expect(int count) {
    expected = Math.max(1, count);
  }

  /** Of the last name in a message: its letters and the quote behind them. */
  int written() {
    return last.length;
  }

  /** No names, of an object that is the last field's value or in an array that is. */
  FieldNames within() {
    FieldNames known = within;
    if (known == null) {
      boolean learns = room.take();
      known = new FieldNames(new String[0], 0, room, learns);
      within = learns ? known : null;
    }
    return known;
  }

  /** These and the name that stands at a place of the message; null if it did not follow yet. */
  @Nullable FieldNames guess(byte[] message, int at) {
    for (FieldNames each : followers) {
      if (each == null) {
        return null;
      }
      if (each.endsAt(message, at)) {
        return each;
      }
    }
    return null;
  }

  private boolean endsAt(byte[] message, int at) {
    if (message.length - at < last.length) {
      return false;
    }
    for (int i = 0; i < last.length; i++) {
      if (message[at + i] != last[i]) {
        return false;
      }
    }
    return true;
  }

  /** These and another name; null where it is one of them, or they are as many as may be. */
  @Nullable FieldNames with(String name) {
    if (names.length == MOST || find(name) >= 0) {
      return null;
    }
    String[] longer = Arrays.copyOf(names, names.length + 1);
    longer[names.length] = name;
    int free = 0;
    while (free < followers.length && followers[free] != null) {
      free++;
    }
    boolean learns = free < followers.length && room.take();
    FieldNames with = new FieldNames(longer, hashes | bit(name), room, learns);
    if (learns) {
      followers[free] = with;
    }
    return with;
  }

  /** Which of them it is; below 0 if none. */
  @SuppressWarnings("ReferenceEquality") // what differs is compared again
  int find(@Nullable Object name) {
    if (name == null || (hashes & bit(name)) == 0) {
      return -1;
    }
    for (int i = 0; i < names.length; i++) {
      if (names[i] == name) { // nearly always: both are the same constant
        return i;
      }
    }
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private static long bit(Object name) {
    return 1L << name.hashCode(); // by its last six bits
  }
}
