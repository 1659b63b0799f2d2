package io.tidemark.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MAType;
import com.tictactec.ta.lib.MInteger;
import com.tictactec.ta.lib.RetCode;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The classic indicators equal those of TA-Lib's Java port, levels being divided by the close here.
 *
 * <p>Where TA-Lib starts Wilder's averages otherwise (it takes n - 1 movements as a first sum),
 * both forget their start by 1 - 1/n per bar and are compared once nothing of it is left.
 */
class TaLibTest {

  private static final int BARS = 2_000;

  private final SampleBars bars = new SampleBars(31, BARS);
  private final Core taLib = new Core();
  private final MInteger begin = new MInteger();
  private final MInteger count = new MInteger();
  private final int last = BARS - 1;

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 14, 50})
  void averagesAndTheirDistances(int n) {
    double[] sma = aligned(out -> taLib.sma(0, last, bars.close, n, begin, count, out));
    equal("sma_distance(" + n + ")", n - 1, t -> bars.close[t] / sma[t] - 1, 1e-12);
    equal("mean(close," + n + ")", n - 1, t -> sma[t] / bars.close[t] - 1, 1e-12);
    double[] ema = aligned(out -> taLib.ema(0, last, bars.close, n, begin, count, out));
    equal("ema_distance(" + n + ")", n - 1, t -> bars.close[t] / ema[t] - 1, 1e-12);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7, 14, 50})
  void wildersRsiAndAtr(int n) {
    double[] rsi = aligned(out -> taLib.rsi(0, last, bars.close, n, begin, count, out));
    equal("rsi(" + n + ")", n, t -> rsi[t], 1e-9);
    double[] atr =
        aligned(out -> taLib.atr(0, last, bars.high, bars.low, bars.close, n, begin, count, out));
    equal("atr(" + n + ")", n, t -> atr[t] / bars.close[t], 1e-12);
  }

  @Test
  void macdAndItsSignal() {
    double[] signal = new double[BARS];
    double[] histogram = new double[BARS];
    double[] line =
        aligned(
            out ->
                taLib.macd(0, last, bars.close, 12, 26, 9, begin, count, out, signal, histogram));
    shift(signal);
    equal("macd(12,26,9)", 33, t -> line[t] / bars.close[t], 1e-12);
    equal("macd_signal(12,26,9)", 33, t -> signal[t] / bars.close[t], 1e-12);
  }

  @Test
  void bollingersBands() {
    double[] middle = new double[BARS];
    double[] lower = new double[BARS];
    double[] upper =
        aligned(
            out ->
                taLib.bbands(
                    0, last, bars.close, 20, 2, 2, MAType.Sma, begin, count, out, middle, lower));
    shift(middle);
    shift(lower);
    equal("bollinger_width(20)", 19, t -> (upper[t] - lower[t]) / middle[t], 1e-12);
    equal(
        "bollinger_position(20)",
        19,
        t -> 2 * (bars.close[t] - lower[t]) / (upper[t] - lower[t]) - 1,
        1e-9);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 14, 50})
  void theStochasticOscillator(int n) {
    double[] slow = new double[BARS];
    double[] fast =
        aligned(
            out ->
                taLib.stochF(
                    0,
                    last,
                    bars.high,
                    bars.low,
                    bars.close,
                    n,
                    3,
                    MAType.Sma,
                    begin,
                    count,
                    out,
                    slow));
    shift(slow);
    equal("stochastic_k(" + n + ")", n + 1, t -> fast[t], 1e-9);
    equal("stochastic_d(" + n + ",3)", n + 1, t -> slow[t], 1e-9);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 14, 50})
  void theCommodityChannelIndex(int n) {
    double[] cci =
        aligned(out -> taLib.cci(0, last, bars.high, bars.low, bars.close, n, begin, count, out));
    equal("cci(" + n + ")", n - 1, t -> cci[t], 1e-9);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 14, 30})
  void wildersDirectionalMovementOnceItsStartIsForgotten(int n) {
    double[] plus =
        aligned(
            out -> taLib.plusDI(0, last, bars.high, bars.low, bars.close, n, begin, count, out));
    double[] minus =
        aligned(
            out -> taLib.minusDI(0, last, bars.high, bars.low, bars.close, n, begin, count, out));
    double[] adx =
        aligned(out -> taLib.adx(0, last, bars.high, bars.low, bars.close, n, begin, count, out));
    equal("plus_di(" + n + ")", 40 * n, t -> plus[t], 1e-9);
    equal("minus_di(" + n + ")", 40 * n, t -> minus[t], 1e-9);
    equal("adx(" + n + ")", 40 * n, t -> adx[t], 1e-9);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 14, 50})
  void theRegressionLine(int n) {
    double[] slope =
        aligned(out -> taLib.linearRegSlope(0, last, bars.close, n, begin, count, out));
    equal("linreg_slope(" + n + ")", n - 1, t -> slope[t] / bars.close[t], 1e-12);
  }

  /** Not of five bars: where four closes are alike TA-Lib's sums are wrong in the eighth digit. */
  @ParameterizedTest
  @ValueSource(ints = {14, 50})
  void theFitOfTheRegressionLineIsTheSquaredCorrelationWithTime(int n) {
    double[] number = new double[BARS];
    Arrays.setAll(number, t -> t % 100); // anew every hundred bars: its squares stay small
    double[] r = aligned(out -> taLib.correl(0, last, bars.close, number, n, begin, count, out));
    double[] values = bars.values("linreg_r2(" + n + ")");
    for (int t = n - 1; t < BARS; t++) {
      if (t % 100 >= n - 1) {
        assertThat(values[t]).as("linreg_r2 at " + t).isCloseTo(r[t] * r[t], within(1e-9));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 14, 50})
  void spreadAndExtremes(int n) {
    double[] variance =
        aligned(out -> taLib.variance(0, last, bars.close, n, 1, begin, count, out));
    equal(
        "variance(close," + n + ")",
        n - 1,
        t -> variance[t] / (bars.close[t] * bars.close[t]),
        1e-13);
    double[] deviation =
        aligned(out -> taLib.stdDev(0, last, bars.volume, n, 1, begin, count, out));
    equal("stdev(volume," + n + ")", n - 1, t -> deviation[t], 1e-9);
    double[] max = aligned(out -> taLib.max(0, last, bars.close, n, begin, count, out));
    double[] min = aligned(out -> taLib.min(0, last, bars.close, n, begin, count, out));
    equal(
        "minmax(close," + n + ")",
        n - 1,
        t -> (2 * bars.close[t] - max[t] - min[t]) / (max[t] - min[t]),
        1e-12);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6, 24})
  void ratesOfChange(int n) {
    double[] change = aligned(out -> taLib.rocP(0, last, bars.close, n, begin, count, out));
    equal("return(" + n + ")", n, t -> change[t], 1e-12);
    equal("log_return(" + n + ")", n, t -> Math.log1p(change[t]), 1e-12);
  }

  /** A function of TA-Lib that writes its values from the first one on. */
  @FunctionalInterface
  private interface TaFunction {
    RetCode write(double[] out);
  }

  private double[] aligned(TaFunction function) {
    double[] out = new double[BARS];
    assertThat(function.write(out)).isEqualTo(RetCode.Success);
    assertThat(count.value).isGreaterThan(BARS / 2);
    shift(out);
    return out;
  }

  private void shift(double[] out) {
    System.arraycopy(out, 0, out, begin.value, count.value);
    Arrays.fill(out, 0, begin.value, Double.NaN);
  }

  /** To 1e-9 of TA-Lib's value, and to {@code least} where that passes through 0. */
  private void equal(String name, int from, IntToDoubleFunction expected, double least) {
    double[] values = bars.values(name);
    for (int t = from; t < BARS; t++) {
      double theirs = expected.applyAsDouble(t);
      assertThat(values[t])
          .as(name + " at " + t)
          .isCloseTo(theirs, within(1e-9 * Math.abs(theirs) + least));
    }
  }
}
