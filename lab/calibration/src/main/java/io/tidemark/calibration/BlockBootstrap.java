package io.tidemark.calibration;

import java.util.SplittableRandom;

/**
 * The circular block bootstrap (Politis and Romano, 1992): rows come in blocks of a fixed length,
 * each from a random place; the export is a circle, so that every row is drawn equally often.
 *
 * <p>Rows and not values are drawn: what series have in common stays.
 */
public final class BlockBootstrap {

  private final int rows;
  private final int block;
  private final SplittableRandom random;

  /**
   * @param rows how many there are, at least 1
   * @param block rows that are drawn together, at least 1
   * @param random where the places come from
   */
  public BlockBootstrap(int rows, int block, SplittableRandom random) {
    this.rows = rows;
    this.block = block;
    this.random = random;
  }

  /** {@code length} row numbers. */
  public int[] draw(int length) {
    int[] drawn = new int[length];
    int row = 0;
    for (int i = 0; i < length; i++) {
      if (i % block == 0) {
        row = random.nextInt(rows);
      }
      drawn[i] = row;
      row = row + 1 == rows ? 0 : row + 1;
    }
    return drawn;
  }

  /**
   * The rows of a baseline, thinned from an export as long as the one there is: one random row out
   * of each of equal stretches, as a model's training does it.
   */
  int[] drawThinned(int number) {
    int[] all = draw(rows);
    int[] picked = new int[number];
    for (int i = 0; i < number; i++) {
      int from = (int) ((long) rows * i / number);
      int to = (int) ((long) rows * (i + 1) / number);
      picked[i] = all[to > from ? random.nextInt(from, to) : Math.min(from, rows - 1)];
    }
    return picked;
  }
}
