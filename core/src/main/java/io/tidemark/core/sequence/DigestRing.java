package io.tidemark.core.sequence;

import io.tidemark.core.state.HeapSize;
import java.util.function.Consumer;

/**
 * The newest digests of a family in the order in which they came, with a table that finds one by
 * its subject in O(1). Beyond {@code least} it forgets what is older than the one that comes by
 * more than {@code within}, and beyond {@code most} the first. What it holds follows from the
 * digests that were added and from nothing else, so a ring that is filled again from them is equal.
 */
final class DigestRing {

  private static final int SMALLEST = 16;
  private static final int NONE = -1;

  private static final long SELF_BYTES =
      HeapSize.object(4 * Integer.BYTES + 2 * Long.BYTES + 5 * HeapSize.REFERENCE)
          + 4 * HeapSize.array(0, 1);

  private final FactDigest.Family family;
  private final int least;
  private final int most;
  private final long within;

  private long[] subjects = new long[SMALLEST];
  private long[] contents = new long[SMALLEST];
  private long[] times = new long[SMALLEST];

  /** The slot behind that of a subject, by hash and linear probing; 0 where there is none. */
  private int[] table = new int[2 * SMALLEST];

  /** The slot of the oldest. */
  private int first;

  private int size;
  private long newestTime = Long.MIN_VALUE;

  /**
   * An empty one.
   *
   * @param least how many are kept whatever their time
   * @param most how many are kept, a power of two
   * @param within µs of event time
   */
  DigestRing(FactDigest.Family family, int least, int most, long within) {
    this.family = family;
    this.least = least;
    this.most = most;
    this.within = within;
  }

  /** The slot of the newest that speaks of a subject; below 0 if there is none. */
  int find(long subject) {
    for (int at = place(subject); table[at] != 0; at = next(at)) {
      if (subjects[table[at] - 1] == subject) {
        return table[at] - 1;
      }
    }
    return NONE;
  }

  /** The slot of what came last; below 0 if there is none. */
  int last() {
    return size == 0 ? NONE : slot(size - 1);
  }

  /** What was said in a slot. */
  long content(int slot) {
    return contents[slot];
  }

  /** The largest event time that is remembered, µs since the epoch. */
  long newestTime() {
    return newestTime;
  }

  /** How many of those that came last, {@code among} at most, have a time in a span. */
  int lastWithin(int among, long after, long upTo) {
    int count = 0;
    for (int i = Math.max(0, size - among); i < size; i++) {
      long time = times[slot(i)];
      count += time > after && time <= upTo ? 1 : 0;
    }
    return count;
  }

  /** Remembers one, and forgets what is too old or too much. */
  void add(long subject, long content, long time) {
    if (size == most) {
      forgetFirst();
    } else if (size == subjects.length) {
      resize(2 * size);
    }
    int slot = slot(size);
    subjects[slot] = subject;
    contents[slot] = content;
    times[slot] = time;
    size++;
    newestTime = Math.max(newestTime, time);
    index(slot);
    while (size > least && times[first] < time - within) {
      forgetFirst();
    }
    if (subjects.length > SMALLEST && size < subjects.length / 8) {
      resize(subjects.length / 2);
    }
  }

  /** All that is remembered, the oldest first. */
  void forEach(Consumer<FactDigest> out) {
    for (int i = 0; i < size; i++) {
      int slot = slot(i);
      out.accept(new FactDigest(family, subjects[slot], contents[slot], times[slot]));
    }
  }

  int size() {
    return size;
  }

  /** Bytes of heap that it takes. */
  long heapBytes() {
    return SELF_BYTES + (3L * Long.BYTES + 2L * Integer.BYTES) * subjects.length;
  }

  private int slot(int age) {
    return (first + age) & (subjects.length - 1);
  }

  private int place(long subject) {
    return (int) subject & (table.length - 1);
  }

  private int next(int at) {
    return (at + 1) & (table.length - 1);
  }

  private void index(int slot) {
    int at = place(subjects[slot]);
    while (table[at] != 0 && subjects[table[at] - 1] != subjects[slot]) {
      at = next(at);
    }
    table[at] = slot + 1;
  }

  private void forgetFirst() {
    int at = place(subjects[first]);
    while (table[at] != 0 && table[at] != first + 1) {
      at = next(at);
    }
    if (table[at] != 0) { // else a later one speaks of the same
      close(at);
    }
    long time = times[first];
    first = slot(1);
    size--;
    if (time == newestTime) {
      newestTime = newestTimeUpTo(time);
    }
  }

  private long newestTimeUpTo(long most) {
    long newest = Long.MIN_VALUE;
    for (int i = size - 1; i >= 0 && newest < most; i--) {
      newest = Math.max(newest, times[slot(i)]);
    }
    return newest;
  }

  /** Takes an entry out of the table, and moves those behind it to where they are found. */
  private void close(int emptied) {
    int hole = emptied;
    for (int at = next(hole); table[at] != 0; at = next(at)) {
      int wanted = place(subjects[table[at] - 1]);
      boolean found = hole < at ? hole < wanted && wanted <= at : hole < wanted || wanted <= at;
      if (!found) {
        table[hole] = table[at];
        hole = at;
      }
    }
    table[hole] = 0;
  }

  private void resize(int capacity) {
    long[] oldSubjects = subjects;
    long[] oldContents = contents;
    long[] oldTimes = times;
    int mask = oldSubjects.length - 1;
    subjects = new long[capacity];
    contents = new long[capacity];
    times = new long[capacity];
    table = new int[2 * capacity];
    for (int i = 0; i < size; i++) {
      int from = (first + i) & mask;
      subjects[i] = oldSubjects[from];
      contents[i] = oldContents[from];
      times[i] = oldTimes[from];
      index(i);
    }
    first = 0;
  }
}
