package io.tidemark.flink.metrics;

/**
 * Which share of the newest events is of a kind: of the last {@value #BLOCK} to twice as many. Two
 * blocks of counts, so that it costs no memory and no time.
 */
public final class RecentShare {

  /** Events that are counted together. */
  static final int BLOCK = 256;

  private int before;
  private int hitsBefore;
  private int now;
  private int hits;

  /** Before the first event. */
  public RecentShare() {}

  /** Counts one event. */
  public void add(boolean hit) {
    if (now == BLOCK) {
      before = now;
      hitsBefore = hits;
      now = 0;
      hits = 0;
    }
    now++;
    if (hit) {
      hits++;
    }
  }

  /** 0 to 1; NaN before the first event. */
  public double share() {
    return (double) (hitsBefore + hits) / (before + now);
  }
}
