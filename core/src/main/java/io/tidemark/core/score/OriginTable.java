package io.tidemark.core.score;

import io.tidemark.core.fact.Origin;
import io.tidemark.core.state.HeapSize;
import java.util.Arrays;

/**
 * The largest offset seen of each partition of each topic: how a repetition is known. A topic is
 * known by its name and its id. What has no id belongs to the topic of that name that was met last,
 * and an entry without an id takes that of the first origin that comes with one: so nothing is
 * doubled when ids begin to be written, nor when they are no longer. Bounded: beyond {@link
 * #CAPACITY} partitions the one that was met first is forgotten.
 *
 * <p>See RATIONALE.md, "Why does the sequence job write only at least once?" and "Why does an
 * origin name the topic's id?"
 */
public final class OriginTable {

  /** Most topic partitions and files that one instrument is fed from at a time. */
  public static final int CAPACITY = 128;

  /** With the heads of its four arrays. */
  private static final long SELF_BYTES =
      HeapSize.object(Integer.BYTES + 4 * HeapSize.REFERENCE) + 4 * HeapSize.array(0, 1);

  /** Two references, a partition and an offset. */
  private static final int ROW_BYTES = 2 * HeapSize.REFERENCE + Integer.BYTES + Long.BYTES;

  /** The texts of a topic and its id, which each state that was read has of its own. */
  private static final int TEXT_BYTES = 136;

  int size;
  String[] topics = new String[4];
  String[] ids = new String[4];
  int[] partitions = new int[4];
  long[] offsets = new long[4];

  /** Remembers {@code origin}; false if it, or a later one of its partition, was there before. */
  public boolean isNew(Origin origin) {
    for (int i = size - 1; i >= 0; i--) {
      if (partitions[i] == origin.partition()
          && topics[i].equals(origin.topic())
          && mayBe(ids[i], origin.topicId())) {
        if (ids[i].isEmpty()) {
          ids[i] = origin.topicId();
        }
        if (origin.offset() <= offsets[i]) {
          return false;
        }
        offsets[i] = origin.offset();
        return true;
      }
    }
    add(origin.topic(), origin.topicId(), origin.partition(), origin.offset());
    return true;
  }

  /** Whether two ids can be those of one topic: an empty one says nothing. */
  private static boolean mayBe(String known, String id) {
    return known.isEmpty() || id.isEmpty() || known.equals(id);
  }

  void add(String topic, String id, int partition, long offset) {
    if (size == CAPACITY) {
      System.arraycopy(topics, 1, topics, 0, size - 1);
      System.arraycopy(ids, 1, ids, 0, size - 1);
      System.arraycopy(partitions, 1, partitions, 0, size - 1);
      System.arraycopy(offsets, 1, offsets, 0, size - 1);
      size--;
    }
    if (size == topics.length) {
      int capacity = Math.min(CAPACITY, 2 * size);
      topics = Arrays.copyOf(topics, capacity);
      ids = Arrays.copyOf(ids, capacity);
      partitions = Arrays.copyOf(partitions, capacity);
      offsets = Arrays.copyOf(offsets, capacity);
    }
    topics[size] = topic;
    ids[size] = id;
    partitions[size] = partition;
    offsets[size] = offset;
    size++;
  }

  /** Bytes of heap that it takes. */
  long heapBytes() {
    return SELF_BYTES + (long) ROW_BYTES * topics.length + (long) TEXT_BYTES * size;
  }
}
