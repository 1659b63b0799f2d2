package io.tidemark.flink.sequence;

/**
 * Whether one instrument's arrivals are of now, or of a past that is still being read: then a tick
 * of the wall clock would make all that is still to come late. Asked once a tick; a tick is written
 * only after a whole one without an old arrival.
 *
 * <p>Lives in memory only: after a restart it begins with nothing known, and writes no tick at
 * first.
 *
 * <p>See RATIONALE.md, "Why are no ticks written while a backlog is read?"
 */
final class Backlog {

  private final long tick;

  /** How old the oldest arrival since the last question was when it came, ms. */
  private long worstLag;

  /** Whether all that arrived since the last tick is known. */
  private boolean known;

  /**
   * Begins with nothing known.
   *
   * @param tick the distance of ticks, ms
   */
  Backlog(long tick) {
    this.tick = tick;
  }

  /**
   * Something arrived.
   *
   * @param now the wall clock, ms since the epoch
   * @param availableAt when it could have been known, ms since the epoch
   */
  void arrived(long now, long availableAt) {
    worstLag = Math.max(worstLag, now - availableAt);
  }

  /**
   * Whether the tick that is due must not be written.
   *
   * @param now the wall clock, ms since the epoch
   * @param due when the tick should have been written, ms since the epoch; long ago if the task was
   *     held up, and then what waits at its door is not known either
   */
  boolean forbidsTick(long now, long due) {
    boolean forbids = !known || now - due >= tick || worstLag > 2 * tick;
    known = true;
    worstLag = 0;
    return forbids;
  }
}
