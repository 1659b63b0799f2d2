package io.tidemark.core.feature.context;

import io.tidemark.core.feature.BarLength;
import io.tidemark.core.feature.FeatureMismatchException;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.Surrounding;

/** What the instrument's clock says by itself, UTC. No cells: nothing is learnt. */
final class Clocks {

  static final long DAY = 24L * 3_600 * 1_000_000;

  /** The first Monday after the epoch, which was a Thursday. */
  private static final long MONDAY = 4 * DAY;

  private Clocks() {}

  /** A feature of the clock alone. */
  private interface OfClock extends Surrounding {

    double of(long clock);

    @Override
    default int cells() {
      return 0;
    }

    @Override
    default double value(double[] cells, int at, Market market) {
      return of(market.clock);
    }
  }

  /** Sine or cosine of how far a cycle has gone: what is near in time is near in value. */
  record Cycle(String name, long start, long length, boolean cosine) implements OfClock {
    static Cycle ofDay(String name, boolean cosine) {
      return new Cycle(name, 0, DAY, cosine);
    }

    static Cycle ofWeek(String name, boolean cosine) {
      return new Cycle(name, MONDAY, 7 * DAY, cosine);
    }

    @Override
    public double of(long clock) {
      double angle = 2 * Math.PI * Math.floorMod(clock - start, length) / length;
      return cosine ? Math.cos(angle) : Math.sin(angle);
    }
  }

  /** Minutes to the next settlement, where they come at every multiple of the interval. */
  record MinutesToFunding(long interval) implements OfClock {

    /** Refuses an interval that would drift through the day. */
    MinutesToFunding {
      if (DAY % interval != 0) {
        throw new FeatureMismatchException(
            "interval is " + BarLength.text(interval) + ", it must divide the day");
      }
    }

    @Override
    public String name() {
      return "minutes_to_funding(" + BarLength.text(interval) + ")";
    }

    @Override
    public double of(long clock) {
      return (interval - Math.floorMod(clock, interval)) / 60e6;
    }
  }
}
