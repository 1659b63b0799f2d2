package io.tidemark.bench.latency;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Sends records on a schedule that is fixed beforehand, whatever becomes of those before, and keeps
 * when each was due. Each topic has one partition and this one sender, so a record's offset is its
 * number in its topic.
 */
final class Sender {

  /** Of a record that nobody waits for. */
  static final long UNTIMED = -1;

  private final Supply supply;
  private final Consumer<Outgoing> out;
  private final Map<String, LongSeries> due = new HashMap<>();
  private long sent;

  /**
   * @param out takes each record, and does not wait until it is written
   */
  Sender(Supply supply, Consumer<Outgoing> out) {
    this.supply = supply;
    this.out = out;
  }

  /** Sends so many at once. */
  void sendUntimed(long count) {
    for (long i = 0; i < count; i++) {
      send(UNTIMED);
    }
  }

  /**
   * Sends on schedule; what is late is sent at once and was due when it was due.
   *
   * @param untimed the first so many are sent on schedule and not measured
   * @return how late the last record was sent, µs
   */
  long send(long count, double perSecond, long untimed) {
    long beginNanos = System.nanoTime();
    long beginMicros = WallClock.micros();
    long late = 0;
    for (long i = 0; i < count; i++) {
      long after = (long) (i * 1e9 / perSecond);
      long ahead = beginNanos + after - System.nanoTime();
      while (ahead > 0) {
        LockSupport.parkNanos(ahead);
        ahead = beginNanos + after - System.nanoTime();
      }
      late = -ahead / 1_000;
      send(i < untimed ? UNTIMED : beginMicros + after / 1_000);
    }
    return late;
  }

  private void send(long at) {
    Outgoing record = supply.next();
    due.computeIfAbsent(record.topic(), any -> new LongSeries()).add(at);
    out.accept(record);
    sent++;
  }

  /** All that were sent. */
  long sent() {
    return sent;
  }

  /**
   * When a record was due, µs since the epoch, or {@link #UNTIMED}.
   *
   * @param topic without the prefix
   */
  long due(String topic, long offset) {
    LongSeries ofTopic = due.get(topic);
    return ofTopic == null || offset >= ofTopic.size() ? UNTIMED : ofTopic.get(offset);
  }
}
