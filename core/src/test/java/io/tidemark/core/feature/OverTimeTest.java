package io.tidemark.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.bar.Print;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.core.feature.catalog.FeatureCatalog;
import io.tidemark.core.feature.catalog.FeatureSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a window of time is what its prints say, each of them looked at again. */
class OverTimeTest {

  private static final long SECOND = 1_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final long START = 1_700_000_040L * SECOND;
  private static final double YEAR = 8_760d * 3_600 * SECOND;
  private static final List<String> FUNCTIONS =
      List.of(
          "return_over",
          "range_position_over",
          "vwap_distance_over",
          "volume_imbalance_over",
          "trade_rate_over",
          "realised_vol_over");

  private record Taken(long time, double price, double quantity, double signed) {}

  private final Random random = new Random(3);
  private final List<Taken> taken = new ArrayList<>();
  private final Bar bar = new Bar();
  private final Print print = new Print();
  private double price = 100;

  /** Quiet times of up to three windows among them. */
  @ParameterizedTest
  @ValueSource(longs = {1, 7, 60})
  void eachIsItsFormulaOverTheTilesOfTheWindow(long minutes) {
    long window = minutes * MINUTE;
    FeatureSet set = set(window);
    double[] state = new double[set.cells()];
    double[] values = new double[set.size()];
    close(set, state, START, (int) minutes + 1);
    long clock = START + (minutes + 1) * MINUTE;
    for (int i = 0; i < 1_200; i++) {
      clock += (long) (random.nextDouble() * window / (i % 100 == 99 ? 0.3 : 100));
      trade(set, state, clock);
      clock += (long) (random.nextDouble() * window / (i % 100 == 50 ? 0.8 : 200));
      bar.flat(clock / MINUTE * MINUTE, price);
      set.values(state, bar, clock, values);
      for (int k = 0; k < values.length; k++) {
        double expected = expected(k, window, clock);
        assertThat(values[k])
            .as(set.names().get(k) + " after " + i)
            .isCloseTo(expected, within(1e-9 * Math.abs(expected) + 1e-12));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 59_999_999, 30_000_000})
  void whatIsOlderThanTheWindowIsGoneAndTheNewestFiftyNineSixtiethsCount(long phase) {
    FeatureSet set = new FeatureSet(List.of("trade_rate_over(1h)"), MINUTE);
    double[] state = new double[set.cells()];
    close(set, state, START, 60);
    long then = START + 3_600 * SECOND + phase;
    trade(set, state, then);
    assertThat(at(set, state, then + 59 * MINUTE)).isPositive();
    assertThat(at(set, state, then + 60 * MINUTE)).isZero();
  }

  @Test
  void whereABarClosesTheWindowEndsWithItHoweverLateThatIsKnown() {
    FeatureSet set = new FeatureSet(List.of("trade_rate_over(1h)"), MINUTE);
    double[] state = new double[set.cells()];
    close(set, state, START, 60);
    long hour = START + 3_600 * SECOND;
    trade(set, state, hour);
    bar.flat(hour + 59 * MINUTE, price);
    double[] out = new double[1];
    set.values(state, bar, hour + 600 * MINUTE, out);
    assertThat(out[0]).isCloseTo(1 / 60d, within(1e-12));
  }

  @Test
  void aTradeThatIsOlderThanTheNewestCountsAsOfTheNewest() {
    FeatureSet set = new FeatureSet(List.of("trade_rate_over(1h)"), MINUTE);
    double[] state = new double[set.cells()];
    close(set, state, START, 60);
    long hour = START + 3_600 * SECOND;
    trade(set, state, hour + 30 * MINUTE);
    trade(set, state, hour);
    assertThat(at(set, state, hour + 89 * MINUTE)).isPositive();
    assertThat(at(set, state, hour + 90 * MINUTE)).isZero();
  }

  @Test
  void aCandleOfWhatTradesHaveSaidDoesNotCountTwice() {
    FeatureSet set = new FeatureSet(List.of("vwap_distance_over(1h)"), MINUTE);
    double[] state = new double[set.cells()];
    close(set, state, START, 60);
    long hour = START + 3_600 * SECOND;
    price = 100;
    trade(set, state, hour + 30 * SECOND);
    price = 200;
    set.traded(state, print.candle(candle(hour, MINUTE)));
    assertThat(at(set, state, hour + 2 * MINUTE)).isNotZero();
    set.traded(state, print.candle(candle(hour + MINUTE, MINUTE)));
    price = 100;
    assertThat(at(set, state, hour + 3 * MINUTE)).isNegative();
  }

  @Test
  void aCandleThatIsLongerThanTheWindowLeavesItUnknown() {
    long hour = 60 * MINUTE;
    FeatureSet set = new FeatureSet(List.of("return_over(30m)", "return_over(1h)"), hour);
    double[] state = new double[set.cells()];
    double[] values = new double[2];
    long start = START / hour * hour;
    for (int i = 0; i < 5; i++) {
      price *= 1.01;
      set.traded(state, print.candle(candle(start + i * hour, hour)));
      bar.flat(start + i * hour, price);
      bar.candle(price, price, price, price, 1);
      set.values(state, bar, start + (i + 1) * hour, values);
      assertThat(values[0]).isNaN();
      set.close(state, bar, start + (i + 1) * hour);
    }
    assertThat(values[1]).isCloseTo(0.01, within(1e-12));
  }

  @Test
  void aBarWhosePrintsAreNotOnTheTapeLeavesItUnknown() {
    FeatureSet set = new FeatureSet(List.of("return_over(1m)"), MINUTE);
    double[] state = new double[set.cells()];
    close(set, state, START, 3);
    bar.flat(START + 5 * MINUTE, price);
    bar.trade(price, 1, 1);
    double[] out = new double[1];
    set.values(state, bar, START + 5 * MINUTE, out);
    assertThat(out[0]).isNaN();
  }

  @Test
  void theBarAfterAHoleCountsThoughItsTradesWereForgotten() {
    FeatureSet set = new FeatureSet(List.of("realised_vol_over(2m)"), MINUTE);
    double[] state = new double[set.cells()];
    close(set, state, START, 5);
    long after = START + 100 * MINUTE;
    trade(set, state, after);
    set.forgetBars(state, 0);
    assertThat(at(set, state, after)).isNaN();
    bar.flat(after, price);
    bar.trade(price, 1, 1);
    set.close(state, bar, after + MINUTE);
    close(set, state, after + MINUTE, 1);
    assertThat(at(set, state, after + 2 * MINUTE)).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"59s", "91d", "month"})
  void aWindowThatIsNoneIsRefused(String window) {
    assertThatThrownBy(() -> FeatureCatalog.feature("return_over(" + window + ")", MINUTE))
        .hasMessageContaining("^");
  }

  @Test
  void itHasNoTimeframe() {
    assertThatThrownBy(() -> FeatureCatalog.feature("return_over(1h)@4h", MINUTE))
        .hasMessageContaining("return_over does not look at bars");
  }

  private double expected(int function, long window, long clock) {
    long length = window / 60;
    long oldest = (clock / length - 59) * length;
    List<Taken> in = taken.stream().filter(trade -> trade.time >= oldest).toList();
    double low = in.stream().mapToDouble(Taken::price).min().orElse(price);
    double high = in.stream().mapToDouble(Taken::price).max().orElse(price);
    double volume = sum(in, Taken::quantity);
    double covered = clock + 1 - oldest;
    return switch (function) {
      case 0 -> price / priceBefore(oldest) - 1;
      case 1 -> high == low ? 0 : 2 * (price - low) / (high - low) - 1;
      case 2 -> in.isEmpty() ? 0 : price * volume / sum(in, t -> t.price * t.quantity) - 1;
      case 3 -> in.isEmpty() ? 0 : sum(in, Taken::signed) / volume;
      case 4 -> in.size() / (covered / MINUTE);
      default -> Math.sqrt(squares(oldest, length, clock) * YEAR / covered);
    };
  }

  private double squares(long oldest, long length, long clock) {
    double squares = 0;
    for (long tile = oldest; tile <= clock; tile += length) {
      double r = Math.log(priceBefore(tile + length) / priceBefore(tile));
      squares += r * r;
    }
    return squares;
  }

  private double priceBefore(long time) {
    double before = taken.get(0).price;
    for (Taken trade : taken) {
      before = trade.time < time ? trade.price : before;
    }
    return before;
  }

  private static double sum(List<Taken> trades, ToDoubleFunction<Taken> of) {
    return trades.stream().mapToDouble(of).sum();
  }

  private static FeatureSet set(long window) {
    String argument = "(" + BarLength.text(window) + ")";
    return new FeatureSet(FUNCTIONS.stream().map(name -> name + argument).toList(), MINUTE);
  }

  private void close(FeatureSet set, double[] state, long from, int bars) {
    for (int i = 0; i < bars; i++) {
      long start = from + i * MINUTE;
      trade(set, state, start);
      bar.flat(start, price);
      bar.trade(price, 1, 1);
      set.close(state, bar, start + MINUTE);
    }
  }

  private void trade(FeatureSet set, double[] state, long time) {
    price *= Math.exp(0.01 * random.nextGaussian());
    double quantity = 1 + random.nextInt(9);
    Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
    taken.add(new Taken(time, price, quantity, side == Side.BUY ? quantity : -quantity));
    set.traded(state, print.trade(new Trade("A-B@c", time, time, "", price, quantity, side)));
  }

  private Candle candle(long start, long length) {
    return new Candle("A-B@c", start, length, start + length, price, price, price, price, 5);
  }

  private double at(FeatureSet set, double[] state, long clock) {
    double[] out = new double[set.size()];
    bar.flat(clock / MINUTE * MINUTE, price);
    set.values(state, bar, clock, out);
    return out[0];
  }
}
