package io.tidemark.demo;

import io.tidemark.client.topic.TopicWriter;
import io.tidemark.core.fact.Fact;
import io.tidemark.flink.io.RawEncoder;
import io.tidemark.flink.io.Topic;
import io.tidemark.simulator.MarketSimulation;
import io.tidemark.simulator.SimItem;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Plays a simulated market through the raw topics, in real time or in time-lapse. */
public final class Player implements Runnable {

  private static final double FASTEST = 100_000;

  /** How long an end may have to wait for the next record. */
  private static final long LONGEST_PAUSE_NANOS = 100_000_000;

  private final MarketSimulation market;
  private final TopicWriter writer;
  private final String topicPrefix;
  private final double speed;
  private final BooleanSupplier stop;
  private final RawEncoder encoder = new RawEncoder();

  private final AtomicLong played = new AtomicLong();
  private volatile long clock;

  /**
   * Plays when it is run.
   *
   * @param writer stays the caller's to close
   * @param topicPrefix in front of every topic's name
   * @param speed simulated seconds in a second
   * @param stop whether to end early
   */
  public Player(
      MarketSimulation market,
      TopicWriter writer,
      String topicPrefix,
      double speed,
      BooleanSupplier stop) {
    this.market = market;
    this.writer = writer;
    this.topicPrefix = topicPrefix;
    this.speed = speed;
    this.stop = stop;
  }

  /** What is wrong with an option {@code --speed}; nothing if a market can be played so. */
  public static Optional<String> violation(double speed) {
    return speed > 0 && speed <= FASTEST
        ? Optional.empty()
        : Optional.of("--speed must be above 0 and at most %.0f, was %s".formatted(FASTEST, speed));
  }

  @Override
  public void run() {
    long begin = System.nanoTime();
    long first = 0;
    while (market.hasNext() && !stop.getAsBoolean()) {
      SimItem item = market.next();
      if (first == 0) {
        first = item.at();
      }
      long due = begin + (long) ((item.at() - first) * 1_000 / speed);
      if (!awaitUntil(due)) {
        break;
      }
      send(item);
      clock = item.at();
      played.incrementAndGet();
    }
    writer.flush();
  }

  /** Returns whether the time has come; false if it is to end first. */
  private boolean awaitUntil(long due) {
    for (long ahead = due - System.nanoTime(); ahead > 0; ahead = due - System.nanoTime()) {
      if (stop.getAsBoolean()) {
        return false;
      }
      LockSupport.parkNanos(Math.min(ahead, LONGEST_PAUSE_NANOS));
    }
    return true;
  }

  private void send(SimItem item) {
    String topic = topicPrefix + Topic.carrying(item.kind()).topicName();
    if (item instanceof SimItem.Good good) {
      write(topic, good.fact(), item.at());
    } else if (item instanceof SimItem.BadFact bad) {
      write(topic, bad.fact(), item.at());
    } else if (item instanceof SimItem.BadBytes bad) {
      writer.write(topic, "poison", bad.bytes().length == 0 ? null : bad.bytes(), item.at());
    }
  }

  private void write(String topic, Fact fact, long at) {
    writer.write(topic, fact.instrument(), encoder.encode(fact), at);
  }

  /** How many records have been sent. */
  public long played() {
    return played.get();
  }

  /** The market's time, µs since the epoch; 0 before the first record. */
  public long clock() {
    return clock;
  }
}
