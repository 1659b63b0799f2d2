package io.tidemark.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.fact.Book;
import io.tidemark.core.feature.catalog.FeatureCatalog;
import io.tidemark.core.feature.catalog.FeatureSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Order-flow imbalance of a window of time counts what is in it, within a sixteenth. */
class OrderFlowOverTimeTest {

  private static final long SECOND = 1_000_000L;
  private static final long START = 1_700_000_000L * SECOND;

  private final FeatureSet features = new FeatureSet(List.of("ofi(1,16s)"), 60 * SECOND);
  private final double[] state = new double[features.cells()];
  private final Random random = new Random(3);

  @Test
  void itCountsTheTilesOfTheWindowAndNoOther() {
    assertThat(at(START)).isNaN();
    List<long[]> changes = new ArrayList<>();
    long clock = START;
    double size = 100;
    book(clock, size);
    for (int i = 0; i < 2_000; i++) {
      clock += (long) (random.nextDouble() * (i % 50 == 0 ? 30 : 3) * SECOND);
      double next = 1 + random.nextInt(200);
      book(clock, next);
      changes.add(new long[] {clock, (long) (next - size)});
      size = next;
      long asked = clock + (long) (random.nextDouble() * 8 * SECOND);
      double sum = 0;
      double sizes = 0;
      for (long[] change : changes) {
        if (change[0] / SECOND > asked / SECOND - 16) {
          sum += change[1];
          sizes += Math.abs(change[1]);
        }
      }
      assertThat(at(asked)).as("at " + i).isCloseTo(sizes == 0 ? 0 : sum / sizes, within(1e-12));
      clock = asked;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 499_999, 999_999})
  void whatIsOlderThanTheWindowIsGoneAndTheNewestFifteenSixteenthsCount(long phase) {
    long then = START + phase;
    book(then - 100 * SECOND, 5);
    book(then, 9);
    assertThat(at(then + 15 * SECOND)).isEqualTo(1);
    assertThat(at(then + 16 * SECOND)).isZero();
  }

  @Test
  void aBarThatClosesTakesNothingWithIt() {
    book(START, 5);
    book(START + SECOND, 9);
    features.close(state, new Bar(), START + SECOND);
    features.forgetBars(state, 0);
    assertThat(at(START + 2 * SECOND)).isEqualTo(1);
  }

  @Test
  void aBookThatArrivesAfterANewerOneAddsNoFlow() {
    book(START + SECOND, 5);
    features.observe(state, of(START, START + 2 * SECOND, 50), START + 2 * SECOND);
    assertThat(at(START + 3 * SECOND)).isZero();
  }

  @Test
  void withoutAWindowItIsTheFlowOfThisBar() {
    assertThat(FeatureCatalog.feature("ofi(3)", SECOND).name()).isEqualTo("ofi(3)");
    assertThat(FeatureCatalog.feature("ofi(3,bar)", SECOND).name()).isEqualTo("ofi(3)");
    assertThat(FeatureCatalog.feature("ofi(3,window=60s)", SECOND).name()).isEqualTo("ofi(3,1m)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"9s", "2h", "hour"})
  void aWindowThatIsNoneIsRefused(String window) {
    assertThatThrownBy(() -> FeatureCatalog.feature("ofi(3," + window + ")", SECOND))
        .hasMessageContaining(
            "window is '" + window + "', it must be 'bar' or a length of time from 10s to 1h");
  }

  private double at(long clock) {
    double[] out = new double[1];
    features.values(state, new Bar(), clock, out);
    return out[0];
  }

  private void book(long time, double bidSize) {
    features.observe(state, of(time, time, bidSize), time);
  }

  private static Book of(long time, long availableAt, double bidSize) {
    return new Book(
        "BTC-USDT@binance",
        time,
        availableAt,
        new double[] {99},
        new double[] {bidSize},
        new double[] {101},
        new double[] {7});
  }
}
