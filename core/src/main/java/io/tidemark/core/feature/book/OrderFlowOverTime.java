package io.tidemark.core.feature.book;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.feature.BarLength;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.Surrounding;

/**
 * {@link OrderFlowImbalance} of the last {@code window} µs by the instrument's clock, whatever the
 * bars. The window is cut into 16 tiles of the clock and counts whole ones and the one that is
 * being filled: nothing older than the window ever counts, and all of the newest 15/16 does.
 *
 * <p>Cells: those of the imbalance, which gathers what one book changed; then index, sum and sum of
 * sizes of each tile.
 */
record OrderFlowOverTime(int n, long window, OrderFlowImbalance flow) implements Surrounding {

  private static final int TILES = 16;
  private static final int TILE_CELLS = 3;

  OrderFlowOverTime(int n, long window) {
    this(n, window, new OrderFlowImbalance(n));
  }

  @Override
  public String name() {
    return "ofi(" + n + "," + BarLength.text(window) + ")";
  }

  @Override
  public int cells() {
    return flow.cells() + TILES * TILE_CELLS;
  }

  @Override
  public double value(double[] cells, int at, Market market) {
    if (cells[at] == 0) {
      return Double.NaN;
    }
    long newest = tile(market.clock);
    double sum = 0;
    double size = 0;
    for (int i = 0; i < TILES; i++) {
      int slot = at + flow.cells() + i * TILE_CELLS;
      if (cells[slot] > newest - TILES) {
        sum += cells[slot + 1];
        size += cells[slot + 2];
      }
    }
    return size == 0 ? 0 : sum / size;
  }

  @Override
  public void observe(double[] cells, int at, Fact fact, long clock) {
    flow.forgetFlow(cells, at);
    flow.observe(cells, at, fact, clock);
    double size = flow.size(cells, at);
    if (size == 0) {
      return;
    }
    long tile = tile(clock);
    int slot = at + flow.cells() + (int) Math.floorMod(tile, (long) TILES) * TILE_CELLS;
    if (cells[slot] != tile) {
      cells[slot] = tile;
      cells[slot + 1] = 0;
      cells[slot + 2] = 0;
    }
    cells[slot + 1] += flow.sum(cells, at);
    cells[slot + 2] += size;
  }

  private long tile(long clock) {
    return Math.floorDiv(clock, window / TILES);
  }
}
