package io.tidemark.core.score;

import io.tidemark.core.fact.Origin;
import java.util.Arrays;

/**
 * The largest offset seen of each origin: how a repetition is known. Bounded: beyond {@link
 * #CAPACITY} origins the one that was met first is forgotten.
 *
 * <p>See RATIONALE.md, "Why does the sequence job write only at least once?"
 */
public final class OriginTable {

  /** Most topic partitions and files that one instrument is fed from at a time. */
  public static final int CAPACITY = 128;

  int size;
  String[] topics = new String[4];
  int[] partitions = new int[4];
  long[] offsets = new long[4];

  /** Remembers {@code origin}; false if it, or a later one of its partition, was there before. */
  public boolean isNew(Origin origin) {
    for (int i = size - 1; i >= 0; i--) {
      if (partitions[i] == origin.partition() && topics[i].equals(origin.topic())) {
        if (origin.offset() <= offsets[i]) {
          return false;
        }
        offsets[i] = origin.offset();
        return true;
      }
    }
    add(origin.topic(), origin.partition(), origin.offset());
    return true;
  }

  void add(String topic, int partition, long offset) {
    if (size == CAPACITY) {
      System.arraycopy(topics, 1, topics, 0, size - 1);
      System.arraycopy(partitions, 1, partitions, 0, size - 1);
      System.arraycopy(offsets, 1, offsets, 0, size - 1);
      size--;
    }
    if (size == topics.length) {
      int capacity = Math.min(CAPACITY, 2 * size);
      topics = Arrays.copyOf(topics, capacity);
      partitions = Arrays.copyOf(partitions, capacity);
      offsets = Arrays.copyOf(offsets, capacity);
    }
    topics[size] = topic;
    partitions[size] = partition;
    offsets[size] = offset;
    size++;
  }
}
