package io.tidemark.udf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.score.Prediction;
import io.tidemark.models.LoadedModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.table.catalog.GenericInMemoryCatalog;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ML_PREDICT} with a model of ours answers what the scorer answers. */
class ModelInSqlTest {

  private static final String PREDICT =
      "ML_PREDICT(TABLE vectors, MODEL trend, DESCRIPTOR(a, b, c))";

  private final Candles candles = new Candles(80);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyAnswerHasTheBitsOfTheScorer(boolean streaming) throws Exception {
    LocalTables tables = tables(streaming);
    tables.answer(
        Artefact.TINY.create(
            Artefact.INPUT,
            "OUTPUT (model_version STRING, strength DOUBLE, probability FLOAT, model_id STRING)"));
    List<Row> expected = new ArrayList<>();
    StringBuilder values = new StringBuilder();
    try (LoadedModel model = Artefact.TINY.open()) {
      for (float[] input : Artefact.TINY.inputs()) {
        float p = model.scorer().score(input);
        expected.add(Row.of("1", model.metadata().calibration().strength(p), p, "tiny"));
        values.append(values.isEmpty() ? "" : ", ").append(row(input));
      }
    }
    vectors(tables, values.toString());
    assertThat(
            tables.answer("SELECT model_version, strength, probability, model_id FROM " + PREDICT))
        .hasSize(16)
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyOutputOfAModelOfClassesIsAColumnByItsName(boolean streaming) throws Exception {
    LocalTables tables = tables(streaming);
    tables.answer(
        Artefact.CLASSES.create(
            Artefact.INPUT, "OUTPUT (up FLOAT, strength DOUBLE, down DOUBLE, flat FLOAT)"));
    List<Row> expected = new ArrayList<>();
    StringBuilder values = new StringBuilder();
    try (LoadedModel model = Artefact.CLASSES.open()) {
      for (float[] input : Artefact.CLASSES.inputs()) {
        Prediction answer = model.predict(input);
        double strength = model.metadata().calibration().strength(answer);
        expected.add(
            Row.of(answer.number(2), strength, (double) answer.number(0), answer.number(1)));
        values.append(values.isEmpty() ? "" : ", ").append(row(input));
      }
    }
    vectors(tables, values.toString());
    assertThat(tables.answer("SELECT up, strength, down, flat FROM " + PREDICT))
        .hasSize(16)
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void aRegimeHasNoStrengthAndARowThatIsNotScoredNoAnswer() throws Exception {
    LocalTables tables = tables(true);
    tables.answer(Artefact.REGIME.create(Artefact.INPUT, "OUTPUT (calm DOUBLE, strength DOUBLE)"));
    vectors(tables, "(0e0, 50e0, 0e0), (0e0, CAST(NULL AS DOUBLE), 0e0)");
    assertThat(tables.answer("SELECT calm, strength FROM " + PREDICT))
        .containsExactlyInAnyOrder(Row.of(0.5, null), Row.of(null, null));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void featuresOfTheSqlFunctionsAreScoredAsThoseOfTheFeatureSet(boolean streaming)
      throws Exception {
    LocalTables tables = tables(streaming);
    features(tables);
    tables.answer(Artefact.TINY.create(Artefact.INPUT, Artefact.OUTPUT));
    String instrument = Candles.INSTRUMENTS.get(1);
    List<Row> expected = new ArrayList<>();
    try (LoadedModel model = Artefact.TINY.open()) {
      for (float[] vector : vectorsOf(model, instrument)) {
        expected.add(Row.of(answer(model, vector)));
      }
    }
    assertThat(expected).filteredOn(row -> row.getField(0) != null).hasSizeGreaterThan(30);
    assertThat(
            tables.answer(
                "SELECT probability FROM ML_PREDICT(TABLE features, MODEL trend,"
                    + " DESCRIPTOR(r, rsi, macd)) WHERE instrument = '"
                    + instrument
                    + "'"))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aModelOfSeveralBarsTakesAnArrayOfEachFeature(boolean streaming) throws Exception {
    LocalTables tables = tables(streaming);
    features(tables);
    tables.answer(
        "CREATE TEMPORARY VIEW windows AS SELECT instrument, millis, ARRAY_AGG(r) OVER w AS rs,"
            + " ARRAY_AGG(rsi) OVER w AS rsis, ARRAY_AGG(macd) OVER w AS macds FROM features"
            + " WINDOW w AS (PARTITION BY instrument ORDER BY ts"
            + " ROWS BETWEEN 3 PRECEDING AND CURRENT ROW)");
    tables.answer(
        Artefact.SEQUENCE.create(
            "INPUT (macd_12_26_9 ARRAY<DOUBLE>, log_return ARRAY<DOUBLE>, rsi_14 ARRAY<DOUBLE>)",
            Artefact.OUTPUT));
    String instrument = Candles.INSTRUMENTS.get(0);
    List<Row> expected = new ArrayList<>();
    try (LoadedModel model = Artefact.SEQUENCE.open()) {
      List<float[]> vectors = vectorsOf(model, instrument);
      for (int i = 0; i < vectors.size(); i++) {
        float[] window = new float[12];
        Arrays.fill(window, Float.NaN);
        for (int bar = Math.max(0, 3 - i); bar < 4; bar++) {
          System.arraycopy(vectors.get(i - 3 + bar), 0, window, 3 * bar, 3);
        }
        expected.add(Row.of(answer(model, window)));
      }
    }
    assertThat(expected).filteredOn(row -> row.getField(0) != null).hasSizeGreaterThan(30);
    assertThat(
            tables.answer(
                "SELECT probability FROM ML_PREDICT(TABLE windows, MODEL trend,"
                    + " DESCRIPTOR(macds, rs, rsis)) WHERE instrument = '"
                    + instrument
                    + "' AND millis > 0"))
        // a bounded frame over a stream takes a row at the epoch itself for late
        .isEqualTo(expected.subList(1, expected.size()));
  }

  @Test
  void anArrayOfMoreBarsThanTheModelTakesFailsTheQuery() throws Exception {
    LocalTables tables = tables(true);
    String array = "CAST(ARRAY[1, 2, 3, 4, 5] AS ARRAY<FLOAT>)";
    tables.answer(
        "CREATE TEMPORARY VIEW vectors AS SELECT * FROM (VALUES (%s, %s, %s)) AS t (a, b, c)"
            .formatted(array, array, array));
    tables.answer(
        Artefact.SEQUENCE.create(
            "INPUT (log_return ARRAY<FLOAT>, rsi_14 ARRAY<FLOAT>, macd_12_26_9 ARRAY<FLOAT>)",
            Artefact.OUTPUT));
    assertThatThrownBy(() -> tables.answer("SELECT probability FROM " + PREDICT))
        .hasStackTraceContaining("the model takes 4 bars, an array has 5");
  }

  @Test
  void aRowWithoutEveryNumberIsThereWithoutAScore() throws Exception {
    LocalTables tables = tables(true);
    tables.answer(
        Artefact.TINY.create(
            Artefact.INPUT, "OUTPUT (probability DOUBLE, strength DOUBLE, model_id STRING)"));
    vectors(
        tables,
        "(CAST(NULL AS DOUBLE), 50e0, 0e0), (0e0, CAST('NaN' AS DOUBLE), 0e0),"
            + " (0e0, 50e0, CAST('-Infinity' AS DOUBLE)), (0e0, 50e0, 0e0)");
    List<Row> rows = tables.answer("SELECT probability, strength, model_id FROM " + PREDICT);
    assertThat(rows).filteredOn(Row.of(null, null, "tiny")::equals).hasSize(3);
    try (LoadedModel model = Artefact.TINY.open()) {
      double p = model.scorer().score(new float[] {0, 50, 0});
      assertThat(rows)
          .hasSize(4)
          .contains(Row.of(p, model.metadata().calibration().strength(p), "tiny"));
    }
  }

  @Test
  void columnsMayHaveTheFeaturesOwnNamesInAnyOrderAndFloatsWillDo() throws Exception {
    LocalTables tables = tables(false);
    tables.answer(
        Artefact.TINY.create(
            "INPUT (`macd(12,26,9)` FLOAT, log_return DOUBLE, `rsi(14)` FLOAT)",
            "OUTPUT (probability FLOAT)"));
    vectors(tables, "(CAST(0.001 AS FLOAT), CAST(0.01 AS FLOAT), CAST(61.5 AS FLOAT))");
    try (LoadedModel model = Artefact.TINY.open()) {
      assertThat(tables.answer("SELECT probability FROM " + PREDICT))
          .containsExactly(Row.of(model.scorer().score(new float[] {0.01f, 61.5f, 0.001f})));
    }
  }

  @Test
  void aModelStaysInItsCatalogForTheNextSession() throws Exception {
    GenericInMemoryCatalog catalog = new GenericInMemoryCatalog("shop");
    LocalTables first = tables(true);
    first.use("shop", catalog);
    first.answer(Artefact.TINY.create(Artefact.INPUT, Artefact.OUTPUT, "'version' = '1'"));
    LocalTables next = tables(false);
    next.use("shop", catalog);
    assertThat(next.answer("SHOW MODELS")).containsExactly(Row.of("trend"));
    assertThat(next.answer("DESCRIBE MODEL trend").stream().map(row -> row.getField(0)).toList())
        .containsExactly("log_return", "rsi_14", "macd_12_26_9", "probability");
    vectors(next, "(0e0, 50e0, 0e0)");
    assertThat(next.answer("SELECT probability IS NULL FROM " + PREDICT))
        .containsExactly(Row.of(false));
  }

  private LocalTables tables(boolean streaming) {
    return streaming ? LocalTables.streaming() : LocalTables.batch();
  }

  private static void vectors(LocalTables tables, String rows) throws Exception {
    tables.answer(
        "CREATE TEMPORARY VIEW vectors AS SELECT * FROM (VALUES " + rows + ") AS t (a, b, c)");
  }

  private void features(LocalTables tables) throws Exception {
    candles.createTable(tables);
    String feature = "CANDLE_FEATURE('%s', '1h', o, h, l, c, v) OVER w AS %s";
    tables.answer(
        "CREATE TEMPORARY VIEW features AS SELECT instrument, millis, ts, "
            + feature.formatted("log_return", "r")
            + ", RSI(c, 14) OVER w AS rsi, "
            + feature.formatted("macd(12,26,9)", "macd")
            + " FROM candles WINDOW w AS "
            + Candles.ALL_BEFORE);
  }

  /** What the core says of each bar; NaN where it is not warm. */
  private List<float[]> vectorsOf(LoadedModel model, String instrument) {
    FeatureSet set = new FeatureSet(model.featureNames(), Candles.HOUR);
    double[] cells = new double[set.cells()];
    double[] values = new double[set.size()];
    List<float[]> vectors = new ArrayList<>();
    for (Bar bar : candles.of(instrument)) {
      set.values(cells, bar, 0, values);
      set.close(cells, bar, 0);
      float[] vector = new float[values.length];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = (float) values[i];
      }
      vectors.add(vector);
    }
    return vectors;
  }

  private static @Nullable Float answer(LoadedModel model, float[] input) {
    for (float x : input) {
      if (!Float.isFinite(x)) {
        return null;
      }
    }
    return model.scorer().score(input);
  }

  /** Numbers that become the same floats again. */
  private static String row(float[] input) {
    StringBuilder row = new StringBuilder();
    for (float x : input) {
      row.append(row.isEmpty() ? "(" : ", ")
          .append("CAST('")
          .append((double) x)
          .append("' AS DOUBLE)");
    }
    return row.append(")").toString();
  }
}
