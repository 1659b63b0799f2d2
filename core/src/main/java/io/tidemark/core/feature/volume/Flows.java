package io.tidemark.core.feature.volume;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.feature.Feature;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.kernel.PairSums;
import io.tidemark.core.feature.kernel.SlidingSums;

/** What trading does to the price, and how busy it is. */
final class Flows {

  private Flows() {}

  /** This bar's part of what was traded in n bars with it; 0 without volume. Cells: sums. */
  record VolumeShare(int n, SlidingSums volumes) implements Feature {
    VolumeShare(int n) {
      this(n, new SlidingSums(n - 1, 1));
    }

    @Override
    public String name() {
      return "volume_share(" + n + ")";
    }

    @Override
    public int cells() {
      return volumes.cells();
    }

    @Override
    public int warmUp() {
      return n - 1;
    }

    @Override
    public double value(double[] cells, int at, Market market) {
      if (!volumes.isFull(cells, at)) {
        return Double.NaN;
      }
      double volume = market.bar.volume;
      return volume > 0 ? volume / (volumes.sum(cells, at, 0) + volume) : 0;
    }

    @Override
    public void close(double[] cells, int at, Market market) {
      volumes.put(cells, at, 0, market.bar.volume);
      volumes.advance(cells, at);
    }
  }

  /**
   * ln((1 + N) / (1 + mean N of the n bars before)), N the trades of a bar: the ones keep a market
   * without trades finite; missing where one of the bars is of candles. Cells: sums.
   */
  record TradeIntensity(int n, SlidingSums trades) implements Feature {
    TradeIntensity(int n) {
      this(n, new SlidingSums(n, 1));
    }

    @Override
    public String name() {
      return "trade_intensity(" + n + ")";
    }

    @Override
    public int cells() {
      return trades.cells();
    }

    @Override
    public int warmUp() {
      return n;
    }

    @Override
    public double value(double[] cells, int at, Market market) {
      return trades.isFull(cells, at)
          ? Math.log1p(trades(market.bar)) - Math.log1p(trades.sum(cells, at, 0) / n)
          : Double.NaN;
    }

    @Override
    public void close(double[] cells, int at, Market market) {
      trades.put(cells, at, 0, trades(market.bar));
      trades.advance(cells, at);
    }

    private static double trades(Bar bar) {
      return bar.countsTrades() ? (double) bar.updates : Double.NaN;
    }
  }

  /**
   * Kyle's lambda: slope of log returns over signed notional, n bars with this one, per million
   * quote; missing where one of the bars is of candles. Cells: previous close, pairs.
   */
  record KyleLambda(int n, PairSums pairs) implements Feature {
    KyleLambda(int n) {
      this(n, new PairSums(n - 1));
    }

    @Override
    public String name() {
      return "kyle_lambda(" + n + ")";
    }

    @Override
    public int cells() {
      return 1 + pairs.cells();
    }

    @Override
    public int warmUp() {
      return n;
    }

    @Override
    public double value(double[] cells, int at, Market market) {
      return pairs.isFull(cells, at + 1)
          ? pairs.slopeWith(cells, at + 1, signed(market.bar), change(cells[at], market.bar))
          : Double.NaN;
    }

    @Override
    public void close(double[] cells, int at, Market market) {
      if (cells[at] != 0) {
        pairs.push(cells, at + 1, signed(market.bar), change(cells[at], market.bar));
      }
      cells[at] = market.bar.close;
    }

    private static double change(double before, Bar bar) {
      return Math.log(bar.close / before);
    }

    /** Million quote. */
    private static double signed(Bar bar) {
      return bar.volume > 0 ? bar.signedVolume / bar.volume * bar.notional / 1e6 : 0;
    }
  }

  /**
   * Roll's spread: 2 sqrt(-covariance of a log return and the one before), over n such pairs with
   * this bar's; 0 where it is not negative. Cells: the last two closes, pairs.
   */
  record RollSpread(int n, PairSums pairs) implements Feature {
    RollSpread(int n) {
      this(n, new PairSums(n - 1));
    }

    @Override
    public String name() {
      return "roll_spread(" + n + ")";
    }

    @Override
    public int cells() {
      return 2 + pairs.cells();
    }

    @Override
    public int warmUp() {
      return n + 1;
    }

    @Override
    public double value(double[] cells, int at, Market market) {
      if (!pairs.isFull(cells, at + 2)) {
        return Double.NaN;
      }
      double last = Math.log(market.bar.close / cells[at]);
      double before = Math.log(cells[at] / cells[at + 1]);
      return 2 * Math.sqrt(Math.max(0, -pairs.covarianceWith(cells, at + 2, last, before)));
    }

    @Override
    public void close(double[] cells, int at, Market market) {
      double close = market.bar.close;
      if (cells[at + 1] != 0) {
        pairs.push(cells, at + 2, Math.log(close / cells[at]), Math.log(cells[at] / cells[at + 1]));
      }
      cells[at + 1] = cells[at];
      cells[at] = close;
    }
  }
}
