package io.tidemark.core.feature.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankingTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 17, 200})
  void itCountsAndSumsAsSortingWouldWithTies(int n) {
    Ranking ranking = new Ranking(n);
    double[] cells = new double[3 + ranking.cells()];
    Random random = new Random(n);
    double[] numbers = random.ints(2_000, -20, 20).asDoubleStream().toArray();
    for (int t = 0; t < numbers.length; t++) {
      ranking.push(cells, 3, numbers[t]);
      assertThat(ranking.isFull(cells, 3)).isEqualTo(t + 1 >= n);
      if (t + 1 >= n) {
        double x = random.nextInt(44) - 22;
        double[] window = Arrays.copyOfRange(numbers, t + 1 - n, t + 1);
        assertThat(ranking.countAbove(cells, 3, x))
            .isEqualTo((int) Arrays.stream(window).filter(y -> y > x).count());
        assertThat(ranking.countBelow(cells, 3, x))
            .isEqualTo((int) Arrays.stream(window).filter(y -> y < x).count());
        assertThat(ranking.sumAbove(cells, 3, x))
            .isCloseTo(Arrays.stream(window).filter(y -> y > x).sum(), within(1e-9));
      }
    }
  }

  @Test
  void aSumHasNotDriftedAfterAMillionNumbers() {
    Ranking ranking = new Ranking(14);
    double[] cells = new double[ranking.cells()];
    double[] numbers = new Random(3).doubles(1_000_000, 0, 1).map(x -> Math.pow(x, -4)).toArray();
    for (double number : numbers) {
      ranking.push(cells, 0, number);
    }
    double sum = Arrays.stream(numbers, numbers.length - 14, numbers.length).sum();
    assertThat(ranking.sumAbove(cells, 0, 0)).isCloseTo(sum, within(1e-12 * sum));
  }

  @Test
  void rowsInOrderOrAllAlikeDoNotMakeItDeep() {
    for (int slope = -1; slope <= 1; slope++) {
      Ranking ranking = new Ranking(10_000);
      double[] cells = new double[ranking.cells()];
      for (int t = 0; t < 30_000; t++) {
        ranking.push(cells, 0, slope * t);
      }
      assertThat(depth(cells, (int) cells[2])).isLessThan(60);
    }
  }

  private static int depth(double[] cells, int place) {
    if (place == 0) {
      return 0;
    }
    int cell = 3 + (place - 1) * 5;
    return 1 + Math.max(depth(cells, (int) cells[cell + 1]), depth(cells, (int) cells[cell + 2]));
  }
}
