package io.tidemark.core.feature.tape;

import io.tidemark.core.bar.Print;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.kernel.TimeTiles;
import io.tidemark.core.feature.volatility.RealisedVolatility;

/**
 * Realised volatility of a window, annualised as {@link RealisedVolatility} is: squared log returns
 * from the end of one tile to the end of the next, the last to the close. Not from trade to trade:
 * those squares add up the bounce between bid and ask, and grow with the number of trades (Zhang,
 * Mykland and Aït-Sahalia, "A tale of two time scales", 2005). Own cell: the price before the
 * newest tile.
 */
final class RealisedVolatilityOver extends OverTime {

  private static final int SQUARE = 1;

  RealisedVolatilityOver(long window, long barLength) {
    super("realised_vol_over", window, barLength, 1, TimeTiles.Join.SUM);
  }

  @Override
  void before(double[] cells, int at, Print print, long tile) {
    if (isFirst(cells, at)) {
      cells[own(at)] = print.open;
    } else if (tile > (long) cells[tiles(at)]) {
      tiles.add(cells, tiles(at), SQUARE, square(cells, at, last(cells, at)));
      cells[own(at)] = last(cells, at);
    }
  }

  @Override
  void add(double[] cells, int at, Print print) {}

  @Override
  double value(double[] cells, int at, Market market, long tile, int older) {
    if (tiles.count(cells, tiles(at), older) == 0) {
      return 0;
    }
    double sum = tiles.get(cells, tiles(at), older, SQUARE) + square(cells, at, market.bar.close);
    return Math.sqrt(sum * RealisedVolatility.barsPerYear(1) / covered(cells, at, market, tile));
  }

  private static double square(double[] cells, int at, double price) {
    double r = Math.log(price / cells[own(at)]);
    return r * r;
  }
}
