package io.tidemark.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.feature.catalog.FeatureCatalog;
import io.tidemark.core.feature.catalog.FeatureSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Features of another instrument equal their formulas, restated over whole arrays. */
class ReferenceFeatureTest {

  private static final long HOUR = 3_600_000_000L;
  private static final String BTC = "BTC-USDT@binance";
  private static final int BARS = 300;
  private static final int N = 7;

  private final FeatureSet set =
      new FeatureSet(
          List.of(
              "ref_return(btc_usdt.binance,7)",
              "ref_vol(btc_usdt.binance,7)",
              "ref_corr(btc_usdt.binance,7)",
              "ref_beta(btc_usdt.binance,7)"),
          HOUR);
  private final double[] state = new double[set.cells()];
  private final double[] own = new double[BARS];
  private final double[] reference = new double[BARS];

  ReferenceFeatureTest() {
    Random random = new Random(13);
    double a = 100;
    double b = 40_000;
    for (int t = 0; t < BARS; t++) {
      double common = random.nextGaussian();
      a *= Math.exp(0.01 * (0.8 * common + 0.6 * random.nextGaussian()));
      b *= Math.exp(0.005 * common);
      own[t] = a;
      reference[t] = b;
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void eachEqualsItsFormulaWhicheverOfBarAndCandleComesFirst(boolean candleFirst) {
    for (int t = 0; t < BARS; t++) {
      if (candleFirst) {
        candle(BTC, t, reference[t]);
      }
      int newest = candleFirst ? t : t - 1;
      double[] values = values(t);
      assertThat(values)
          .as("at " + t)
          .containsExactly(
              new double[] {
                newest < N ? Double.NaN : reference[newest] / reference[newest - N] - 1,
                newest < N ? Double.NaN : Math.sqrt(8760 * moment(reference, reference, newest)),
                t <= N ? Double.NaN : correlation(t - 1),
                t <= N
                    ? Double.NaN
                    : covariance(own, reference, t - 1) / covariance(reference, reference, t - 1)
              },
              within(1e-9));
      close(t);
      if (!candleFirst) {
        candle(BTC, t, reference[t]);
      }
    }
    assertThat(values(BARS)[2]).as("they move together").isGreaterThan(0.3);
  }

  @Test
  void candlesOfAnyOtherInstrumentOrLengthAreNotLookedAt() {
    fill(20);
    double[] before = values(20);
    candle("ETH-USDT@binance", 20, 5);
    candle("BTC-USDT@bitmexx", 20, 5);
    set.observe(state, new Candle(BTC, 20 * HOUR, HOUR / 60, 21 * HOUR, 1, 1, 1, 1, 1), 21 * HOUR);
    assertThat(values(20)).containsExactly(before).doesNotContain(Double.NaN);
  }

  @Test
  void theFirstBarHasNoReturnToPairThoughTheReferenceHas() {
    for (int t = 0; t < 5 + N + 1; t++) {
      candle(BTC, t, reference[t]);
      if (t >= 5) {
        assertThat(values(t)[2]).isNaN();
        close(t);
      }
    }
    assertThat(values(5 + N + 1)[2]).isCloseTo(correlation(5 + N), within(1e-9));
  }

  @Test
  void aReferenceThatFellSilentIsMissing() {
    fill(20);
    close(20);
    assertThat(values(20)).doesNotContain(Double.NaN);
    assertThat(values(21)).containsOnly(Double.NaN);
  }

  @Test
  void aCandleOlderThanTheNewestChangesNothing() {
    fill(20);
    double[] before = values(20);
    candle(BTC, 15, 1);
    candle(BTC, 19, 1);
    assertThat(values(20)).containsExactly(before);
  }

  @Test
  void aHoleInItsCandlesLeavesNoReturnAcrossIt() {
    fill(20);
    for (int t = 20; t < 25; t++) {
      close(t);
    }
    candle(BTC, 25, 1_000 * reference[25]);
    close(25);
    double[] after = values(26);
    assertThat(after[0]).isNaN();
    assertThat(after[1])
        .isCloseTo(Math.sqrt(8760 * moment(reference, reference, 19)), within(1e-9));
    assertThat(after[2]).isCloseTo(correlation(19), within(1e-9));
  }

  @Test
  void aHoleInTheBarsForgetsThePairsAndKeepsTheReference() {
    fill(20);
    set.forgetBars(state, 0);
    double[] after = values(20);
    assertThat(after[0]).isFinite();
    assertThat(after[1]).isFinite();
    assertThat(after[2]).isNaN();
    assertThat(after[3]).isNaN();
  }

  @Test
  void referencesThatDoNotMoveGiveFiniteValues() {
    for (int t = 0; t < 30; t++) {
      candle(BTC, t, 0.00005);
      Bar bar = new Bar();
      bar.flat(t * HOUR, 0.00005);
      set.close(state, bar, t * HOUR);
    }
    assertThat(values(30)).containsOnly(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"btc", "btcusdt.binance", "btc_usdt"})
  void whatIsNoInstrumentIsRefused(String of) {
    assertThatThrownBy(() -> FeatureCatalog.feature("ref_return(" + of + ",3)", HOUR))
        .hasMessageContaining("of is '" + of + "', write BTC-USDT@binance as btc_usdt.binance");
  }

  private void fill(int count) {
    for (int t = 0; t < count; t++) {
      candle(BTC, t, reference[t]);
      close(t);
    }
  }

  private void candle(String instrument, int t, double close) {
    long end = (t + 1) * HOUR;
    set.observe(
        state, new Candle(instrument, t * HOUR, HOUR, end, close, close, close, close, 1), end);
  }

  private void close(int t) {
    set.close(state, bar(t), (t + 1) * HOUR);
  }

  private double[] values(int t) {
    double[] out = new double[set.size()];
    set.values(state, bar(t), (t + 1) * HOUR, out);
    return out;
  }

  private Bar bar(int t) {
    Bar bar = new Bar();
    bar.flat(t * HOUR, own[Math.min(t, BARS - 1)]);
    return bar;
  }

  private double correlation(int t) {
    return covariance(own, reference, t)
        / Math.sqrt(covariance(own, own, t) * covariance(reference, reference, t));
  }

  /** Of log returns, over the seven bars that end with t. */
  private static double covariance(double[] x, double[] y, int t) {
    double meanX = Math.log(x[t] / x[t - N]) / N;
    double meanY = Math.log(y[t] / y[t - N]) / N;
    double sum = 0;
    for (int i = t - N + 1; i <= t; i++) {
      sum += (Math.log(x[i] / x[i - 1]) - meanX) * (Math.log(y[i] / y[i - 1]) - meanY);
    }
    return sum / N;
  }

  /** Mean product of log returns. */
  private static double moment(double[] x, double[] y, int t) {
    double sum = 0;
    for (int i = t - N + 1; i <= t; i++) {
      sum += Math.log(x[i] / x[i - 1]) * Math.log(y[i] / y[i - 1]);
    }
    return sum / N;
  }
}
