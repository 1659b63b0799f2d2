package io.tidemark.core.feature.metric;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.feature.BarLength;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.Surrounding;
import io.tidemark.core.feature.kernel.Latest;
import io.tidemark.core.feature.kernel.PairSums;
import java.util.Arrays;

/** What bars and a named metric say together; missing while the metric is. */
final class AgainstMetric {

  private AgainstMetric() {}

  /** C / metric - 1; the metric must be a price. Cells: the newest value. */
  record Basis(String metric, long maxAge, Latest latest) implements Surrounding {
    Basis(String metric, long maxAge) {
      this(metric, maxAge, new Latest(0));
    }

    @Override
    public String name() {
      return "basis(" + metric + "," + BarLength.text(maxAge) + ")";
    }

    @Override
    public int cells() {
      return latest.cells();
    }

    @Override
    public double value(double[] cells, int at, Market market) {
      double price = latest.value(cells, at);
      return price > 0 && latest.isFresh(cells, at, market.clock, maxAge)
          ? market.bar.close / price - 1
          : Double.NaN;
    }

    @Override
    public void observe(double[] cells, int at, Fact fact, long clock) {
      if (fact instanceof Metric of && of.name().equals(metric)) {
        latest.take(cells, at, fact, of.value());
      }
    }
  }

  /**
   * Correlation of log returns with the metric's changes from one bar's close to the next's, over
   * the last n bars at whose both ends it was known. Cells: the newest value; previous close;
   * whether the metric was known then, and its value; pairs.
   */
  record Correlation(String metric, int n, long maxAge, Latest latest, PairSums pairs)
      implements Surrounding {

    private static final int KNOWN = 1;
    private static final int METRIC = 2;
    private static final int PAIRS = 3;

    Correlation(String metric, int n, long maxAge) {
      this(metric, n, maxAge, new Latest(0), new PairSums(n - 1));
    }

    @Override
    public String name() {
      return "asof_corr(" + metric + "," + n + "," + BarLength.text(maxAge) + ")";
    }

    @Override
    public int cells() {
      return latest.cells() + PAIRS + pairs.cells();
    }

    @Override
    public int warmUp() {
      return n;
    }

    @Override
    public double value(double[] cells, int at, Market market) {
      int bars = at + latest.cells();
      return pairs.isFull(cells, bars + PAIRS) && isPair(cells, at, market.clock)
          ? pairs.correlationWith(
              cells, bars + PAIRS, change(cells, bars, market), change(cells, at))
          : Double.NaN;
    }

    @Override
    public void close(double[] cells, int at, Market market) {
      int bars = at + latest.cells();
      if (isPair(cells, at, market.clock)) {
        pairs.push(cells, bars + PAIRS, change(cells, bars, market), change(cells, at));
      }
      cells[bars] = market.bar.close;
      cells[bars + KNOWN] = latest.isFresh(cells, at, market.clock, maxAge) ? 1 : 0;
      cells[bars + METRIC] = cells[bars + KNOWN] == 0 ? 0 : latest.value(cells, at);
    }

    @Override
    public void observe(double[] cells, int at, Fact fact, long clock) {
      if (fact instanceof Metric of && of.name().equals(metric)) {
        latest.take(cells, at, fact, of.value());
      }
    }

    @Override
    public void forgetBars(double[] cells, int at) {
      Arrays.fill(cells, at + latest.cells(), at + cells(), 0);
    }

    private boolean isPair(double[] cells, int at, long clock) {
      return cells[at + latest.cells() + KNOWN] != 0 && latest.isFresh(cells, at, clock, maxAge);
    }

    private static double change(double[] cells, int bars, Market market) {
      return Math.log(market.bar.close / cells[bars]);
    }

    private double change(double[] cells, int at) {
      return latest.value(cells, at) - cells[at + latest.cells() + METRIC];
    }
  }
}
