package io.tidemark.core.feature.kernel;

import java.util.Arrays;

/**
 * Sums, least and largest numbers of the last stretch of time, cut into {@value #TILES} tiles of
 * the clock. The tile that is being filled and the 59 before it count whole: nothing older than the
 * stretch ever does, all of its newest 59/60 always does, and of the oldest sixtieth only a part.
 *
 * <p>Nothing is ever subtracted, so neither time nor what has left costs precision: sixty tiles
 * make a block; those of the block that is being filled are joined as they come, those of the block
 * before were joined from its end when it was full (the two stacks of {@link SlidingWindow}). O(1)
 * amortised to add and to ask; O({@value #TILES}) to ask while the newest block has nothing yet.
 *
 * <p>What belongs to an earlier tile than the newest counts in the newest. Cells: the newest tile,
 * the row of its block so far, then a row for each tile. A row begins with how many prints it has;
 * the other columns of one that has none mean nothing.
 *
 * <p>See RATIONALE.md, "Why is a window of time cut into sixty tiles?"
 */
public final class TimeTiles {

  static final int TILES = 60;

  /** How a column of two neighbouring rows is joined. */
  public enum Join {
    SUM,
    LEAST,
    LARGEST,
    /** What the older one has. */
    FIRST;

    double join(double older, double newer) {
      return switch (this) {
        case SUM -> older + newer;
        case LEAST -> Math.min(older, newer);
        case LARGEST -> Math.max(older, newer);
        case FIRST -> older;
      };
    }
  }

  /** How many prints a row has. */
  static final int COUNT = 0;

  private static final int NONE = -1;
  private static final int BLOCK = -2;
  private static final int BLOCK_ROW = 1;

  private final long length;
  private final Join[] joins;
  private final int width;

  /**
   * @param stretch µs
   * @param columns how each column after the count is joined
   */
  public TimeTiles(long stretch, Join... columns) {
    length = stretch / TILES;
    width = 1 + columns.length;
    joins = new Join[width];
    joins[COUNT] = Join.SUM;
    System.arraycopy(columns, 0, joins, 1, columns.length);
  }

  public int cells() {
    return BLOCK_ROW + width * (1 + TILES);
  }

  /** The tile of this moment, or the newest if that is later. */
  public long tile(double[] cells, int at, long time) {
    return Math.max((long) cells[at], Math.floorDiv(time, length));
  }

  /** First instant that counts when this tile is being filled, µs. */
  public long start(long tile) {
    return (tile - TILES + 1) * length;
  }

  /** Begins a print in this tile, which must not be older than the newest. */
  public void print(double[] cells, int at, long tile) {
    if (tile != (long) cells[at]) {
      advance(cells, at, tile);
    }
    cells[at + BLOCK_ROW]++;
    cells[row(at, slot(tile))]++;
  }

  /** Joins a number to a column of the newest tile. */
  public void add(double[] cells, int at, int column, double x) {
    join(cells, at + BLOCK_ROW, column, x);
    join(cells, row(at, slot((long) cells[at])), column, x);
  }

  /** Where {@link #get} finds what counts when this tile, or the newest, is being filled. */
  public int older(double[] cells, int at, long tile) {
    long newest = (long) cells[at];
    long oldest = tile - TILES + 1;
    if (newest < oldest) {
      return NONE;
    }
    long block = newest - slot(newest);
    if (oldest == block) {
      return BLOCK;
    }
    return oldest < block ? slot(oldest) : TILES + slot(oldest);
  }

  /** How many prints count. */
  public double count(double[] cells, int at, int older) {
    return older == NONE ? 0 : get(cells, at, older, COUNT);
  }

  /** A column of all that counts; only if there is a print in it. */
  public double get(double[] cells, int at, int older, int column) {
    int block = at + BLOCK_ROW;
    if (older == BLOCK) {
      return cells[block + column];
    }
    if (older >= TILES) {
      return joined(cells, at, older - TILES, column);
    }
    int row = row(at, older);
    return cells[row] == 0
        ? cells[block + column]
        : joins[column].join(cells[row + column], cells[block + column]);
  }

  /** Tiles of the newest block, from this one on. */
  private double joined(double[] cells, int at, int from, int column) {
    double joined = 0;
    boolean any = false;
    for (int i = from; i <= slot((long) cells[at]); i++) {
      int row = row(at, i);
      if (cells[row] != 0) {
        joined = any ? joins[column].join(joined, cells[row + column]) : cells[row + column];
        any = true;
      }
    }
    return joined;
  }

  private void join(double[] cells, int row, int column, double x) {
    boolean first = cells[row] == 1 && joins[column] != Join.SUM;
    cells[row + column] = first ? x : joins[column].join(cells[row + column], x);
  }

  private void advance(double[] cells, int at, long tile) {
    long newest = (long) cells[at];
    long blocks = Math.floorDiv(tile, (long) TILES) - Math.floorDiv(newest, (long) TILES);
    if (blocks == 0) {
      clear(cells, at, slot(newest) + 1, slot(tile));
    } else {
      if (blocks == 1) {
        clear(cells, at, slot(newest) + 1, TILES - 1);
        joinFromTheEnd(cells, at);
        clear(cells, at, 0, slot(tile));
      } else {
        clear(cells, at, 0, TILES - 1);
      }
      Arrays.fill(cells, at + BLOCK_ROW, at + BLOCK_ROW + width, 0);
    }
    cells[at] = tile;
  }

  private void clear(double[] cells, int at, int from, int to) {
    Arrays.fill(cells, row(at, from), row(at, to + 1), 0);
  }

  private void joinFromTheEnd(double[] cells, int at) {
    for (int i = TILES - 2; i >= 0; i--) {
      int older = row(at, i);
      int newer = older + width;
      if (cells[older] == 0) {
        System.arraycopy(cells, newer, cells, older, width);
      } else if (cells[newer] != 0) {
        for (int k = 0; k < width; k++) {
          cells[older + k] = joins[k].join(cells[older + k], cells[newer + k]);
        }
      }
    }
  }

  private static int slot(long tile) {
    return (int) Math.floorMod(tile, (long) TILES);
  }

  private int row(int at, int slot) {
    return at + BLOCK_ROW + width * (1 + slot);
  }
}
