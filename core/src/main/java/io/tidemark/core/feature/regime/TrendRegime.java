package io.tidemark.core.feature.regime;

import io.tidemark.core.feature.Feature;
import io.tidemark.core.feature.Market;

/**
 * Trend (1) or range (0) by the {@link EfficiencyRatio}, with hysteresis. Cells: the state at the
 * newest close, those of the ratio.
 */
record TrendRegime(EfficiencyRatio ratio, Hysteresis bounds) implements Feature {

  TrendRegime(int n, int low, int high) {
    this(new EfficiencyRatio(n), Hysteresis.of(low, high));
  }

  @Override
  public String name() {
    return "trend_regime(" + ratio.n() + "," + bounds.written() + ")";
  }

  @Override
  public int cells() {
    return 1 + ratio.cells();
  }

  @Override
  public int warmUp() {
    return ratio.warmUp();
  }

  @Override
  public double value(double[] cells, int at, Market market) {
    double share = ratio.value(cells, at + 1, market);
    return Double.isNaN(share) ? share : bounds.next(cells[at], share);
  }

  @Override
  public void close(double[] cells, int at, Market market) {
    double state = value(cells, at, market);
    cells[at] = Double.isNaN(state) ? 0 : state;
    ratio.close(cells, at + 1, market);
  }
}
