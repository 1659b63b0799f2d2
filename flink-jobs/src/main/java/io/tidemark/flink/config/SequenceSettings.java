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
          "How far a fact's times may be ahead of its Kafka time, and a command's ahead of the"
              + " market's; further ahead it becomes a dead letter.");

  public static final Setting<Integer> MAX_HELD =
      Setting.whole(
          "sequence.max-held",
          10_000,
          1,
          10_000_000,
          "Events that are held per instrument while waiting; with more of them the oldest is"
              + " written early.");

  static final OptionTable<SequenceConfig> TABLE =
      new OptionTable<>(
          List.of(WAIT, TICK, MAX_AHEAD, MAX_HELD),
          OptionTable.NO_CONTRADICTION,
          SequenceSettings::read);

  private SequenceSettings() {}

  private static SequenceConfig read(ReadOptions read) {
    return new SequenceConfig(
        read.get(WAIT), read.get(TICK), read.get(MAX_AHEAD), read.get(MAX_HELD));
  }
}
