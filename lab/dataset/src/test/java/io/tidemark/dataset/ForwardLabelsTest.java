package io.tidemark.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.tidemark.core.outcome.OutcomeLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ForwardLabelsTest {

  private static final long BAR = 60;
  private static final long HORIZON = 300;
  private static final float[] NOTHING = {};

  /** What is known after an event, and whether the event was scored. */
  private record Known(long clock, double price, long pricedAt, boolean scored) {}

  private final List<LabelledRow> rows = new ArrayList<>();
  private final ForwardLabels labels = new ForwardLabels(HORIZON, BAR, 100, rows::add);

  @Test
  void whatIsKnownExactlyAtTheHorizonCounts() {
    labels.observe(1_000, 100, 1_000);
    labels.add(false, NOTHING);
    labels.observe(1_299, 101, 1_299);
    labels.observe(1_300, 102, 1_300);
    labels.observe(1_301, 50, 1_301);
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).forwardReturn()).isCloseTo(Math.log(1.02), within(1e-15));
    assertThat(rows.get(0).up()).isTrue();
    assertThat(rows.get(0).clock()).isEqualTo(1_000);
  }

  @Test
  void theLastOfSeveralPricesOfOneMomentCounts() {
    labels.observe(1_000, 100, 1_000);
    labels.add(false, NOTHING);
    labels.observe(1_300, 102, 1_300);
    labels.observe(1_300, 99, 1_300);
    labels.finish();
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).up()).isFalse();
  }

  @Test
  void aPriceThatIsABarOldByThenIsAHole() {
    labels.observe(1_000, 100, 1_000);
    labels.add(false, NOTHING);
    labels.observe(1_240, 101, 1_240);
    labels.observe(1_300, 101, 1_240);
    labels.finish();
    assertThat(rows).isEmpty();
    assertThat(labels.holes()).isEqualTo(1);
    assertThat(labels.unfinished()).isZero();
  }

  @Test
  void aRowWhoseWayCrossesAChangeOfUnitIsAHole() {
    labels.observe(1_000, 0.25, 1_000);
    labels.add(false, NOTHING);
    labels.observe(1_200, 250, 1_200);
    labels.add(false, NOTHING);
    labels.observe(1_500, 251, 1_500);
    labels.finish();
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).clock()).isEqualTo(1_200);
    assertThat(labels.holes()).isEqualTo(1);
  }

  @Test
  void rowsWhoseTimeDoesNotComeAreDropped() {
    labels.observe(1_000, 100, 1_000);
    labels.add(false, NOTHING);
    labels.observe(1_299, 101, 1_299);
    labels.finish();
    assertThat(rows).isEmpty();
    assertThat(labels.unfinished()).isEqualTo(1);
  }

  @Test
  void theSmallestRiseIsARise() {
    double price = Math.nextDown(2.0);
    labels.observe(1_000, price, 1_000);
    labels.add(false, NOTHING);
    labels.observe(1_300, Math.nextUp(price), 1_300);
    labels.finish();
    assertThat(rows.get(0).up()).isTrue();
  }

  @Test
  void aPriceThatStandsStillIsNoRise() {
    labels.observe(1_000, 100, 1_000);
    labels.add(false, NOTHING);
    labels.observe(1_300, 100, 1_300);
    labels.finish();
    assertThat(rows.get(0).up()).isFalse();
    assertThat(rows.get(0).forwardReturn()).isZero();
  }

  @Test
  void moreRowsThanMayWaitAreRefused() {
    labels.observe(1_000, 100, 1_000);
    for (int i = 0; i < 100; i++) {
      labels.add(false, NOTHING);
    }
    assertThatThrownBy(() -> labels.add(false, NOTHING))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("100 rows");
  }

  @Test
  void theVolatilityIsOfThePricesAtWholeStepsOnTheWay() {
    labels.observe(1_000, 100, 1_000);
    labels.add(true, NOTHING);
    labels.observe(1_010, 500, 1_010); // gone again before 1,020
    labels.observe(1_015, 110, 1_015); // seen at 1,020 and 1,080
    labels.observe(1_090, 99, 1_090); // seen at 1,140 and after
    labels.observe(1_300, 121, 1_300); // seen at the horizon
    labels.finish();
    double moves =
        Math.pow(Math.log(1.1), 2) + Math.pow(Math.log(0.9), 2) + Math.pow(Math.log(121 / 99d), 2);
    double horizonsInAYear = 8_760d * 3_600 * 1_000_000 / HORIZON;
    assertThat(rows.get(0).forwardVolatility())
        .isCloseTo(Math.sqrt(moves * horizonsInAYear), withinPercentage(1e-9));
    assertThat(rows.get(0).barClosed()).isTrue();
  }

  @Test
  void aPriceThatStandsStillHasNoVolatility() {
    labels.observe(1_000, 100, 1_000);
    labels.add(false, NOTHING);
    labels.observe(1_290, 100, 1_290);
    labels.observe(1_301, 200, 1_301);
    assertThat(rows.get(0).forwardVolatility()).isZero();
  }

  @Test
  void samplesAreFiveMinutesApartUnlessBarsAreShorter() {
    assertThat(OutcomeLabels.samplingStep(3_600_000_000L)).isEqualTo(300_000_000L);
    assertThat(OutcomeLabels.samplingStep(60_000_000L)).isEqualTo(60_000_000L);
  }

  @Test
  void everyLabelIsWhatALookThroughTheWholeLogGives() {
    for (int seed = 0; seed < 200; seed++) {
      List<Known> log = log(seed, 120);
      List<Long> expected = new ArrayList<>();
      List<Double> returns = new ArrayList<>();
      List<Double> volatilities = new ArrayList<>();
      int[] dropped = new int[2];
      for (Known row : log) {
        if (row.scored()) {
          Known then = lastBy(log, row.clock() + HORIZON);
          if (log.get(log.size() - 1).clock() < row.clock() + HORIZON) {
            dropped[1]++;
          } else if (then.pricedAt() <= row.clock() + HORIZON - BAR) {
            dropped[0]++;
          } else {
            expected.add(row.clock());
            returns.add(Math.log(then.price() / row.price()));
            volatilities.add(volatility(log, row));
          }
        }
      }
      List<LabelledRow> given = new ArrayList<>();
      ForwardLabels all = fold(log, given);
      assertThat(given).extracting(LabelledRow::clock).containsExactlyElementsOf(expected);
      for (int i = 0; i < given.size(); i++) {
        assertThat(given.get(i).forwardReturn()).isCloseTo(returns.get(i), within(1e-12));
        assertThat(given.get(i).forwardVolatility())
            .isCloseTo(volatilities.get(i), withinPercentage(1e-9));
      }
      assertThat(all.holes()).isEqualTo(dropped[0]);
      assertThat(all.unfinished()).isEqualTo(dropped[1]);
    }
  }

  @Test
  void nothingAfterTheHorizonChangesALabelOrWhetherThereIsOne() {
    for (int seed = 0; seed < 200; seed++) {
      List<Known> log = log(seed, 120);
      long today = log.get(80).clock();
      List<Known> other = new ArrayList<>(log.stream().filter(k -> k.clock() <= today).toList());
      Random random = new Random(-seed);
      for (int i = 0; i < 20; i++) {
        long at = other.get(other.size() - 1).clock() + 1 + random.nextInt(100);
        other.add(new Known(at, 1 + random.nextInt(1_000), at, true));
      }
      assertThat(dueBy(other, today)).isEqualTo(dueBy(log, today));
    }
  }

  /** Labels of the rows whose horizon lies within {@code today}, by their place in the log. */
  private static Map<Integer, String> dueBy(List<Known> log, long today) {
    Map<Integer, String> labels = new TreeMap<>();
    for (int i = 0; i < log.size(); i++) {
      if (log.get(i).scored() && log.get(i).clock() + HORIZON <= today) {
        List<Known> only = new ArrayList<>();
        for (int j = 0; j < log.size(); j++) {
          Known k = log.get(j);
          only.add(new Known(k.clock(), k.price(), k.pricedAt(), j == i));
        }
        List<LabelledRow> rows = new ArrayList<>();
        fold(only, rows);
        labels.put(
            i,
            rows.isEmpty()
                ? ""
                : rows.get(0).forwardReturn() + " " + rows.get(0).forwardVolatility());
      }
    }
    return labels;
  }

  private static ForwardLabels fold(List<Known> log, List<LabelledRow> out) {
    ForwardLabels labels = new ForwardLabels(HORIZON, BAR, 1_000, out::add);
    for (Known known : log) {
      labels.observe(known.clock(), known.price(), known.pricedAt());
      if (known.scored()) {
        labels.add(false, NOTHING);
      }
    }
    labels.finish();
    return labels;
  }

  /** Looks the price up at each whole step; a step is a bar here. */
  private static double volatility(List<Known> log, Known row) {
    List<Double> prices = new ArrayList<>(List.of(row.price()));
    for (long at = row.clock(); at <= row.clock() + HORIZON; at++) {
      if (at % BAR == 0 || at == row.clock() + HORIZON) {
        prices.add(lastBy(log, at).price());
      }
    }
    double squares = 0;
    for (int i = 1; i < prices.size(); i++) {
      squares += Math.pow(Math.log(prices.get(i) / prices.get(i - 1)), 2);
    }
    return Math.sqrt(squares * (8_760d * 3_600 * 1_000_000 / HORIZON));
  }

  private static Known lastBy(List<Known> log, long time) {
    Known last = log.get(0);
    for (Known known : log) {
      last = known.clock() <= time ? known : last;
    }
    return last;
  }

  /** Events in the same microsecond, events without a price, and now and then a long silence. */
  private static List<Known> log(int seed, int size) {
    Random random = new Random(seed);
    List<Known> log = new ArrayList<>();
    long clock = 1_000;
    double price = 100;
    long pricedAt = clock;
    for (int i = 0; i < size; i++) {
      clock += random.nextInt(10) == 0 ? 200 : random.nextInt(30);
      if (random.nextInt(3) > 0) {
        price = 90 + random.nextInt(20);
        pricedAt = clock;
      }
      log.add(new Known(clock, price, pricedAt, random.nextBoolean()));
    }
    return log;
  }
}
