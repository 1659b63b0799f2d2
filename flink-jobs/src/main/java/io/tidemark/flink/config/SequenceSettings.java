package io.tidemark.flink.config;

import java.time.Duration;
import java.util.List;

/** How the log is written. */
public final class SequenceSettings {

  public static final Setting<Duration> WAIT =
      Setting.duration(
          "sequence.wait",
          Duration.ZERO,
          Duration.ZERO,
          "How long arrivals are held, so that they can be ordered by availability; 0 writes at"
              + " once.");

  public static final Setting<Duration> TICK =
      Setting.duration(
          "sequence.tick",
          Duration.ofSeconds(10),
          Duration.ZERO,
          "How often a tick of the wall clock is written for each instrument; 0 writes none.");

  public static final Setting<Duration> MAX_AHEAD =
      Setting.duration(
          "sequence.max-ahead",
          Duration.ofMinutes(1),
          Duration.ZERO,
          "How far a fact or a command may be ahead of the market's time; further ahead it becomes"
              + " a dead letter. That time is the wall clock's where ticks are written, and never"
              + " later than the record's Kafka time; without ticks it is what the other partitions"
              + " and the records around it say.");

  public static final Setting<Integer> MAX_HELD =
      Setting.whole(
          "sequence.max-held",
          10_000,
          1,
          10_000_000,
          "Events that are held per instrument while waiting; with more of them the oldest is"
              + " written early.");

  public static final Setting<Integer> MAX_READ_AHEAD =
      Setting.whole(
          "sequence.max-read-ahead",
          50_000,
          1_000,
          100_000_000,
          "Records that are read ahead, of all partitions together, while an earlier one may come"
              + " from a partition that is behind. A partition with its part of them is paused."
              + " They are in memory: a record has some 500 bytes, a deep book several thousand.");

  public static final Setting<Duration> IDLE_AFTER =
      Setting.duration(
          "sequence.idle-after",
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          "How long the others wait for a partition that has records and gives none, as when its"
              + " broker is away. A partition that was read to its end is never waited for.");

  public static final Setting<Duration> REPEATS_WITHIN =
      Setting.duration(
          "sequence.repeats-within",
          Duration.ofMinutes(2),
          Duration.ZERO,
          "How much of an instrument's past is remembered, by event time, to leave out of the log"
              + " what a second collector says again; at least 1024 trades, and at most 65536"
              + " trades and 8192 books. 0 writes every repetition.");

  static final OptionTable<SequenceConfig> TABLE =
      new OptionTable<>(
          List.of(WAIT, TICK, MAX_AHEAD, MAX_HELD, MAX_READ_AHEAD, IDLE_AFTER, REPEATS_WITHIN),
          OptionTable.NO_CONTRADICTION,
          SequenceSettings::read);

  private SequenceSettings() {}

  private static SequenceConfig read(ReadOptions read) {
    return new SequenceConfig(
        read.get(WAIT),
        read.get(TICK),
        read.get(MAX_AHEAD),
        read.get(MAX_HELD),
        read.get(MAX_READ_AHEAD),
        read.get(IDLE_AFTER),
        read.get(REPEATS_WITHIN));
  }
}
