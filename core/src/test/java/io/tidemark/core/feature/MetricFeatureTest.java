package io.tidemark.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.feature.catalog.FeatureCatalog;
import io.tidemark.core.feature.catalog.FeatureSet;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Features of named metrics: what was known when, restated over the whole log. */
class MetricFeatureTest {

  private static final long HOUR = 3_600_000_000L;
  private static final long DAY = 24 * HOUR;
  private static final long START = 19_000 * DAY;

  private final Random random = new Random(31);

  @Test
  void eachTransformEqualsItsFormulaOverALogWithLateAndCorrectedValues() {
    FeatureSet set =
        SampleMarket.set(
            "asof(nvt,max_age=3d)",
            "asof(nvt,change,3d,2)",
            "asof(nvt,log_change,3d)",
            "asof(nvt,zscore,3d,5)",
            "asof(nvt,age,3d)",
            "missing(nvt,3d,zscore,5)");
    double[] state = new double[set.cells()];
    NavigableMap<Long, Metric> series = new TreeMap<>();
    long clock = START;
    int stale = 0;
    for (int i = 0; i < 500; i++) {
      clock += (long) (random.nextDouble() * random.nextDouble() * 4 * DAY);
      Metric fact =
          new Metric(
              "*", (clock / DAY - random.nextInt(4)) * DAY, clock, "nvt", 10 + random.nextDouble());
      set.observe(state, fact, clock);
      if (series.isEmpty() || fact.eventTime() >= series.lastKey()) {
        series.put(fact.eventTime(), fact);
      }
      long asked = clock + (long) (random.nextDouble() * (i % 5 == 0 ? 5 : 1) * DAY);
      stale += asked - series.lastEntry().getValue().availableAt() > 3 * DAY ? 1 : 0;
      assertThat(SampleMarket.values(set, state, asked))
          .as("at " + i)
          .containsExactly(expected(series, asked), within(1e-9));
      clock = asked;
    }
    assertThat(stale).as("times at which it was too old").isBetween(20, 480);
  }

  private static double[] expected(NavigableMap<Long, Metric> series, long clock) {
    double age = (clock - series.lastEntry().getValue().availableAt()) / (double) HOUR;
    if (age > 72) {
      return new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 1};
    }
    List<Double> all = new ArrayList<>();
    series.values().forEach(metric -> all.add(0, metric.value()));
    double now = all.get(0);
    double zScore = Double.NaN;
    if (all.size() > 5) {
      List<Double> before = all.subList(1, 6);
      double mean = before.stream().mapToDouble(x -> x).sum() / 5;
      double variance = before.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum() / 5;
      zScore = (now - mean) / Math.sqrt(variance);
    }
    return new double[] {
      now,
      all.size() > 2 ? now - all.get(2) : Double.NaN,
      all.size() > 1 ? Math.log(now / all.get(1)) : Double.NaN,
      zScore,
      age,
      all.size() > 5 ? 0 : 1
    };
  }

  @Test
  void whatIsMissingIsToldByItsMaskAndComesBackWithTheNextValue() {
    FeatureSet set =
        SampleMarket.set(
            "asof(m2,max_age=1d)", "asof(m2,max_age=1d,absent=zero)", "missing(m2,1d)");
    double[] state = new double[set.cells()];
    assertThat(SampleMarket.values(set, state, START)).containsExactly(Double.NaN, 0, 1);
    set.observe(state, metric("other", START, 7), START);
    assertThat(SampleMarket.values(set, state, START)).containsExactly(Double.NaN, 0, 1);
    set.observe(state, metric("m2", START, 5), START);
    assertThat(SampleMarket.values(set, state, START + DAY)).containsExactly(5, 5, 0);
    assertThat(SampleMarket.values(set, state, START + DAY + 1)).containsExactly(Double.NaN, 0, 1);
    set.observe(state, metric("m2", START + 2 * DAY, 0), START + 2 * DAY);
    assertThat(SampleMarket.values(set, state, START + 2 * DAY)).containsExactly(0, 0, 0);
  }

  @Test
  void theAgeRunsFromWhenAValueWasKnownNotFromWhatItDescribes() {
    FeatureSet set = SampleMarket.set("asof(cpi,age,60d)");
    double[] state = new double[set.cells()];
    set.observe(state, new Metric("*", START - 40 * DAY, START, "cpi", 3.1), START);
    assertThat(SampleMarket.values(set, state, START + 6 * HOUR)).containsExactly(6);
  }

  @Test
  void aValueOfAnEarlierTimeChangesNothingThoughItComesLast() {
    FeatureSet set =
        SampleMarket.set("asof(nvt,max_age=3d)", "asof(nvt,age,3d)", "asof(nvt,change,3d)");
    double[] state = new double[set.cells()];
    set.observe(state, metric("nvt", START, 1), START);
    set.observe(state, metric("nvt", START + DAY, 4), START + DAY);
    set.observe(state, new Metric("*", START + HOUR, START + 2 * DAY, "nvt", 99), START + 2 * DAY);
    assertThat(SampleMarket.values(set, state, START + 2 * DAY)).containsExactly(4, 24, 3);
  }

  @Test
  void basisIsThePriceAgainstAnotherPriceWhileThatIsKnown() {
    FeatureSet set = SampleMarket.set("basis(mark_price,1m)");
    double[] state = new double[set.cells()];
    Bar bar = new Bar();
    bar.flat(START, 101);
    double[] out = new double[1];
    set.values(state, bar, START, out);
    assertThat(out[0]).isNaN();
    set.observe(state, metric("mark_price", START, 100), START);
    set.values(state, bar, START + HOUR / 60, out);
    assertThat(out[0]).isCloseTo(0.01, within(1e-15));
    set.values(state, bar, START + HOUR / 60 + 1, out);
    assertThat(out[0]).isNaN();
    set.observe(state, metric("mark_price", START + HOUR, 0), START + HOUR);
    set.values(state, bar, START + HOUR, out);
    assertThat(out[0]).as("against a price of 0").isNaN();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 20})
  void correlationEqualsItsFormulaOverTheBarsAtWhoseBothEndsTheMetricWasKnown(int n) {
    FeatureSet set = SampleMarket.set("asof_corr(dxy," + n + ",10h)");
    assertThat(set.warmUp()).isEqualTo(n);
    double[] state = new double[set.cells()];
    List<Double> returns = new ArrayList<>();
    List<Double> changes = new ArrayList<>();
    double before = Double.NaN;
    double metric = Double.NaN;
    long known = Long.MIN_VALUE / 2;
    double price = 100;
    int found = 0;
    for (int t = 0; t < 500; t++) {
      long clock = START + t * HOUR;
      if (random.nextInt(4) == 0 && t % 100 < 80) {
        metric = 100 + random.nextGaussian();
        known = clock;
        set.observe(state, metric("dxy", clock, metric), clock);
      }
      double next = price * Math.exp(0.01 * random.nextGaussian());
      double now = clock - known <= 10 * HOUR ? metric : Double.NaN;
      boolean pair = t > 0 && !Double.isNaN(now - before);
      if (pair) {
        returns.add(Math.log(next / price));
        changes.add(now - before);
      }
      double expected =
          pair && returns.size() >= n ? pearson(last(returns, n), last(changes, n)) : Double.NaN;
      Bar bar = new Bar();
      bar.flat(clock - HOUR, next);
      double[] out = new double[1];
      set.values(state, bar, clock, out);
      assertThat(out[0]).as("at " + t).isCloseTo(expected, within(1e-9));
      found += Double.isNaN(expected) ? 0 : 1;
      set.close(state, bar, clock);
      price = next;
      before = now;
    }
    assertThat(found).isBetween(100, 490);
  }

  @Test
  void aHoleInTheBarsForgetsTheirPairsAndKeepsTheMetric() {
    FeatureSet set = SampleMarket.set("asof_corr(dxy,3,30d)");
    double[] state = new double[set.cells()];
    set.observe(state, metric("dxy", START, 100), START);
    assertThat(closes(set, state, 0, 4)).satisfies(x -> assertThat(x[2]).isNaN());
    set.forgetBars(state, 0);
    double[] after = closes(set, state, 10, 4);
    assertThat(after[2]).isNaN();
    assertThat(after[3]).as("the metric stands still").isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "'asof(nvt,zscore,3d)', 'n is 1, zscore needs 2 values at least'",
    "'asof(nvt,value,3d,5)', 'n is 5, but value looks at the newest value only'",
    "'asof(nvt,max_age=401d)', 'max_age is 401d, it must be a length of time from 1s to 400d'",
    "'asof(nvt,median,3d)', 'transform is ''median'', it must be one of value, change'",
    "'asof(nvt)', 'it needs max_age, a length of time'"
  })
  void whatMakesNoSenseIsRefused(String name, String sentence) {
    assertThatThrownBy(() -> FeatureCatalog.feature(name, HOUR)).hasMessageContaining(sentence);
  }

  @ParameterizedTest
  @CsvSource({
    "'asof(nvt,max_age=72h)', 'asof(nvt,value,3d)'",
    "'asof(nvt,zscore,3d,30,zero)', 'asof(nvt,zscore,3d,30,absent=zero)'",
    "'missing(nvt,3d)', 'missing(nvt,3d)'",
    "'missing(nvt,3d,n=5,transform=zscore)', 'missing(nvt,3d,zscore,5)'",
    "'asof_corr(dxy,max_age=24h,n=5)', 'asof_corr(dxy,5,1d)'"
  })
  void aNameIsReadBackAsItIsWritten(String written, String name) {
    assertThat(FeatureCatalog.feature(written, HOUR).name()).isEqualTo(name);
    assertThat(FeatureCatalog.feature(name, HOUR).name()).isEqualTo(name);
  }

  private static double[] closes(FeatureSet set, double[] state, int from, int count) {
    double[] all = new double[count];
    double[] out = new double[1];
    Bar bar = new Bar();
    for (int t = 0; t < count; t++) {
      bar.flat(START + (from + t) * HOUR, 100 + t * t);
      set.values(state, bar, START + (from + t + 1) * HOUR, out);
      set.close(state, bar, START + (from + t + 1) * HOUR);
      all[t] = out[0];
    }
    return all;
  }

  private static Metric metric(String name, long time, double value) {
    return new Metric("*", time, time, name, value);
  }

  private static double[] last(List<Double> numbers, int n) {
    return numbers.subList(numbers.size() - n, numbers.size()).stream()
        .mapToDouble(x -> x)
        .toArray();
  }

  private static double pearson(double[] x, double[] y) {
    double xy = 0;
    double xx = 0;
    double yy = 0;
    double meanX = mean(x);
    double meanY = mean(y);
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - meanX) * (y[i] - meanY);
      xx += (x[i] - meanX) * (x[i] - meanX);
      yy += (y[i] - meanY) * (y[i] - meanY);
    }
    return xx == 0 || yy == 0 ? 0 : xy / Math.sqrt(xx * yy);
  }

  private static double mean(double[] x) {
    double sum = 0;
    for (double each : x) {
      sum += each;
    }
    return sum / x.length;
  }
}
