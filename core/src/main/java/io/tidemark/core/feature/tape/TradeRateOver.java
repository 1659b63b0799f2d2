package io.tidemark.core.feature.tape;

import io.tidemark.core.bar.Print;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.kernel.TimeTiles;

/** Trades per minute, over the part of the window that its tiles cover. */
final class TradeRateOver extends OverTime {

  private static final int TRADES = 1;
  private static final double MINUTE = 60e6;

  TradeRateOver(long window, long barLength) {
    super("trade_rate_over", window, barLength, 0, TimeTiles.Join.SUM);
  }

  @Override
  void add(double[] cells, int at, Print print) {
    tiles.add(cells, tiles(at), TRADES, print.trades);
  }

  @Override
  double value(double[] cells, int at, Market market, long tile, int older) {
    if (tiles.count(cells, tiles(at), older) == 0) {
      return 0;
    }
    double trades = tiles.get(cells, tiles(at), older, TRADES);
    return trades / (covered(cells, at, market, tile) / MINUTE);
  }
}
