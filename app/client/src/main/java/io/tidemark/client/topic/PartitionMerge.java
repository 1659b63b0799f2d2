package io.tidemark.client.topic;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Many partitions as one sequence. What comes next is known while each partition that goes on has
 * something waiting.
 *
 * @param <T> what the partitions hold
 */
final class PartitionMerge<T extends Comparable<T>> {

  private final Map<TopicPartition, Queue<T>> waiting = new HashMap<>();

  PartitionMerge(Collection<TopicPartition> partitions) {
    partitions.forEach(each -> waiting.put(each, new ArrayDeque<>()));
  }

  /** The partitions of which nothing waits. */
  Set<TopicPartition> empty() {
    Set<TopicPartition> empty = new HashSet<>();
    waiting.forEach(
        (partition, queue) -> {
          if (queue.isEmpty()) {
            empty.add(partition);
          }
        });
    return empty;
  }

  void add(TopicPartition partition, T next) {
    Objects.requireNonNull(waiting.get(partition)).add(next);
  }

  /** Hands on the smallest of those that come next; false if nothing waits. */
  boolean next(Consumer<T> out) {
    Queue<T> first = null;
    T smallest = null;
    for (Queue<T> queue : waiting.values()) {
      T head = queue.peek();
      if (head != null && (smallest == null || head.compareTo(smallest) < 0)) {
        first = queue;
        smallest = head;
      }
    }
    if (first == null) {
      return false;
    }
    out.accept(first.remove());
    return true;
  }
}
