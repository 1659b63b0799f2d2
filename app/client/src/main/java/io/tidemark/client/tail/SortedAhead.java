package io.tidemark.client.tail;

import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Puts records into order that come nearly so. It holds a bounded number of them and hands on the
 * smallest whenever that is exceeded: a record that comes no more than so many too late is in its
 * place, and one that comes later still follows at once.
 */
final class SortedAhead {

  private final int mostRecords;
  private final long mostBytes;
  private final PriorityQueue<TailRecord> held = new PriorityQueue<>();
  private long bytes;

  /**
   * @param mostRecords how many it holds
   * @param mostBytes how many bytes their values may have together
   */
  SortedAhead(int mostRecords, long mostBytes) {
    this.mostRecords = mostRecords;
    this.mostBytes = mostBytes;
  }

  void take(TailRecord record, Consumer<TailRecord> out) {
    held.add(record);
    bytes += record.bytes();
    while (held.size() > mostRecords || (bytes > mostBytes && !held.isEmpty())) {
      next(out);
    }
  }

  /** Hands on what it still holds. */
  void end(Consumer<TailRecord> out) {
    while (!held.isEmpty()) {
      next(out);
    }
  }

  private void next(Consumer<TailRecord> out) {
    TailRecord smallest = held.remove();
    bytes -= smallest.bytes();
    out.accept(smallest);
  }
}
