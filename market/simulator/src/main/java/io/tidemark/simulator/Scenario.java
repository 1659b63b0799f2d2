package io.tidemark.simulator;

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

  /** µs. */
  public static final long DAY = 24 * HOUR;

  private static final int POISONS_A_DAY = 60;

  /** Monday, 6 January 2025, 00:00 UTC. */
  private static final long DEMO_START = 1_736_121_600L * SECOND;

  /** Monday, 1 January 2024, 00:00 UTC: training days lie before the demo's. */
  private static final long TRAINING_START = 1_704_067_200L * SECOND;

  /** The end, µs since the epoch. */
  public long end() {
    return start + length;
  }

  /** One day of {@link #days}. */
  public static Scenario demo() {
    return days(DEMO_START, 1);
  }

  /**
   * Days of twenty-four hours with a name for each bad one, all alike. The change of regime ends
   * five hours before the day does, so that what it paused can be seen to resume.
   *
   * @param start µs since the epoch, whole seconds
   * @param days how many
   */
  public static Scenario days(long start, int days) {
    List<Phase> phases = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      addDay(phases, day * DAY);
    }
    return new Scenario("demo", start, days * DAY, List.copyOf(phases), days * POISONS_A_DAY);
  }

  private static void addDay(List<Phase> phases, long at) {
    String btc = SimInstrument.BTC.name();
    String eth = SimInstrument.ETH.name();
    String sol = SimInstrument.SOL.name();
    phases.add(new Phase(at, 8 * HOUR, Instruments.ALL, PhaseKind.CALM, 0));
    phases.add(new Phase(at + 8 * HOUR, 3 * HOUR, Instruments.ALL, PhaseKind.TREND, 0.04));
    phases.add(new Phase(at + 11 * HOUR, 25 * MINUTE, eth, PhaseKind.SILENCE, 0));
    phases.add(new Phase(at + 13 * HOUR, 24 * MINUTE, btc, PhaseKind.FLASH_CRASH, 0.12));
    phases.add(new Phase(at + 15 * HOUR, 4 * HOUR, btc, PhaseKind.REGIME, 3));
    phases.add(new Phase(at + 15 * HOUR, 4 * HOUR, sol, PhaseKind.REGIME, 3));
    phases.add(new Phase(at + 19 * HOUR, 5 * HOUR, Instruments.ALL, PhaseKind.CALM, 0));
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
