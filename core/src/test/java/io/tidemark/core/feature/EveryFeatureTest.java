package io.tidemark.core.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tidemark.core.feature.catalog.FeatureCatalog;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every function of the catalogue, the ones that are added tomorrow included. */
public class EveryFeatureTest {

  private static final long HOUR = SampleMarket.HOUR;
  private static final double UNTOUCHED = 1234.5;

  /** By then the facts that some features count have come, two or one a bar. */
  private static final int FACTS_ARE_THERE = 10;

  private final List<SampleMarket.Step> market = new SampleMarket().moving(1, 150).steps();

  static List<String> examples() {
    return FeatureExamples.all();
  }

  @Test
  void everyFunctionHasExamplesOfItself() {
    assertThat(FeatureExamples.BY_FUNCTION.keySet())
        .containsExactlyElementsOf(FeatureCatalog.names());
    FeatureExamples.BY_FUNCTION.forEach(
        (function, examples) ->
            assertThat(examples)
                .isNotEmpty()
                .allMatch(example -> FeatureCall.parse(example).function().equals(function)));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void itsNameIsTheOneByWhichItIsFound(String name) {
    assertThat(FeatureCatalog.feature(name, HOUR).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void itIsKnownAfterTheBarsItDeclaresAndFromThenOn(String name) {
    Feature feature = FeatureCatalog.feature(name, HOUR);
    double[] values = new Reader(feature).read(market);
    int known = knownAfter(name, feature);
    for (int t = 0; t < values.length; t++) {
      if (t < feature.warmUp()) {
        assertThat(values[t]).as(name + " after " + t + " bars").isNaN();
      } else if (t >= known) {
        assertThat(values[t]).as(name + " after " + t + " bars").isFinite();
      }
    }
    if (!isSteadyHere(name)) {
      assertThat(Arrays.stream(values).skip(known).distinct().count())
          .as("different values of " + name)
          .isGreaterThan(1);
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void askingChangesNothingAndNoCellButItsOwnIsTouched(String name) {
    Feature feature = FeatureCatalog.feature(name, HOUR);
    Reader reader = new Reader(feature);
    for (SampleMarket.Step step : market) {
      reader.show(step);
      double[] before = reader.cells.clone();
      long first = Double.doubleToRawLongBits(reader.value(step));
      assertThat(Double.doubleToRawLongBits(reader.value(step))).isEqualTo(first);
      assertThat(reader.cells).isEqualTo(before);
      reader.close(step);
      assertThat(reader.cells).startsWith(UNTOUCHED).endsWith(UNTOUCHED);
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void noValueChangesWhenTheFutureDoes(String name) {
    Feature feature = FeatureCatalog.feature(name, HOUR);
    List<SampleMarket.Step> other = new SampleMarket().moving(1, 75).moving(2, 75).steps();
    double[] values = new Reader(feature).read(market);
    double[] others = new Reader(feature).read(other);
    assertThat(Arrays.copyOf(others, 75)).isEqualTo(Arrays.copyOf(values, 75));
    if (!isSteadyHere(name) && function(name).needs() != FeatureFunction.Needs.CLOCK) {
      assertThat(others).isNotEqualTo(values);
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void itsCellsAreAllThatItKnows(String name) {
    double[] values = new Reader(FeatureCatalog.feature(name, HOUR)).read(market);
    for (int stop : new int[] {1, 2, 19, 60}) {
      Reader first = new Reader(FeatureCatalog.feature(name, HOUR));
      first.read(market.subList(0, stop));
      Reader second = new Reader(FeatureCatalog.feature(name, HOUR));
      System.arraycopy(first.cells, 0, second.cells, 0, first.cells.length);
      assertThat(second.read(market.subList(stop, market.size())))
          .as(name + " restored after " + stop + " bars")
          .isEqualTo(Arrays.copyOfRange(values, stop, values.length));
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void whereNothingMovesItIsFinite(String name) {
    Feature feature = FeatureCatalog.feature(name, HOUR);
    double[] still = new Reader(feature).read(new SampleMarket().still(100).steps());
    double[] stopped =
        new Reader(feature).read(new SampleMarket().moving(3, 60).still(400).moving(4, 60).steps());
    int known = knownAfter(name, feature);
    assertThat(Arrays.stream(still).boxed().skip(known)).allMatch(Double::isFinite);
    assertThat(Arrays.stream(stopped).boxed().skip(known)).allMatch(Double::isFinite);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void itAllocatesNothing(String name) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Reader reader = new Reader(FeatureCatalog.feature(name, HOUR));
    reader.read(market); // classes and lambdas are made
    long least = Long.MAX_VALUE;
    for (int turn = 0; turn < 3; turn++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      reader.fold(market);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).isZero();
  }

  /** What bars alone decide is known right after its warm-up, the rest when its facts are there. */
  private static int knownAfter(String name, Feature feature) {
    return function(name).needs().ofBars() || feature.readsTape()
        ? feature.warmUp()
        : Math.max(feature.warmUp(), FACTS_ARE_THERE);
  }

  /** Here a value is always or never missing, and a settlement comes with every bar. */
  private static boolean isSteadyHere(String name) {
    return name.startsWith("missing(")
        || name.equals("funding_interval")
        || name.equals("minutes_to_settlement");
  }

  private static FeatureFunction function(String name) {
    String wanted = FeatureCall.parse(name).function();
    return FeatureCatalog.functions().stream()
        .filter(function -> function.name().equals(wanted))
        .findFirst()
        .orElseThrow();
  }

  /** One feature and its cells, with a guard on either side. */
  private static final class Reader {

    private final Feature feature;
    private final Market look = new Market();
    final double[] cells;

    Reader(Feature feature) {
      this.feature = feature;
      cells = new double[feature.cells() + 2];
      cells[0] = UNTOUCHED;
      cells[cells.length - 1] = UNTOUCHED;
    }

    /** As {@link #read}, and itself without allocation. */
    double fold(List<SampleMarket.Step> steps) {
      double sum = 0;
      for (int t = 0; t < steps.size(); t++) {
        SampleMarket.Step step = steps.get(t);
        show(step);
        sum += value(step);
        close(step);
      }
      return sum;
    }

    double[] read(List<SampleMarket.Step> steps) {
      double[] values = new double[steps.size()];
      for (int t = 0; t < values.length; t++) {
        SampleMarket.Step step = steps.get(t);
        show(step);
        values[t] = value(step);
        close(step);
      }
      return values;
    }

    /** What happens until the bar closes. */
    void show(SampleMarket.Step step) {
      for (int i = 0; i < step.facts().size(); i++) {
        feature.observe(cells, 1, step.facts().get(i), step.clock());
      }
      for (int i = 0; i < step.prints().size(); i++) {
        feature.traded(cells, 1, step.prints().get(i));
      }
    }

    double value(SampleMarket.Step step) {
      look.bar = step.bar();
      look.clock = step.clock();
      return feature.value(cells, 1, look);
    }

    void close(SampleMarket.Step step) {
      look.bar = step.bar();
      look.clock = step.clock();
      feature.close(cells, 1, look);
    }
  }
}
