package io.tidemark.core.feature.reference;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.Surrounding;
import io.tidemark.core.feature.kernel.PairSums;
import io.tidemark.core.feature.kernel.Ring;
import io.tidemark.core.feature.kernel.SlidingSums;
import java.util.Arrays;

/**
 * Features of a reference instrument, missing once its newest candle is older than the bar before.
 */
public final class References {

  private static final double YEAR_MICROS = 8_760d * 3_600 * 1_000_000;

  private References() {}

  /** A feature of another instrument. */
  public interface OfReference extends Surrounding {
    /** Which one. */
    ReferenceCandles candles();
  }

  /** Its close / the one n candles before - 1. Cells: candles, ring of closes before. */
  record Return(ReferenceCandles candles, int n, Ring closes) implements OfReference {
    Return(String of, int n, long length) {
      this(new ReferenceCandles(of, length), n, new Ring(n));
    }

    @Override
    public String name() {
      return "ref_return(" + candles.of() + "," + n + ")";
    }

    @Override
    public int cells() {
      return ReferenceCandles.CELLS + closes.cells();
    }

    @Override
    public double value(double[] cells, int at, Market market) {
      int ring = at + ReferenceCandles.CELLS;
      return candles.isFresh(cells, at, market) && closes.isFull(cells, ring)
          ? candles.close(cells, at) / closes.oldest(cells, ring) - 1
          : Double.NaN;
    }

    @Override
    public void observe(double[] cells, int at, Fact fact, long clock) {
      double before = candles.close(cells, at);
      if (candles.take(cells, at, fact)) {
        int ring = at + ReferenceCandles.CELLS;
        if (candles.follows(cells, at)) {
          closes.push(cells, ring, before);
        } else {
          Arrays.fill(cells, ring, ring + closes.cells(), 0);
        }
      }
    }
  }

  /**
   * sqrt(mean of its last n squared log returns x bars per year of 8,760 hours); a hole in its
   * candles leaves a return out. Cells: candles, sums.
   */
  record Volatility(ReferenceCandles candles, int n, SlidingSums squares) implements OfReference {
    Volatility(String of, int n, long length) {
      this(new ReferenceCandles(of, length), n, new SlidingSums(n, 1));
    }

    @Override
    public String name() {
      return "ref_vol(" + candles.of() + "," + n + ")";
    }

    @Override
    public int cells() {
      return ReferenceCandles.CELLS + squares.cells();
    }

    @Override
    public double value(double[] cells, int at, Market market) {
      int sums = at + ReferenceCandles.CELLS;
      return candles.isFresh(cells, at, market) && squares.isFull(cells, sums)
          ? Math.sqrt(squares.sum(cells, sums, 0) / n * YEAR_MICROS / candles.length())
          : Double.NaN;
    }

    @Override
    public void observe(double[] cells, int at, Fact fact, long clock) {
      if (candles.take(cells, at, fact) && candles.follows(cells, at)) {
        double r = candles.logReturn(cells, at);
        squares.put(cells, at + ReferenceCandles.CELLS, 0, r * r);
        squares.advance(cells, at + ReferenceCandles.CELLS);
      }
    }
  }

  /**
   * Correlation of, or slope over, the reference's log returns, of the last n closed bars for which
   * both are known: a bar and the candle that begins with it are paired, whichever comes first,
   * before the next of either. Cells: candles; previous close; start, log return of the last bar
   * and whether it waits for its candle; pairs.
   */
  record Together(ReferenceCandles candles, int n, boolean slope, PairSums pairs)
      implements OfReference {

    private static final int CLOSE = ReferenceCandles.CELLS;
    private static final int START = CLOSE + 1;
    private static final int RETURN = CLOSE + 2;
    private static final int WAITS = CLOSE + 3;
    private static final int PAIRS = CLOSE + 4;

    Together(String of, int n, boolean slope, long length) {
      this(new ReferenceCandles(of, length), n, slope, new PairSums(n));
    }

    @Override
    public String name() {
      return (slope ? "ref_beta(" : "ref_corr(") + candles.of() + "," + n + ")";
    }

    @Override
    public int cells() {
      return PAIRS + pairs.cells();
    }

    @Override
    public int warmUp() {
      return n + 1;
    }

    @Override
    public double value(double[] cells, int at, Market market) {
      if (!candles.isFresh(cells, at, market) || !pairs.isFull(cells, at + PAIRS)) {
        return Double.NaN;
      }
      return slope ? pairs.slope(cells, at + PAIRS) : pairs.correlation(cells, at + PAIRS);
    }

    @Override
    public void close(double[] cells, int at, Market market) {
      double before = cells[at + CLOSE];
      cells[at + CLOSE] = market.bar.close;
      cells[at + START] = market.bar.start;
      cells[at + RETURN] = before == 0 ? 0 : Math.log(market.bar.close / before);
      cells[at + WAITS] = before == 0 ? 0 : 1;
      pair(cells, at);
    }

    @Override
    public void observe(double[] cells, int at, Fact fact, long clock) {
      if (candles.take(cells, at, fact)) {
        pair(cells, at);
      }
    }

    @Override
    public void forgetBars(double[] cells, int at) {
      Arrays.fill(cells, at + ReferenceCandles.CELLS, at + cells(), 0);
    }

    private void pair(double[] cells, int at) {
      if (cells[at + WAITS] != 0
          && candles.follows(cells, at)
          && candles.start(cells, at) == cells[at + START]) {
        pairs.push(cells, at + PAIRS, candles.logReturn(cells, at), cells[at + RETURN]);
        cells[at + WAITS] = 0;
      }
    }
  }
}
