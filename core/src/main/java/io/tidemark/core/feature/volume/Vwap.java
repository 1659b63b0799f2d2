package io.tidemark.core.feature.volume;

import io.tidemark.core.feature.Feature;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.kernel.Ring;

/**
 * Volume-weighted average price of n bars, quote per base: the sum of their notionals over the sum
 * of their volumes; the bar's close if nothing was traded in them. No feature of the catalogue: a
 * price level is nothing to train on, {@link Volume.VwapDistance} is. Cells: ring of notionals,
 * ring of volumes.
 */
public record Vwap(int n, Ring ring) implements Feature {

  public Vwap(int n) {
    this(n, new Ring(n - 1));
  }

  @Override
  public String name() {
    return "vwap(" + n + ")";
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
    double notional = ring.sum(cells, at) + market.bar.notional;
    double volume = ring.sum(cells, at + ring.cells()) + market.bar.volume;
    return volume > 0 && notional > 0 ? notional / volume : market.bar.close;
  }

  @Override
  public void close(double[] cells, int at, Market market) {
    ring.push(cells, at, market.bar.notional);
    ring.push(cells, at + ring.cells(), market.bar.volume);
  }
}
