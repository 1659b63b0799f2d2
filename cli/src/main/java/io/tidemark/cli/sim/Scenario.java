package io.tidemark.cli.sim;

import io.tidemark.core.fact.Instruments;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of simulated time as data: when it begins, how long it lasts, what happens in it.
 *
 * @param name for people
 * @param start µs since the epoch, UTC
 * @param length µs, whole seconds
 * @param phases what happens; where none covers an instrument its market is calm
 * @param poisons how many records are not what they should be
 */
public record Scenario(String name, long start, long length, List<Phase> phases, int poisons) {

  static final long SECOND = 1_000_000L;
  static final long MINUTE = 60 * SECOND;
  static final long HOUR = 60 * MINUTE;
  static final long DAY = 24 * HOUR;

  /** Monday, 6 January 2025, 00:00 UTC. */
  private static final long DEMO_START = 1_736_121_600L * SECOND;

  /** Monday, 1 January 2024, 00:00 UTC: training days lie before the demo's. */
  private static final long TRAINING_START = 1_704_067_200L * SECOND;

  /** The end, µs since the epoch. */
  public long end() {
    return start + length;
  }

  /**
   * Twenty-four hours with a name for each bad one. The change of regime ends five hours before the
   * day does, so that what it paused can be seen to resume.
   */
  public static Scenario demo() {
    List<Phase> phases =
        List.of(
            new Phase(0, 8 * HOUR, Instruments.ALL, PhaseKind.CALM, 0),
            new Phase(8 * HOUR, 3 * HOUR, Instruments.ALL, PhaseKind.TREND, 0.04),
            new Phase(11 * HOUR, 25 * MINUTE, SimInstrument.ETH.name(), PhaseKind.SILENCE, 0),
            new Phase(
                13 * HOUR, 24 * MINUTE, SimInstrument.BTC.name(), PhaseKind.FLASH_CRASH, 0.12),
            new Phase(15 * HOUR, 4 * HOUR, SimInstrument.BTC.name(), PhaseKind.REGIME, 3),
            new Phase(15 * HOUR, 4 * HOUR, SimInstrument.SOL.name(), PhaseKind.REGIME, 3),
            new Phase(19 * HOUR, 5 * HOUR, Instruments.ALL, PhaseKind.CALM, 0));
    return new Scenario("demo", DEMO_START, DAY, phases, 60);
  }

  /**
   * Days to train on: calm, trends up and down and somewhat livelier hours in random order, each
   * instrument with its own; no change of regime, no crash, no silence and no poison.
   *
   * @param days how many days
   */
  public static Scenario training(long seed, int days) {
    Noise noise = new Noise(seed).fork(-1);
    List<Phase> phases = new ArrayList<>();
    for (SimInstrument instrument : SimInstrument.ALL) {
      long at = 0;
      while (at < days * DAY) {
        long length = Math.min((1 + noise.below(5)) * HOUR, days * DAY - at);
        phases.add(mild(noise, at, length, instrument.name()));
        at += length;
      }
    }
    return new Scenario("training", TRAINING_START, days * DAY, List.copyOf(phases), 0);
  }

  private static Phase mild(Noise noise, long at, long length, String instrument) {
    double which = noise.uniform();
    if (which < 0.15) {
      double perHour = (noise.uniform() < 0.5 ? -1 : 1) * (0.006 + 0.01 * noise.uniform());
      return new Phase(at, length, instrument, PhaseKind.TREND, perHour * length / HOUR);
    }
    if (which < 0.35) {
      return new Phase(at, length, instrument, PhaseKind.VOLATILE, 1.2 + 0.4 * noise.uniform());
    }
    return new Phase(at, length, instrument, PhaseKind.CALM, 0);
  }
}
