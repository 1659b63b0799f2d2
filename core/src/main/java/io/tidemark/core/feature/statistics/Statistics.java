package io.tidemark.core.feature.statistics;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.feature.Column;
import io.tidemark.core.feature.Feature;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.kernel.Extreme;
import io.tidemark.core.feature.kernel.Moments;
import io.tidemark.core.feature.kernel.Ranking;
import io.tidemark.core.feature.kernel.Ring;

/**
 * Statistics of a column over the last n bars. Cells of those that have any: previous close, then
 * the column's numbers.
 */
final class Statistics {

  private Statistics() {}

  /**
   * A feature that takes in one number of each closed bar. Cell 0 is the previous close, which a
   * return is made of.
   */
  private interface OfColumn extends Feature {

    Column column();

    /** Takes in a number; {@code at} is the cell behind the previous close. */
    void push(double[] cells, int at, double x);

    @Override
    default void close(double[] cells, int at, Market market) {
      double x = column().of(market.bar, cells[at]);
      if (!Double.isNaN(x)) {
        push(cells, at + 1, x);
      }
      cells[at] = market.bar.close;
    }
  }

  /** Which moment. */
  enum Kind {
    MEAN,
    VARIANCE,
    STDEV,
    SKEW,
    KURT;

    private int order() {
      return switch (this) {
        case MEAN -> 1;
        case VARIANCE, STDEV -> 2;
        case SKEW -> 3;
        case KURT -> 4;
      };
    }

    private String word() {
      return switch (this) {
        case MEAN -> "mean";
        case VARIANCE -> "variance";
        case STDEV -> "stdev";
        case SKEW -> "skew";
        case KURT -> "kurt";
      };
    }
  }

  /**
   * Mean, population variance or deviation, skewness or excess kurtosis of the last n bars. Prices
   * are taken as fractions of the close of this bar, a mean price less 1. Skewness and kurtosis of
   * numbers that are all alike are 0.
   */
  record Moment(Kind kind, Column column, int n, Moments moments) implements OfColumn {
    Moment(Kind kind, Column column, int n) {
      this(kind, column, n, new Moments(n - 1, kind.order()));
    }

    @Override
    public String name() {
      return Statistics.name(kind.word(), column, n);
    }

    @Override
    public int cells() {
      return 1 + moments.cells();
    }

    @Override
    public int warmUp() {
      return n - 1 + column.warmUp();
    }

    @Override
    public double value(double[] cells, int at, Market market) {
      double x = column.of(market.bar, cells[at]);
      if (!moments.isFull(cells, at + 1) || Double.isNaN(x)) {
        return Double.NaN;
      }
      double unit = column.isPrice() ? market.bar.close : 1;
      return switch (kind) {
        case MEAN -> moments.meanWith(cells, at + 1, x) / unit - (column.isPrice() ? 1 : 0);
        case VARIANCE -> moments.varianceWith(cells, at + 1, x) / (unit * unit);
        case STDEV -> Math.sqrt(moments.varianceWith(cells, at + 1, x)) / unit;
        case SKEW -> skew(cells, at + 1, x);
        case KURT -> kurt(cells, at + 1, x);
      };
    }

    private double skew(double[] cells, int at, double x) {
      double variance = moments.varianceWith(cells, at, x);
      double cubes = moments.momentWith(cells, at, x, 3);
      return variance == 0 ? 0 : cubes / variance / Math.sqrt(variance);
    }

    private double kurt(double[] cells, int at, double x) {
      double variance = moments.varianceWith(cells, at, x);
      double fourths = moments.momentWith(cells, at, x, 4);
      return variance == 0 ? 0 : fourths / variance / variance - 3;
    }

    @Override
    public void push(double[] cells, int at, double x) {
      moments.push(cells, at, x);
    }
  }

  /**
   * How many standard deviations the number of this bar is above the mean of the n bars before; 0
   * if they were all alike. This bar is not among them: no number can be more than sqrt(n - 1)
   * deviations from the mean of n that it is one of.
   */
  record ZScore(Column column, int n, Moments moments) implements OfColumn {
    ZScore(Column column, int n) {
      this(column, n, new Moments(n, 2));
    }

    @Override
    public String name() {
      return Statistics.name("zscore", column, n);
    }

    @Override
    public int cells() {
      return 1 + moments.cells();
    }

    @Override
    public int warmUp() {
      return n + column.warmUp();
    }

    @Override
    public double value(double[] cells, int at, Market market) {
      if (!moments.isFull(cells, at + 1)) {
        return Double.NaN;
      }
      double x = column.of(market.bar, cells[at]);
      double deviation = Math.sqrt(moments.variance(cells, at + 1));
      return deviation == 0 ? 0 : (x - moments.mean(cells, at + 1)) / deviation;
    }

    @Override
    public void push(double[] cells, int at, double x) {
      moments.push(cells, at, x);
    }
  }

  /** Share of the n bars before that are below this one, of those equal to it half: 0 to 1. */
  record PercentRank(Column column, int n, Ranking ranking) implements OfColumn {
    PercentRank(Column column, int n) {
      this(column, n, new Ranking(n));
    }

    @Override
    public String name() {
      return Statistics.name("percent_rank", column, n);
    }

    @Override
    public int cells() {
      return 1 + ranking.cells();
    }

    @Override
    public int warmUp() {
      return n + column.warmUp();
    }

    @Override
    public double value(double[] cells, int at, Market market) {
      if (!ranking.isFull(cells, at + 1)) {
        return Double.NaN;
      }
      double x = column.of(market.bar, cells[at]);
      int below = ranking.countBelow(cells, at + 1, x);
      int above = ranking.countAbove(cells, at + 1, x);
      return (n + below - above) / (2.0 * n);
    }

    @Override
    public void push(double[] cells, int at, double x) {
      ranking.push(cells, at, x);
    }
  }

  /** Between the least (-1) and the largest (1) of the last n bars; 0 if they are all alike. */
  record MinMax(Column column, int n, Extreme largest, Extreme least) implements OfColumn {
    MinMax(Column column, int n) {
      this(column, n, Extreme.highest(n - 1), Extreme.lowest(n - 1));
    }

    @Override
    public String name() {
      return Statistics.name("minmax", column, n);
    }

    @Override
    public int cells() {
      return 1 + 2 * largest.cells();
    }

    @Override
    public int warmUp() {
      return n - 1 + column.warmUp();
    }

    @Override
    public double value(double[] cells, int at, Market market) {
      double x = column.of(market.bar, cells[at]);
      if (!largest.isFull(cells, at + 1) || Double.isNaN(x)) {
        return Double.NaN;
      }
      double high = largest.with(cells, at + 1, x);
      double low = least.with(cells, at + 1 + largest.cells(), x);
      return high == low ? 0 : 2 * (x - low) / (high - low) - 1;
    }

    @Override
    public void push(double[] cells, int at, double x) {
      largest.push(cells, at, x);
      least.push(cells, at + largest.cells(), x);
    }
  }

  /** Against the first of the last n bars: their ratio - 1; 0 if the first is 0. */
  record WindowChange(Column column, int n, Ring ring) implements Feature {
    WindowChange(Column column, int n) {
      this(column, n, new Ring(n - 1));
    }

    @Override
    public String name() {
      return Statistics.name("window_change", column, n);
    }

    @Override
    public int cells() {
      return ring.cells();
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
      double first = ring.oldest(cells, at);
      return first == 0 ? 0 : column.of(market.bar, 0) / first - 1;
    }

    @Override
    public void close(double[] cells, int at, Market market) {
      ring.push(cells, at, column.of(market.bar, 0));
    }
  }

  /** ln(1 + x): large amounts on the scale of their magnitude, and 0 stays 0. */
  record LogScale(Column column) implements Feature {
    @Override
    public String name() {
      return "log_scale(" + column.word() + ")";
    }

    @Override
    public int cells() {
      return 0;
    }

    @Override
    public double value(double[] cells, int at, Market market) {
      Bar bar = market.bar;
      return Math.log1p(column.of(bar, 0));
    }
  }

  private static String name(String function, Column column, int n) {
    return function + "(" + column.word() + "," + n + ")";
  }
}
