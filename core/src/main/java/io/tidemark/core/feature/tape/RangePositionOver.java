package io.tidemark.core.feature.tape;

import io.tidemark.core.bar.Print;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.kernel.TimeTiles;

/** Where the close lies between the lowest and the highest price of a window, itself among them. */
final class RangePositionOver extends OverTime {

  private static final int LOW = 1;
  private static final int HIGH = 2;

  RangePositionOver(long window, long barLength) {
    super(
        "range_position_over", window, barLength, 0, TimeTiles.Join.LEAST, TimeTiles.Join.LARGEST);
  }

  @Override
  void add(double[] cells, int at, Print print) {
    tiles.add(cells, tiles(at), LOW, print.low);
    tiles.add(cells, tiles(at), HIGH, print.high);
  }

  @Override
  double value(double[] cells, int at, Market market, long tile, int older) {
    if (tiles.count(cells, tiles(at), older) == 0) {
      return 0;
    }
    double close = market.bar.close;
    double low = Math.min(close, tiles.get(cells, tiles(at), older, LOW));
    double high = Math.max(close, tiles.get(cells, tiles(at), older, HIGH));
    return high == low ? 0 : 2 * (close - low) / (high - low) - 1;
  }
}
