package io.tidemark.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.score.Prediction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HarForecastTest {

  private static final long HOUR = 3_600_000_000L;
  private static final int HORIZON = 24;
  private static final int ROWS = 3_000;

  @Test
  void calmAndWildWeeksAreToldApartAndTheMeanVarianceIsRight() {
    List<ScoredRow> rows = rows(ROWS);
    double[] forecasts = new HarForecast(rows, HORIZON * HOUR, HOUR).forecasts();
    double calm = 0;
    double wild = 0;
    double ratio = 0;
    int n = 0;
    for (int i = 0; i < ROWS; i++) {
      if (!Double.isNaN(forecasts[i])) {
        n++;
        ratio += Math.pow(rows.get(i).forwardVolatility() / forecasts[i], 2);
        calm = i % 720 == 359 ? forecasts[i] : calm;
        wild = i % 720 == 719 ? forecasts[i] : wild;
      }
    }
    assertThat(n).isGreaterThan(1_500);
    assertThat(wild).isGreaterThan(1.5 * calm);
    assertThat(ratio / n).isCloseTo(1, within(0.3));
  }

  @Test
  void noForecastDependsOnWhatComesAfterIt() {
    double[] whole = new HarForecast(rows(ROWS), HORIZON * HOUR, HOUR).forecasts();
    double[] cut = new HarForecast(rows(ROWS).subList(0, 2_000), HORIZON * HOUR, HOUR).forecasts();
    assertThat(cut).containsExactly(Arrays.copyOf(whole, cut.length));
    assertThat(cut[1_999]).isFinite();
  }

  @Test
  void thereIsNoForecastBeforeThirtyDaysAndEnoughOutcomes() {
    double[] forecasts = new HarForecast(rows(ROWS), HORIZON * HOUR, HOUR).forecasts();
    for (int i = 0; i < 720 + HarForecast.FEWEST_ROWS; i++) {
      assertThat(forecasts[i]).isNaN();
    }
  }

  /** Fifteen calm days and fifteen wild ones in turns; the outcome is the realised volatility. */
  private static List<ScoredRow> rows(int number) {
    SplittableRandom random = new SplittableRandom(4);
    double[] moves = new double[number + HORIZON];
    for (int i = 0; i < moves.length; i++) {
      moves[i] = (i / 360 % 2 == 0 ? 0.002 : 0.01) * random.nextGaussian();
    }
    List<ScoredRow> rows = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      double squares = 0;
      for (int j = i; j < i + HORIZON; j++) {
        squares += moves[j] * moves[j];
      }
      rows.add(
          new ScoredRow(
              i * HOUR,
              true,
              Prediction.NOT_ASKED,
              0,
              Math.sqrt(squares * 8_760 / HORIZON),
              i == 0 ? Double.NaN : moves[i - 1]));
    }
    return rows;
  }
}
