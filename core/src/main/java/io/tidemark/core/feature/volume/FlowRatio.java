package io.tidemark.core.feature.volume;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.feature.Feature;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.kernel.SlidingSums;
import java.util.Locale;

/**
 * One sum over another, each over n bars with this one: flows of volume that do not depend on its
 * scale. Cells: what of the last bar the next is held against (0 before the first), sums.
 */
record FlowRatio(Kind kind, int n, SlidingSums sums) implements Feature {

  /** What is summed. */
  enum Kind {
    /** Volume with the sign of the close's change, over volume. */
    OBV(true, 1, 0) {
      @Override
      double above(Bar bar, double before) {
        return Math.signum(bar.close - before) * bar.volume;
      }
    },
    /** Flow of money into bars of a higher typical price, over all that flowed. */
    MFI(true, 100, 50) {
      @Override
      double held(Bar bar) {
        return (bar.high + bar.low + bar.close) / 3;
      }

      @Override
      double above(Bar bar, double before) {
        return held(bar) > before ? held(bar) * bar.volume : 0;
      }

      @Override
      double below(Bar bar, double before) {
        return held(bar) == before ? 0 : held(bar) * bar.volume;
      }
    },
    /** Volume weighted with the place of the close in the bar's range, over volume. */
    CMF(false, 1, 0) {
      @Override
      double above(Bar bar, double before) {
        double range = bar.high - bar.low;
        return range > 0 ? (2 * bar.close - bar.high - bar.low) / range * bar.volume : 0;
      }
    },
    /** Trades with the taker's sign, over trades whose taker is known. */
    TRADE_SIGN_IMBALANCE(false, 1, 0) {
      @Override
      double above(Bar bar, double before) {
        return bar.buys < 0 ? Double.NaN : (double) (bar.buys - bar.sells);
      }

      @Override
      double below(Bar bar, double before) {
        return bar.buys < 0 ? Double.NaN : (double) (bar.buys + bar.sells);
      }
    },
    /** Volume with the taker's sign, over volume. */
    VOLUME_DELTA(false, 1, 0) {
      @Override
      double above(Bar bar, double before) {
        return bar.signedVolume;
      }
    },
    /** Size of the log return per million quote, over the bars in which anything was traded. */
    AMIHUD(true, 1, 0) {
      @Override
      double above(Bar bar, double before) {
        return bar.notional > 0 ? 1e6 * Math.abs(Math.log(bar.close / before)) / bar.notional : 0;
      }

      @Override
      double below(Bar bar, double before) {
        return bar.notional > 0 ? 1 : 0;
      }
    };

    private final boolean ofChanges;
    private final double scale;
    private final double empty;

    Kind(boolean ofChanges, double scale, double empty) {
      this.ofChanges = ofChanges;
      this.scale = scale;
      this.empty = empty;
    }

    double held(Bar bar) {
      return bar.close;
    }

    abstract double above(Bar bar, double before);

    double below(Bar bar, double before) {
      return bar.volume;
    }
  }

  private static final int SUMS = 1;

  FlowRatio(Kind kind, int n) {
    this(kind, n, new SlidingSums(n - 1, 2));
  }

  @Override
  public String name() {
    return kind.name().toLowerCase(Locale.ROOT) + "(" + n + ")";
  }

  @Override
  public int cells() {
    return SUMS + sums.cells();
  }

  @Override
  public int warmUp() {
    return kind.ofChanges ? n : n - 1;
  }

  @Override
  public double value(double[] cells, int at, Market market) {
    if (!sums.isFull(cells, at + SUMS)) {
      return Double.NaN;
    }
    double before = cells[at];
    double below = sums.sum(cells, at + SUMS, 1) + kind.below(market.bar, before);
    double above = sums.sum(cells, at + SUMS, 0) + kind.above(market.bar, before);
    return below <= 0 ? kind.empty : kind.scale * above / below;
  }

  @Override
  public void close(double[] cells, int at, Market market) {
    double before = cells[at];
    if (before != 0 || !kind.ofChanges) {
      sums.put(cells, at + SUMS, 0, kind.above(market.bar, before));
      sums.put(cells, at + SUMS, 1, kind.below(market.bar, before));
      sums.advance(cells, at + SUMS);
    }
    cells[at] = kind.held(market.bar);
  }
}
