package io.tidemark.simulator;

import io.tidemark.core.fact.Instruments;

/**
 * Something that happens at a known time.
 *
 * @param start since the scenario's start, µs
 * @param length µs
 * @param instrument whom it happens to, or {@link Instruments#ALL}
 * @param kind what happens
 * @param strength how much of it, see {@link PhaseKind}
 */
public record Phase(long start, long length, String instrument, PhaseKind kind, double strength) {

  /** Whether it happens to {@code name} at {@code sinceStart} µs. */
  public boolean covers(String name, long sinceStart) {
    return sinceStart >= start
        && sinceStart < end()
        && (instrument.equals(Instruments.ALL) || instrument.equals(name));
  }

  /** Its end since the scenario's start, µs. */
  public long end() {
    return start + length;
  }

  /** How much of it is over at {@code sinceStart} µs, 0 to 1. */
  double progress(long sinceStart) {
    return (double) (sinceStart - start) / length;
  }
}
