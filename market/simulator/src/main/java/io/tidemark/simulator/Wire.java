package io.tidemark.simulator;

/** A connection that delays what it carries by 0 to 300 ms and never changes its order. */
final class Wire {

  private static final int MOST_MILLIS = 300;

  private final Noise noise;
  private long last = Long.MIN_VALUE;

  Wire(Noise noise) {
    this.noise = noise;
  }

  /** When what happened at {@code eventTime} arrives, µs since the epoch. */
  long arrival(long eventTime) {
    last = Math.max(last, eventTime + noise.below(MOST_MILLIS + 1) * 1_000L);
    return last;
  }
}
