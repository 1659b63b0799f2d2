package io.tidemark.core.feature.tape;

import io.tidemark.core.bar.Print;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.kernel.TimeTiles;
import java.util.Locale;

/** What weighs with the volume of a window. */
final class FlowOver extends OverTime {

  /** What is held against the volume. */
  enum Kind {
    /** The close over the volume-weighted average price, - 1. */
    VWAP_DISTANCE_OVER {
      @Override
      double above(Print print) {
        return print.notional;
      }

      @Override
      double value(double above, double volume, double close) {
        return close / (above / volume) - 1;
      }
    },
    /** Taker buys less taker sells, over the volume. */
    VOLUME_IMBALANCE_OVER {
      @Override
      double above(Print print) {
        return print.signed;
      }

      @Override
      double value(double above, double volume, double close) {
        return above / volume;
      }
    };

    abstract double above(Print print);

    abstract double value(double above, double volume, double close);
  }

  private static final int ABOVE = 1;
  private static final int VOLUME = 2;

  private final Kind kind;

  FlowOver(Kind kind, long window, long barLength) {
    super(
        kind.name().toLowerCase(Locale.ROOT),
        window,
        barLength,
        0,
        TimeTiles.Join.SUM,
        TimeTiles.Join.SUM);
    this.kind = kind;
  }

  @Override
  void add(double[] cells, int at, Print print) {
    tiles.add(cells, tiles(at), ABOVE, kind.above(print));
    tiles.add(cells, tiles(at), VOLUME, print.quantity);
  }

  @Override
  double value(double[] cells, int at, Market market, long tile, int older) {
    if (tiles.count(cells, tiles(at), older) == 0) {
      return 0;
    }
    double volume = tiles.get(cells, tiles(at), older, VOLUME);
    double above = tiles.get(cells, tiles(at), older, ABOVE);
    return volume > 0 ? kind.value(above, volume, market.bar.close) : 0;
  }
}
