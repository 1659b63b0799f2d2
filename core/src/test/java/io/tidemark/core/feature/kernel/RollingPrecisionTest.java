package io.tidemark.core.feature.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.bar.Print;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.core.feature.catalog.FeatureSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What left a window long ago leaves no trace in it. */
class RollingPrecisionTest {

  private static final long HOUR = 3_600_000_000L;
  private static final int UPDATES = 10_000_000;

  /** As many as there are ways to roll: more features roll, but in one of these ways. */
  @Test
  void aRollingSumHasNotDriftedAfterTenMillionUpdates() {
    FeatureSet set =
        new FeatureSet(
            List.of(
                "vwap_distance(24)",
                "stdev(volume,25)",
                "kurt(range,26)",
                "linreg_slope(27)",
                "rsi_simple(14)"),
            HOUR);
    // an uneven number, so that it does not go round with the windows
    Bar[] bars = bars(100_003);
    double[] cells = new double[set.cells()];
    for (int t = 0; t < UPDATES; t++) {
      set.close(cells, bars[t % bars.length], t);
    }
    double[] anew = new double[set.cells()];
    for (int t = UPDATES - 50; t < UPDATES; t++) {
      set.close(anew, bars[t % bars.length], t);
    }
    double[] rolled = new double[set.size()];
    double[] expected = new double[set.size()];
    set.values(cells, bars[UPDATES % bars.length], UPDATES, rolled);
    set.values(anew, bars[UPDATES % bars.length], UPDATES, expected);
    for (int i = 0; i < rolled.length; i++) {
      assertThat(rolled[i])
          .as(set.names().get(i))
          .isNotZero()
          .isCloseTo(expected[i], within(1e-9 * Math.abs(expected[i])));
    }
  }

  @Test
  void aWindowOfTimeHasNotDriftedAfterTenMillionPrints() {
    FeatureSet set =
        new FeatureSet(
            List.of(
                "return_over(1h)",
                "range_position_over(1h)",
                "vwap_distance_over(1h)",
                "volume_imbalance_over(1h)",
                "trade_rate_over(1h)",
                "realised_vol_over(1h)"),
            HOUR);
    Bar bar = new Bar();
    double[] rolled = new double[set.cells()];
    double[] anew = new double[set.cells()];
    long step = 977_777;
    long clock = 0;
    for (int t = 0; t < UPDATES; t++) {
      clock = t * step;
      Print print = print(t, clock);
      set.traded(rolled, print);
      if (t >= UPDATES - 10_000) {
        set.traded(anew, print);
      }
    }
    set.close(rolled, bar, clock);
    set.close(anew, bar, clock);
    bar.flat(clock / HOUR * HOUR, print(UPDATES - 1, clock).price);
    double[] values = new double[set.size()];
    double[] expected = new double[set.size()];
    set.values(rolled, bar, clock, values);
    set.values(anew, bar, clock, expected);
    for (int i = 0; i < values.length; i++) {
      assertThat(values[i])
          .as(set.names().get(i))
          .isNotZero()
          .isCloseTo(expected[i], within(1e-12 * Math.abs(expected[i])));
    }
  }

  /** Sizes of very different magnitude, which is what wears a sum out that subtracts. */
  private static Print print(int t, long time) {
    Random random = new Random(t);
    double size = Math.exp(8 * random.nextGaussian());
    Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
    double price = 40_000 * Math.exp(0.05 * random.nextGaussian());
    return new Print().trade(new Trade("A-B@c", time, time, "", price, size, side));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mean(volume,20)",
        "variance(volume,20)",
        "stdev(volume,20)",
        "skew(volume,20)",
        "kurt(volume,20)",
        "zscore(volume,20)",
        "minmax(volume,20)",
        "percent_rank(volume,20)",
        "window_change(volume,20)"
      })
  void aSpikeThatHasLeftTheWindowChangesNothingWhereverTheWindowStands(String name) {
    FeatureSet set = new FeatureSet(List.of(name), HOUR);
    Bar[] bars = bars(200);
    double[] rolled = new double[1];
    double[] expected = new double[1];
    for (int spike = 60; spike < 80; spike++) {
      double[] cells = new double[set.cells()];
      for (int t = 0; t < spike + 21; t++) {
        Bar bar = bars[t];
        double volume = bar.volume;
        bar.volume *= t == spike ? 1e12 : 1;
        set.close(cells, bar, t);
        bar.volume = volume;
      }
      double[] anew = new double[set.cells()];
      for (int t = spike + 1; t < spike + 21; t++) {
        set.close(anew, bars[t], t);
      }
      set.values(cells, bars[spike + 21], spike + 21, rolled);
      set.values(anew, bars[spike + 21], spike + 21, expected);
      assertThat(rolled[0])
          .as("spike at " + spike)
          .isCloseTo(expected[0], within(1e-9 * Math.abs(expected[0])));
    }
  }

  private static Bar[] bars(int size) {
    Random random = new Random(5);
    Bar[] bars = new Bar[size];
    for (int t = 0; t < size; t++) {
      Bar bar = new Bar();
      double price = 40_000 * Math.exp(0.05 * random.nextGaussian());
      bar.flat(t * HOUR, price);
      bar.trade(price, Math.exp(4 * random.nextGaussian()), 0);
      bar.trade(price * 1.001, Math.exp(4 * random.nextGaussian()), 0);
      bars[t] = bar;
    }
    return bars;
  }
}
