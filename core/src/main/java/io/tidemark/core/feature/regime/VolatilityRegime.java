package io.tidemark.core.feature.regime;

import io.tidemark.core.feature.Feature;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.kernel.Moments;
import io.tidemark.core.feature.kernel.Ranking;

/**
 * Wild (1) or calm (0) by where the mean square of the last n log returns stands among its own last
 * m values, with hysteresis. A mean square has the rank of the realised volatility, which is its
 * root. Cells: the state at the newest close, the previous close, n - 1 squares, m mean squares.
 */
record VolatilityRegime(int n, int m, Hysteresis bounds, Moments squares, Ranking past)
    implements Feature {

  private static final int PREVIOUS = 1;
  private static final int SQUARES = 2;

  VolatilityRegime(int n, int m, int low, int high) {
    this(n, m, Hysteresis.of(low, high), new Moments(n - 1, 1), new Ranking(m));
  }

  @Override
  public String name() {
    return "volatility_regime(" + n + "," + m + "," + bounds.written() + ")";
  }

  @Override
  public int cells() {
    return SQUARES + squares.cells() + past.cells();
  }

  @Override
  public int warmUp() {
    return n + m;
  }

  @Override
  public double value(double[] cells, int at, Market market) {
    int ranks = at + SQUARES + squares.cells();
    if (!past.isFull(cells, ranks)) {
      return Double.NaN;
    }
    double mean = mean(cells, at, square(cells, at, market));
    int below = past.countBelow(cells, ranks, mean);
    int above = past.countAbove(cells, ranks, mean);
    return bounds.next(cells[at], (m + below - above) / (2.0 * m));
  }

  @Override
  public void close(double[] cells, int at, Market market) {
    double state = value(cells, at, market);
    cells[at] = Double.isNaN(state) ? 0 : state;
    if (cells[at + PREVIOUS] != 0) {
      double square = square(cells, at, market);
      if (squares.isFull(cells, at + SQUARES)) {
        past.push(cells, at + SQUARES + squares.cells(), mean(cells, at, square));
      }
      squares.push(cells, at + SQUARES, square);
    }
    cells[at + PREVIOUS] = market.bar.close;
  }

  private double mean(double[] cells, int at, double square) {
    return squares.meanWith(cells, at + SQUARES, square);
  }

  private static double square(double[] cells, int at, Market market) {
    double change = Math.log(market.bar.close / cells[at + PREVIOUS]);
    return change * change;
  }
}
