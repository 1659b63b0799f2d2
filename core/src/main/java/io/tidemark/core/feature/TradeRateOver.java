package io.tidemark.core.feature;

import io.tidemark.core.bar.Print;

/** Trades per minute, over the part of the window that its tiles cover. */
final class TradeRateOver extends OverTime {

  private static final double MINUTE = 60e6;

  TradeRateOver(long window, long barLength) {
    super("trade_rate_over", window, barLength, 0);
  }

  @Override
  void add(double[] cells, int at, Print print) {}

  @Override
  double value(double[] cells, int at, Market market, long tile, int older) {
    return tiles.count(cells, tiles(at), older) / (covered(cells, at, market, tile) / MINUTE);
  }
}
