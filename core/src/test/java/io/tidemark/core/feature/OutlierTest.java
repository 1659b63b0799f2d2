package io.tidemark.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A flash crash is flagged and bounded, and the bars keep it. */
class OutlierTest {

  private static final int CRASH = 200;

  private final SampleBars bars = new SampleBars(22, 400);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void theReturnIsKeptWithinKDeviationsOfTheBarsBefore(int k) {
    bars.check("clipped_return(24," + k + ")", 25, t -> Math.signum(r(t)) * kept(t, k));
    bars.check("outlier(24," + k + ")", 25, t -> Math.abs(r(t)) > bound(t, k) ? 1 : 0);
  }

  @Test
  void aFlashCrashAndItsReturnAreBothFlaggedAndWhatFollowsIsNot() {
    bars.close[CRASH] *= 0.05; // one print, and the price is back in the bar after it
    double[] flags = bars.values("outlier(24,6)");
    double[] clipped = bars.values("clipped_return(24,6)");
    assertThat(flags[CRASH - 1]).isZero();
    assertThat(flags[CRASH]).isEqualTo(1);
    assertThat(flags[CRASH + 1]).isEqualTo(1);
    assertThat(flags[CRASH + 2]).isZero();
    assertThat(bars.values("log_return")[CRASH]).isLessThan(-2.9);
    assertThat(clipped[CRASH]).isCloseTo(-bound(CRASH, 6), within(1e-12)).isGreaterThan(-0.15);
  }

  @Test
  void aCollapseToFiveDecimalsLosesNoDigit() {
    for (int t = CRASH; t < bars.size; t++) {
      bars.close[t] = t % 2 == 0 ? 0.00005 : 0.00006;
      bars.open[t] = bars.close[t - 1];
      bars.high[t] = Math.max(bars.open[t], bars.close[t]);
      bars.low[t] = Math.min(bars.open[t], bars.close[t]);
    }
    double[] returns = bars.values("log_return");
    assertThat(returns[CRASH + 50]).isCloseTo(Math.log(5d / 6), within(1e-12));
    assertThat(bars.values("clipped_return(24,4)")[CRASH + 50]).isEqualTo(returns[CRASH + 50]);
    assertThat(bars.values("outlier(24,4)")[CRASH]).isEqualTo(1);
    assertThat(bars.values("outlier(24,4)")[CRASH + 50]).isZero();
  }

  @Test
  void whereNothingMovedThereIsNoBound() {
    for (int t = CRASH; t < bars.size; t++) {
      bars.open[t] = bars.high[t] = bars.low[t] = bars.close[t] = t < bars.size - 1 ? 100 : 90;
    }
    int last = bars.size - 1;
    assertThat(bars.values("clipped_return(24,1)")[last]).isEqualTo(Math.log(0.9));
    assertThat(bars.values("outlier(24,1)")[last]).isZero();
  }

  private double kept(int t, int k) {
    return Math.min(Math.abs(r(t)), bound(t, k));
  }

  private double bound(int t, int k) {
    double size = SampleBars.mean(t - 1, 24, i -> Math.abs(r(i)));
    return size == 0 ? Double.POSITIVE_INFINITY : k * Math.sqrt(Math.PI / 2) * size;
  }

  private double r(int t) {
    return bars.logReturn(t);
  }
}
