package io.tidemark.udf;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.feature.catalog.FeatureSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same rows through Flink's planner and through the core: the same bits, row by row. */
class ParityTest {

  /** What SQL says, and the core's name for it. */
  private static final Map<String, String> SAME = new LinkedHashMap<>();

  static {
    SAME.put("RSI(c, 14)", "rsi(14)");
    SAME.put("REALISED_VOLATILITY(c, 24, '1h')", "realised_vol(24)");
    SAME.put("VWAP_DISTANCE(c, (h + l + c) / 3 * v, v, 24)", "vwap_distance(24)");
    SAME.put("Z_SCORE(v, 24)", "volume_zscore(24)");
    SAME.put("CANDLE_FEATURE('macd(12,26,9)', '1h', o, h, l, c, v)", "macd(12,26,9)");
    SAME.put("CANDLE_FEATURE('atr(14)', '1h', o, h, l, c, v)", "atr(14)");
    SAME.put(
        "CANDLE_FEATURE('bollinger_position(20)', '1h', o, h, l, c, v)", "bollinger_position(20)");
  }

  private final Candles candles = new Candles(150);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyFeatureInSqlHasTheBitsOfTheFeatureSet(boolean streaming) throws Exception {
    for (String instrument : Candles.INSTRUMENTS) {
      FeatureSet set = new FeatureSet(List.copyOf(SAME.values()), Candles.HOUR);
      double[] cells = new double[set.cells()];
      double[] out = new double[set.size()];
      List<List<@Nullable Double>> expected = new ArrayList<>();
      for (Bar bar : candles.of(instrument)) {
        set.values(cells, bar, 0, out);
        set.close(cells, bar, 0);
        expected.add(nullable(out));
      }
      assertThat(answers(streaming, instrument, List.copyOf(SAME.keySet()))).isEqualTo(expected);
      assertThat(expected.get(expected.size() - 1)).doesNotContainNull();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsNoFeatureHasTheBitsOfTheIndicator(boolean streaming) throws Exception {
    Indicator ema = Indicator.ema(12);
    Indicator zScore = Indicator.zScore(9);
    Indicator vwap = Indicator.vwap(24);
    double[] emaCells = new double[ema.cells()];
    double[] zScoreCells = new double[zScore.cells()];
    double[] vwapCells = new double[vwap.cells()];
    List<List<@Nullable Double>> expected = new ArrayList<>();
    String instrument = Candles.INSTRUMENTS.get(1);
    for (Bar bar : candles.of(instrument)) {
      Bar traded = new Bar();
      traded.flat(0, bar.close);
      traded.notional = bar.close * bar.volume;
      traded.volume = bar.volume;
      expected.add(
          nullable(
              ema.step(emaCells, -bar.volume),
              zScore.step(zScoreCells, bar.close - bar.open),
              vwap.step(vwapCells, traded)));
    }
    assertThat(
            answers(
                streaming,
                instrument,
                List.of("EMA(-v, 12)", "Z_SCORE(c - o, 9)", "VWAP(c, c * v, v, 24)")))
        .isEqualTo(expected);
    assertThat(expected.get(expected.size() - 1)).doesNotContainNull();
  }

  /** The columns' values of one instrument, in order of time, with the other one in between. */
  private List<List<@Nullable Double>> answers(
      boolean streaming, String instrument, List<String> columns) throws Exception {
    LocalTables tables = streaming ? LocalTables.streaming() : LocalTables.batch();
    candles.createTable(tables);
    String query =
        "SELECT instrument, "
            + columns.stream().map(c -> c + " OVER w").collect(Collectors.joining(", "))
            + " FROM candles WINDOW w AS "
            + Candles.ALL_BEFORE;
    List<List<@Nullable Double>> answers = new ArrayList<>();
    for (Row row : tables.answer(query)) {
      if (instrument.equals(row.getField(0))) {
        List<@Nullable Double> values = new ArrayList<>();
        IntStream.range(1, row.getArity()).forEach(i -> values.add((Double) row.getField(i)));
        answers.add(values);
      }
    }
    return answers;
  }

  private static List<@Nullable Double> nullable(double... values) {
    List<@Nullable Double> list = new ArrayList<>();
    for (double value : values) {
      list.add(Double.isNaN(value) ? null : value);
    }
    return list;
  }
}
