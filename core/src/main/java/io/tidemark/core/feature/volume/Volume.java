package io.tidemark.core.feature.volume;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.feature.Feature;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.kernel.Ring;

/** What volume says. */
public final class Volume {

  private Volume() {}

  /**
   * close / VWAP of n bars - 1; 0 if nothing was traded in them. Cells: ring of notionals, ring of
   * volumes.
   */
  record VwapDistance(int n, Ring ring) implements Feature {
    VwapDistance(int n) {
      this(n, new Ring(n - 1));
    }

    @Override
    public String name() {
      return "vwap_distance(" + n + ")";
    }

    @Override
    public int cells() {
      return 2 * ring.cells();
    }

    @Override
    public int warmUp() {
      return n - 1;
    }

    @Override
    public double value(double[] cells, int at, Market market) {
      if (!ring.isFull(cells, at)) {
        return Double.NaN;
      }
      Bar bar = market.bar;
      double volume = ring.sum(cells, at + ring.cells()) + bar.volume;
      double notional = ring.sum(cells, at) + bar.notional;
      return volume > 0 && notional > 0 ? bar.close * volume / notional - 1 : 0;
    }

    @Override
    public void close(double[] cells, int at, Market market) {
      ring.push(cells, at, market.bar.notional);
      ring.push(cells, at + ring.cells(), market.bar.volume);
    }
  }

  /**
   * How many standard deviations the volume is above the mean of the n bars before; 0 if they were
   * all alike.
   */
  public record ZScore(int n, Ring volumes) implements Feature {
    public ZScore(int n) {
      this(n, new Ring(n));
    }

    @Override
    public String name() {
      return "volume_zscore(" + n + ")";
    }

    @Override
    public int cells() {
      return volumes.cells();
    }

    @Override
    public int warmUp() {
      return n;
    }

    @Override
    public double value(double[] cells, int at, Market market) {
      if (!volumes.isFull(cells, at)) {
        return Double.NaN;
      }
      double deviation = Math.sqrt(volumes.variance(cells, at));
      return deviation == 0 ? 0 : (market.bar.volume - volumes.mean(cells, at)) / deviation;
    }

    @Override
    public void close(double[] cells, int at, Market market) {
      volumes.push(cells, at, market.bar.volume);
    }
  }

  /**
   * Taker buys minus taker sells as a fraction of the bar's volume, -1 to 1; 0 without volume, and
   * 0 in a bar of candles: models were sealed with it so.
   */
  record SignedDelta() implements Feature {
    @Override
    public String name() {
      return "signed_volume";
    }

    @Override
    public int cells() {
      return 0;
    }

    @Override
    public double value(double[] cells, int at, Market market) {
      Bar bar = market.bar;
      return bar.volume > 0 && bar.countsTrades() ? bar.signedVolume / bar.volume : 0;
    }
  }
}
