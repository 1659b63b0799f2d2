package io.tidemark.backtest.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BlockIntervalsTest {

  private static final long HOUR = 3_600_000_000L;
  private static final int ROWS = 1_200;
  private static final int OVERLAP = 12;
  private static final int SERIES = 200;

  @Test
  void blocksLongerThanTheLabelsHoldTheMeanAsOftenAsTheySayAndSingleRowsDoNot() {
    // near 95 %; blocks of a finite series are a little narrow. Three deviations of 200 are 5 %
    assertThat(covered(60)).isBetween(0.87, 0.99);
    assertThat(covered(1)).isLessThan(0.6);
  }

  /** How often the interval holds 0, the mean of sums that overlap as labels of a horizon do. */
  private static double covered(int block) {
    SplittableRandom random = new SplittableRandom(11);
    int held = 0;
    for (int series = 0; series < SERIES; series++) {
      double[] steps = random.doubles(ROWS + OVERLAP).map(each -> each - 0.5).toArray();
      double[] labels = new double[ROWS];
      for (int i = 0; i < ROWS; i++) {
        for (int j = 0; j < OVERLAP; j++) {
          labels[i] += steps[i + j];
        }
      }
      Estimate mean =
          new BlockIntervals(new BlockPlan(ROWS, block), 200, series)
              .of(List.of(Measure.mean("mean", "mean", labels)))
              .get(0);
      held += mean.low() <= 0 && mean.high() >= 0 ? 1 : 0;
    }
    return (double) held / SERIES;
  }

  @Test
  void theSameRowsHaveTheSameInterval() {
    double[] values = new SplittableRandom(3).doubles(500).toArray();
    List<Measure> mean = List.of(Measure.mean("mean", "mean", values));
    BlockPlan plan = new BlockPlan(500, 20);
    assertThat(new BlockIntervals(plan).of(mean)).isEqualTo(new BlockIntervals(plan).of(mean));
  }

  @Test
  void tooFewRowsHaveAValueAndNoInterval() {
    double[] values = {1, 2, 3};
    Estimate mean =
        new BlockIntervals(BlockPlan.of(3, 2 * HOUR, HOUR))
            .of(List.of(Measure.mean("mean", "mean", values)))
            .get(0);
    assertThat(mean.value()).isEqualTo(2);
    assertThat(mean.hasInterval()).isFalse();
  }

  @Test
  void anIntervalOfWhatNoiseOnlyAddsToIsReflectedAndEndsAtZero() {
    double[] values = new SplittableRandom(5).doubles(400).map(each -> each - 0.5).toArray();
    Statistic size = times -> Math.abs(Means.mean(values, times));
    BlockIntervals intervals = new BlockIntervals(new BlockPlan(400, 10));
    Estimate plain = intervals.of(List.of(Measure.of("size", "size", size))).get(0);
    Estimate reflected = intervals.of(List.of(new Measure("size", "size", size, true))).get(0);
    assertThat(reflected.low()).isEqualTo(Math.max(0, 2 * plain.value() - plain.high()));
    assertThat(reflected.high()).isEqualTo(2 * plain.value() - plain.low());
  }

  @Test
  void aBlockIsTwoWeeksOrTwoHorizonsWhicheverIsLonger() {
    int year = 8_761;
    assertThat(BlockPlan.of(year, 8_760 * HOUR, HOUR).block()).isEqualTo(336);
    assertThat(BlockPlan.of(year, 8_760 * HOUR, 14 * 24 * HOUR).block()).isEqualTo(672);
  }

  @Test
  void aShortPeriodHasTenBlocksIfEachIsAsLongAsTheHorizon() {
    assertThat(BlockPlan.of(1_001, 1_000 * HOUR, HOUR)).isEqualTo(new BlockPlan(1_001, 100));
    assertThat(BlockPlan.of(1_001, 1_000 * HOUR, 100 * HOUR).hasIntervals()).isTrue();
    assertThat(BlockPlan.of(1_001, 1_000 * HOUR, 101 * HOUR).hasIntervals()).isFalse();
    assertThat(BlockPlan.of(99, 98 * HOUR, HOUR).hasIntervals()).isFalse();
  }
}
