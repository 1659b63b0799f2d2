package io.tidemark.flink.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {

  private static final double[] QUANTILES = {0.001, 0.25, 0.5, 0.9, 0.99, 1};

  @Test
  void aQuantileIsNeverTooLowAndAtMostASixteenthTooHigh() {
    Random random = new Random(7);
    LatencyHistogram histogram = new LatencyHistogram();
    long[] all = new long[5_000];
    for (int i = 0; i < all.length; i++) {
      all[i] = (long) Math.exp(random.nextDouble() * 20);
      histogram.record(all[i]);
    }
    Arrays.sort(all);

    for (double q : QUANTILES) {
      long exact = all[(int) Math.ceil(q * all.length) - 1];
      assertThat(histogram.quantile(q))
          .as("quantile %s", q)
          .isBetween(exact, exact + exact / 16 + 1);
    }
  }

  @Test
  void belowSixteenMillisecondsItIsExact() {
    for (long millis = 0; millis < 16; millis++) {
      LatencyHistogram histogram = new LatencyHistogram();
      histogram.record(millis);
      assertThat(histogram.quantile(0.5)).isEqualTo(millis);
    }
  }

  @Test
  void twoHalvesMergedAreTheWhole() {
    Random random = new Random(8);
    LatencyHistogram whole = new LatencyHistogram();
    LatencyHistogram left = new LatencyHistogram();
    LatencyHistogram right = new LatencyHistogram();
    for (int i = 0; i < 1_000; i++) {
      long millis = random.nextInt(1_000_000);
      whole.record(millis);
      (i % 3 == 0 ? left : right).add(millis);
    }
    LatencyHistogram merged = left.clone();
    merged.merge(right);

    assertThat(merged.count()).isEqualTo(1_000);
    assertThat(left.count()).isEqualTo(334);
    for (double q : QUANTILES) {
      assertThat(merged.quantile(q)).isEqualTo(whole.quantile(q));
    }
  }

  @Test
  void clocksThatDisagreeAndDelaysOfMonthsAreCountedAtTheEnds() {
    LatencyHistogram histogram = new LatencyHistogram();
    histogram.record(-5);
    histogram.record(Long.MAX_VALUE);

    assertThat(histogram.quantile(0.5)).isZero();
    assertThat(histogram.quantile(1)).isEqualTo((1L << 32) - 1);
  }

  @Test
  void nothingCountedIsZero() {
    LatencyHistogram histogram = new LatencyHistogram();
    assertThat(histogram.quantile(0.99)).isZero();

    histogram.record(9);
    histogram.resetLocal();
    assertThat(histogram.count()).isZero();
    assertThat(histogram).hasToString("p50 0 ms, p99 0 ms of 0");
  }
}
