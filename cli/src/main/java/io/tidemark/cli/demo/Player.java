package io.tidemark.cli.demo;

import io.tidemark.cli.kafka.TopicWriter;
import io.tidemark.cli.sim.MarketSimulation;
import io.tidemark.cli.sim.SimItem;
import io.tidemark.core.fact.Fact;
import io.tidemark.flink.io.RawEncoder;
import io.tidemark.flink.io.Topic;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Plays a simulated market through the raw topics in time-lapse. */
final class Player implements Runnable {

  private final MarketSimulation market;
  private final TopicWriter writer;
  private final double speed;
  private final BooleanSupplier stop;
  private final RawEncoder encoder = new RawEncoder();

  private final AtomicLong played = new AtomicLong();
  private volatile long clock;

  /**
   * @param speed simulated seconds in a second
   * @param stop whether to end early
   */
  Player(MarketSimulation market, TopicWriter writer, double speed, BooleanSupplier stop) {
    this.market = market;
    this.writer = writer;
    this.speed = speed;
    this.stop = stop;
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
      for (long ahead = due - System.nanoTime(); ahead > 0; ahead = due - System.nanoTime()) {
        LockSupport.parkNanos(ahead);
      }
      send(item);
      clock = item.at();
      played.incrementAndGet();
    }
    writer.flush();
  }

  private void send(SimItem item) {
    String topic = Topic.carrying(item.kind()).topicName();
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
  long played() {
    return played.get();
  }

  /** The market's time, µs since the epoch; 0 before the first record. */
  long clock() {
    return clock;
  }
}
