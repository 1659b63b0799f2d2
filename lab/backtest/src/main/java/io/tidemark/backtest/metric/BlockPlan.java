package io.tidemark.backtest.metric;

/**
 * How rows are resampled: in blocks of {@value #DAYS} days or of two horizons, whichever is longer,
 * so that labels that overlap stay together. Where that leaves fewer than {@value #FEWEST_BLOCKS}
 * blocks a block is a tenth of the rows, if it still is as long as the horizon.
 *
 * @param rows how many there are
 * @param block rows that are drawn together; 0 where there are too few for an interval
 */
public record BlockPlan(int rows, int block) {

  /** Length of a block of hourly, minutely or any other rows, days. */
  public static final int DAYS = 14;

  /** With fewer the spread of blocks says nothing. */
  public static final int FEWEST_BLOCKS = 10;

  /** Fewer rows have no interval. */
  public static final int FEWEST_ROWS = 100;

  private static final long DAY = 86_400_000_000L;

  /**
   * The plan for rows over a span of time.
   *
   * @param rows how many
   * @param span from the first to the last one, µs
   * @param horizon how far their labels look, µs
   */
  public static BlockPlan of(int rows, long span, long horizon) {
    if (rows < FEWEST_ROWS || span <= 0) {
      return new BlockPlan(rows, 0);
    }
    double rowsPerMicro = (rows - 1.0) / span;
    double wanted = Math.ceil(rowsPerMicro * Math.max(DAYS * DAY, 2 * horizon));
    int longest = rows / FEWEST_BLOCKS;
    if (wanted <= longest) {
      return new BlockPlan(rows, (int) wanted);
    }
    return new BlockPlan(rows, longest >= rowsPerMicro * horizon ? longest : 0);
  }

  /** Whether there are enough rows for intervals. */
  public boolean hasIntervals() {
    return block > 0;
  }

  /** How many blocks there are: the honest sample size. */
  public int blocks() {
    return block == 0 ? 0 : rows / block;
  }
}
