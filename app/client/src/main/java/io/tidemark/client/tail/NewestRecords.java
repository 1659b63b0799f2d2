package io.tidemark.client.tail;

import java.util.List;
import java.util.PriorityQueue;

/** The newest of all records that it was given, in whatever order; it holds no more than those. */
final class NewestRecords {

  private final int most;
  private final PriorityQueue<TailRecord> oldestFirst = new PriorityQueue<>();

  /**
   * @param most how many it keeps, at least 1
   */
  NewestRecords(int most) {
    this.most = most;
  }

  void take(TailRecord record) {
    if (oldestFirst.size() < most) {
      oldestFirst.add(record);
    } else if (record.compareTo(oldestFirst.element()) > 0) {
      oldestFirst.remove();
      oldestFirst.add(record);
    }
  }

  /** Those that it keeps, the newest last. */
  List<TailRecord> inOrder() {
    return oldestFirst.stream().sorted().toList();
  }
}
