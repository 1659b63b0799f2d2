package io.tidemark.core.feature.tape;

import io.tidemark.core.bar.Print;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.kernel.TimeTiles;

/** Return over a window: the close against the price as it stood when the window began. */
final class ReturnOver extends OverTime {

  private static final int BEFORE = 1;

  ReturnOver(long window, long barLength) {
    super("return_over", window, barLength, 0, TimeTiles.Join.FIRST);
  }

  @Override
  void add(double[] cells, int at, Print print) {
    tiles.add(cells, tiles(at), BEFORE, isFirst(cells, at) ? print.open : last(cells, at));
  }

  @Override
  double value(double[] cells, int at, Market market, long tile, int older) {
    boolean quiet = tiles.count(cells, tiles(at), older) == 0;
    double before = quiet ? last(cells, at) : tiles.get(cells, tiles(at), older, BEFORE);
    return before == 0 ? 0 : market.bar.close / before - 1;
  }
}
