package io.tidemark.collector.sink;

import io.tidemark.collector.feed.FeedMetric;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Parsed;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Facts on their way to Kafka, in order and bounded, for the time in which Kafka is slow or away. A
 * book is whole: when half of the room is taken, books are left out, for the next one says all that
 * the one before said. When all of it is taken, other facts are left out too, and then the log is
 * told: as soon as there is room again, a {@link FeedMetric#GAP} of each instrument goes before its
 * next fact.
 */
public final class HandoverQueue {

  private final int most;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

  /** Since when facts of an instrument were left out, µs since the epoch. */
  private final Map<String, Long> gaps = new HashMap<>();

  private long booksLeftOut;
  private long factsLost;
  private boolean closed;
  private boolean settleNext;

  /**
   * A fact on its way.
   *
   * @param settles whether all before it must stand in Kafka before it is sent
   */
  record Waiting(Fact fact, boolean settles) {}

  /** Room for so many facts. */
  public HandoverQueue(int most) {
    this.most = most;
  }

  /** Takes a fact or leaves it out; never waits. */
  public synchronized void offer(Fact fact) {
    if (fact instanceof Book && waiting.size() >= most / 2) {
      booksLeftOut++;
      return;
    }
    if (waiting.size() >= most) {
      factsLost++;
      gaps.putIfAbsent(fact.instrument(), fact.availableAt());
      return;
    }
    if (!gaps.isEmpty() && waiting.size() < most / 2) {
      tellGaps(fact.availableAt());
    }
    add(fact);
    notifyAll();
  }

  /** Takes a part of the past, together and whatever waits: it is short, and comes once. */
  public synchronized void offerHistory(List<? extends Fact> facts) {
    facts.forEach(this::add);
    settleNext = true;
    notifyAll();
  }

  private void add(Fact fact) {
    waiting.add(new Waiting(fact, settleNext));
    settleNext = false;
  }

  private void tellGaps(long now) {
    Iterator<Map.Entry<String, Long>> each = gaps.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<String, Long> gap = each.next();
      double seconds = (now - gap.getValue()) / 1e6;
      if (Metric.of(gap.getKey(), now, now, FeedMetric.GAP, seconds)
          instanceof Parsed.Valid<Metric> metric) {
        add(metric.value());
      }
      each.remove();
    }
  }

  /** The next fact, waiting for it; empty when this is closed and all is taken. */
  synchronized Optional<Waiting> take() throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    return Optional.ofNullable(waiting.poll());
  }

  /** Nothing more is offered. */
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  public synchronized int size() {
    return waiting.size();
  }

  /** Books that a newer one stands for. */
  public synchronized long booksLeftOut() {
    return booksLeftOut;
  }

  /** Facts that are not on any topic; each is inside a gap that is told. */
  public synchronized long factsLost() {
    return factsLost;
  }
}
