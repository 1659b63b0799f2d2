package io.tidemark.udf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.drift.TwoSampleKs;
import io.tidemark.core.feature.book.BookShape;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

/** The functions in Flink's planner: types, NULLs, frames and what is refused. */
class FunctionsInSqlTest {

  private final Candles candles = new Candles(12);

  @Test
  void anIndicatorWithoutAnOverWindowIsRefusedAtPlanning() {
    LocalTables tables = withCandles(LocalTables.streaming());
    assertThatThrownBy(() -> tables.answer("SELECT RSI(c, 2) FROM candles GROUP BY instrument"))
        .hasStackTraceContaining("OVER clause is necessary");
  }

  @Test
  void anIndicatorOverTheLastRowsOnlyIsRefusedInAStream() {
    LocalTables tables = withCandles(LocalTables.streaming());
    assertThatThrownBy(
            () ->
                tables.answer(
                    "SELECT RSI(c, 2) OVER (PARTITION BY instrument ORDER BY ts"
                        + " ROWS BETWEEN 3 PRECEDING AND CURRENT ROW) FROM candles"))
        .hasMessageContaining("'retract'");
  }

  @Test
  void parametersThatMakeNoSenseFailWithTheCoresWords() {
    assertFails("RSI(c, 0)", "n is 0, it must be a whole number from 1 to 10000");
    assertFails("REALISED_VOLATILITY(c, 24, 'hour')", "'hour' is no bar length");
    assertFails(
        "CANDLE_FEATURE('rsy(14)', '1h', o, h, l, c, v)",
        "feature 'rsy(14)': there is no such feature; there are");
    assertFails("RSI(c, CAST(c AS INT) / 10)", "the parameters must be the same in every row");
  }

  @Test
  void aRowThatIsNoBarIsNullAndIsNotTakenIn() throws Exception {
    List<Row> rows =
        withCandles(LocalTables.batch())
            .answer(
                "SELECT RSI(c, 3) OVER w, RSI(x, 3) OVER w, x FROM (SELECT *, CASE"
                    + " WHEN v = 0 THEN NULL ELSE c END AS x FROM candles"
                    + " WHERE instrument = 'BTC-USDT@sim') WINDOW w AS "
                    + Candles.ALL_BEFORE);
    assertThat(rows.get(6).getField(1)).isEqualTo(rows.get(6).getField(0));
    assertThat(rows.get(7).getField(2)).isNull();
    assertThat(rows.get(7).getField(1)).isNull();
    assertThat(rows.get(8).getField(1)).isNotNull().isNotEqualTo(rows.get(8).getField(0));
  }

  @Test
  void theDistanceOfTwoColumnsIsThatOfTheCore() throws Exception {
    double[] opens = all(false);
    double[] closes = all(true);
    float[] a =
        Columns.floats(IntStream.range(0, 24).mapToObj(i -> opens[i]).toArray(Double[]::new));
    float[] b =
        Columns.floats(IntStream.range(0, 24).mapToObj(i -> closes[i]).toArray(Double[]::new));
    Row distance = Row.of(TwoSampleKs.distance(opens, closes), KsSignificance.pValue(a, b));

    String query = "SELECT KS_DISTANCE_AGG(o, c), KS_P_VALUE_AGG(o, c) FROM candles";
    List<Row> changes = withCandles(LocalTables.streaming()).answer(query);
    assertThat(changes.get(changes.size() - 1).getField(0)).isEqualTo(distance.getField(0));
    assertThat(changes.get(changes.size() - 1).getField(1)).isEqualTo(distance.getField(1));
    assertThat(withCandles(LocalTables.batch()).answer(query)).containsExactly(distance);
    assertThat(
            withCandles(LocalTables.batch())
                .answer("SELECT KS_DISTANCE(ARRAY_AGG(o), ARRAY_AGG(c)) FROM candles"))
        .containsExactly(Row.of(distance.getField(0)));
  }

  @Test
  void theTwoSamplesOfAWindowMayDifferInSizeAndAreMerged() throws Exception {
    List<Row> rows =
        withCandles(LocalTables.streaming())
            .answer(
                "SELECT KS_DISTANCE_AGG(o, CASE WHEN v > 100 THEN c END)"
                    + " FROM TABLE(HOP(TABLE candles, DESCRIPTOR(ts),"
                    + " INTERVAL '6' HOURS, INTERVAL '12' HOURS))"
                    + " WHERE instrument = 'BTC-USDT@sim' GROUP BY window_start, window_end");
    List<Bar> bars = candles.of("BTC-USDT@sim");
    assertThat(rows)
        .containsExactly(
            Row.of(busy(bars.subList(0, 6))),
            Row.of(busy(bars)),
            Row.of(busy(bars.subList(6, 12))));
  }

  @Test
  void samplesBeyondWhatAGroupMayHoldAreRefused() {
    KsAggregate function = new KsDistanceAgg();
    KsAggregate.TwoSamples samples = function.createAccumulator();
    samples.count = KsAggregate.MOST;
    assertThatThrownBy(() -> function.accumulate(samples, 1.0, null))
        .hasMessageContaining("at most 1000000 values a group");
  }

  @Test
  void theProbabilityIsExactForSmallSamples() {
    float[] a = new float[150];
    float[] b = new float[150];
    double[] x = new double[150];
    double[] y = new double[150];
    for (int i = 0; i < 150; i++) {
      x[i] = a[i] = i;
      y[i] = b[i] = i * 1.1f + 3.25f;
    }
    double exact =
        KolmogorovSmirnovTest.withDefaults().with(PValueMethod.EXACT).test(x, y).getPValue();
    double asymptotic =
        KolmogorovSmirnovTest.withDefaults().with(PValueMethod.ASYMPTOTIC).test(x, y).getPValue();
    assertThat(KsSignificance.pValue(a, b)).isEqualTo(exact).isNotEqualTo(asymptotic);
    assertThat(KsSignificance.pValue(new float[] {1, 2}, new float[] {3, 4}))
        .isEqualTo(1.0 / 3, within(1e-15));
  }

  @Test
  void arraysOfAnyNumbersWillDoAndNullIsMissing() throws Exception {
    LocalTables tables = LocalTables.batch();
    assertThat(tables.answer("SELECT KS_DISTANCE(ARRAY[1.0, 2.0], ARRAY[2.0])"))
        .containsExactly(Row.of(0.5));
    assertThat(
            tables.answer(
                "SELECT KS_P_VALUE(CAST(ARRAY[1, 2] AS ARRAY<FLOAT>),"
                    + " CAST(ARRAY[1, CAST(NULL AS INT)] AS ARRAY<FLOAT>))"))
        .containsExactly(new Row(1));
    assertThat(tables.answer("SELECT BOOK_IMBALANCE(ARRAY[1.0, 2.0], ARRAY[2.0], 2)"))
        .containsExactly(Row.of(0.2));
    assertThat(tables.answer("SELECT BOOK_IMBALANCE(CAST(NULL AS ARRAY<DOUBLE>), ARRAY[2e0], 2)"))
        .containsExactly(new Row(1));
    assertThat(tables.answer("SELECT MICROPRICE(100, 3, 102, 1)"))
        .containsExactly(Row.of(BookShape.microprice(100, 3, 102, 1)));
  }

  private LocalTables withCandles(LocalTables tables) {
    candles.createTable(tables);
    return tables;
  }

  private void assertFails(String column, String message) {
    LocalTables tables = withCandles(LocalTables.batch());
    assertThatThrownBy(
            () ->
                tables.answer("SELECT " + column + " OVER " + Candles.ALL_BEFORE + " FROM candles"))
        .hasStackTraceContaining(message);
  }

  private double[] all(boolean close) {
    return Candles.INSTRUMENTS.stream()
        .flatMap(name -> candles.of(name).stream())
        .mapToDouble(bar -> close ? bar.close : bar.open)
        .toArray();
  }

  private static double busy(List<Bar> bars) {
    return TwoSampleKs.distance(
        bars.stream().mapToDouble(bar -> bar.open).toArray(),
        bars.stream().filter(bar -> bar.volume > 100).mapToDouble(bar -> bar.close).toArray());
  }
}
