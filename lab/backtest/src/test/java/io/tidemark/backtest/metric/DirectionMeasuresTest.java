package io.tidemark.backtest.metric;

import static io.tidemark.backtest.metric.MeasuredValues.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DirectionMeasuresTest {

  private static final double[] FOUR = {0.9, 0.4, 0.6, 0.2};
  private static final boolean[] CAME = {true, true, false, false};

  @Test
  void fourRowsHaveTheValuesThatAHandFinds() {
    List<Measure> all = new DirectionMeasures(FOUR, CAME).all(0.5);
    assertThat(value(all, "accuracy", 4)).isEqualTo(0.5);
    assertThat(value(all, "alwaysUp", 4)).isEqualTo(0.5);
    assertThat(value(all, "accuracyOverAlwaysUp", 4)).isZero();
    assertThat(value(all, "auc", 4)).isEqualTo(3 / 4.0); // of four pairs .4 < .6 is wrong
    double loss = -(Math.log(0.9) + Math.log(0.4) + Math.log(0.4) + Math.log(0.8)) / 4;
    assertThat(value(all, "logLoss", 4)).isCloseTo(loss, within(1e-12));
    assertThat(value(all, "baseLogLoss", 4)).isCloseTo(Math.log(2), within(1e-12));
    assertThat(value(all, "logLossUnderBase", 4)).isCloseTo(Math.log(2) - loss, within(1e-12));
    assertThat(value(all, "brier", 4)).isCloseTo((0.01 + 0.36 + 0.36 + 0.04) / 4, within(1e-12));
    assertThat(value(all, "mcc", 4)).isZero();
    assertThat(value(all, "precision", 4)).isEqualTo(0.5);
    assertThat(value(all, "recall", 4)).isEqualTo(0.5);
    assertThat(value(all, "f1", 4)).isEqualTo(0.5);
    assertThat(value(all, "alwaysUpF1", 4)).isCloseTo(2 / 3.0, within(1e-12));
    // four bins of one row each
    assertThat(value(all, "ece", 4)).isCloseTo((0.1 + 0.6 + 0.6 + 0.2) / 4, within(1e-12));
  }

  @Test
  void theConfusionMatrixCountsWhatCameAndWhatWasCalled() {
    boolean[] came = {true, true, true, false};
    ConfusionCounts counts = new DirectionMeasures(FOUR, came).confusion();
    assertThat(counts).isEqualTo(new ConfusionCounts(2, 1, 0, 1));
    double mcc = (2 * 1 - 1 * 0) / Math.sqrt(2.0 * 3 * 2 * 1);
    assertThat(counts.mcc()).isCloseTo(mcc, within(1e-12));
  }

  @Test
  void theAucOfReversedProbabilitiesIsOneLessTheAuc() {
    SplittableRandom random = new SplittableRandom(7);
    double[] probability = random.doubles(500).map(p -> Math.round(p * 50) / 50.0).toArray();
    double[] reversed = Arrays.stream(probability).map(p -> 1 - p).toArray();
    boolean[] up = new boolean[500];
    for (int i = 0; i < up.length; i++) {
      up[i] = random.nextDouble() < probability[i];
    }
    double auc = value(new DirectionMeasures(probability, up).all(0.5), "auc", 500);
    double other = value(new DirectionMeasures(reversed, up).all(0.5), "auc", 500);
    assertThat(auc).isGreaterThan(0.7);
    assertThat(other).isCloseTo(1 - auc, within(1e-12));
  }

  @Test
  void probabilitiesThatComeAsOftenAsTheySayHaveSlopeOneAndNoErrorAndBolderOnesHaveNot() {
    double[] exact = new double[900];
    boolean[] up = new boolean[900];
    for (int i = 0; i < exact.length; i++) {
      int tenths = 1 + i / 100; // a hundred rows of .1, of .2, ...
      exact[i] = tenths / 10.0;
      up[i] = i % 100 < tenths * 10;
    }
    List<Measure> honest = new DirectionMeasures(exact, up).all(0.5);
    assertThat(value(honest, "calibrationSlope", 900)).isCloseTo(1, within(1e-6));
    assertThat(value(honest, "ece", 900)).isCloseTo(0, within(1e-12));

    double[] bold = Arrays.stream(exact).map(DirectionMeasuresTest::twiceTheLogit).toArray();
    List<Measure> bolder = new DirectionMeasures(bold, up).all(0.5);
    assertThat(value(bolder, "calibrationSlope", 900)).isCloseTo(0.5, within(1e-6));
    assertThat(value(bolder, "ece", 900)).isGreaterThan(0.05);
  }

  private static double twiceTheLogit(double p) {
    return p * p / (p * p + (1 - p) * (1 - p));
  }

  @Test
  void aConstantHasNoSlopeAndOneBin() {
    double[] half = {0.5, 0.5, 0.5, 0.5};
    List<Measure> all = new DirectionMeasures(half, CAME).all(0.5);
    assertThat(value(all, "calibrationSlope", 4)).isNaN();
    assertThat(value(all, "auc", 4)).isEqualTo(0.5);
    assertThat(value(all, "ece", 4)).isZero();
  }

  @Test
  void anIntervalThatHoldsTheShareOfItsRisesCoversItsRows() {
    DirectionMeasures measures = new DirectionMeasures(FOUR, CAME);
    double[] low = {0.4, 0.4, 0.1, 0.1};
    double[] high = {0.9, 0.9, 0.2, 0.2};
    // two rows with two rises are beyond .9; two with none are below .1
    assertThat(value(List.of(measures.coverage(low, high)), "coverage", 4)).isZero();
    high[0] = 1;
    high[1] = 1;
    assertThat(value(List.of(measures.coverage(low, high)), "coverage", 4)).isEqualTo(0.5);
  }

  @Test
  void aRowThatIsDrawnTwiceCountsTwice() {
    List<Measure> all = new DirectionMeasures(FOUR, CAME).all(0.5);
    double[] twice = {0.9, 0.9, 0.6, 0.2};
    List<Measure> drawn =
        new DirectionMeasures(twice, new boolean[] {true, true, false, false}).all(0.5);
    int[] times = {2, 0, 1, 1};
    for (int i = 0; i < all.size(); i++) {
      String key = all.get(i).key();
      if (!key.equals("ece") && !key.equals("calibrationSlope")) { // bins stay; and no slope fits
        assertThat(all.get(i).statistic().of(times))
            .as(key)
            .isCloseTo(value(drawn, key, 4), within(1e-12));
      }
    }
  }
}
