package io.tidemark.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.feature.catalog.FeatureCatalog;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each regime equals its formula, restated over whole arrays, and stays between its bounds. */
class RegimeFeatureTest {

  private static final long HOUR = SampleMarket.HOUR;

  private final SampleBars bars = new SampleBars(23, 400);

  @Test
  void theEfficiencyRatioIsTheWayAheadOverTheWholeWay() {
    bars.check("efficiency_ratio(14)", 14, t -> efficiency(t, 14));
  }

  @ParameterizedTest
  @CsvSource({"14,20,35", "5,30,30", "20,5,10"})
  void aTrendBeginsAtTheUpperBoundAndEndsBelowTheLower(int n, int low, int high) {
    double[] expected = new double[400];
    for (int t = n; t < 400; t++) {
      expected[t] = state(expected[t - 1], efficiency(t, n), low, high);
    }
    bars.check("trend_regime(%d,%d,%d)".formatted(n, low, high), n, t -> expected[t]);
    assertThat(changes(expected)).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"6,50,60,80", "2,10,50,50"})
  void aMarketIsWildByItsOwnPast(int n, int m, int low, int high) {
    double[] expected = new double[400];
    for (int t = n + m; t < 400; t++) {
      expected[t] = state(expected[t - 1], percentile(t, n, m), low, high);
    }
    String call = "volatility_regime(%d,%d,%d,%d)".formatted(n, m, low, high);
    bars.check(call, n + m, t -> expected[t]);
    assertThat(changes(expected)).isPositive();
  }

  @Test
  void boundsApartChangeTheStateLessOftenThanOne() {
    double[] apart = bars.values("trend_regime(14,15,35)");
    double[] one = bars.values("trend_regime(14,35,35)");
    assertThat(changes(apart)).isPositive().isLessThan(changes(one));
  }

  @Test
  void theStatesOfAMarketThatIsFixedAreTheseForEver() {
    assertThat(text("trend_regime(5,30,50)"))
        .isEqualTo(".....0011111000001101000011111100111100111100111111111111100");
    assertThat(text("volatility_regime(3,10,40,70)"))
        .isEqualTo(".............00000000000000111100111001111011100001000000000");
  }

  @Test
  void boundsTheWrongWayRoundAreRefused() {
    assertThatThrownBy(() -> FeatureCatalog.feature("trend_regime(14,40,30)", HOUR))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("low is 40 and high is 30, low must not be above high");
  }

  private String text(String name) {
    StringBuilder text = new StringBuilder();
    for (double value : Arrays.copyOf(bars.values(name), 60)) {
      text.append(Double.isNaN(value) ? "." : String.valueOf((int) value));
    }
    return text.toString();
  }

  private static double state(double before, double share, int low, int high) {
    return share >= high / 100.0 ? 1 : share < low / 100.0 ? 0 : before;
  }

  private static int changes(double[] states) {
    int changes = 0;
    for (int t = 1; t < states.length; t++) {
      // the warm-up is no state
      boolean known = !Double.isNaN(states[t]) && !Double.isNaN(states[t - 1]);
      changes += known && states[t] != states[t - 1] ? 1 : 0;
    }
    return changes;
  }

  private double efficiency(int t, int n) {
    double way = 0;
    for (int i = t - n + 1; i <= t; i++) {
      way += Math.abs(bars.close[i] - bars.close[i - 1]);
    }
    return way == 0 ? 0 : Math.abs(bars.close[t] - bars.close[t - n]) / way;
  }

  private double percentile(int t, int n, int m) {
    double here = squares(t, n);
    double below = 0;
    for (int i = t - m; i < t; i++) {
      below += squares(i, n) < here ? 1 : squares(i, n) == here ? 0.5 : 0;
    }
    return below / m;
  }

  private double squares(int t, int n) {
    double sum = 0;
    for (int i = t - n + 1; i <= t; i++) {
      sum += bars.logReturn(i) * bars.logReturn(i);
    }
    return sum;
  }
}
