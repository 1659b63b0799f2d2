package io.tidemark.udf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.models.LoadedModel;
import java.util.List;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A map of features is read by name, which columns cannot be. */
class FeaturesByNameTest {

  private static final String MAP = "INPUT (features MAP<STRING, DOUBLE>)";

  private static final float[] VECTOR = {0.01f, 61.5f, 0.001f};

  private static final Row NOTHING = Row.of((Object) null);

  private final LocalTables tables = LocalTables.streaming();

  @BeforeEach
  void aTable() throws Exception {
    tables.answer(
        "CREATE TEMPORARY VIEW vectors AS SELECT CAST(a AS FLOAT) AS log_return,"
            + " CAST(b AS FLOAT) AS rsi_14, CAST(c AS FLOAT) AS macd_12_26_9"
            + " FROM (VALUES (0.01e0, 61.5e0, 0.001e0)) AS t (a, b, c)");
  }

  @Test
  void columnsInAnotherOrderThanDeclaredAreTakenForEachOtherAndAMapIsNot() throws Exception {
    tables.answer(Artefact.TINY.create(Artefact.INPUT, Artefact.OUTPUT));
    String right = "vectors, MODEL trend, DESCRIPTOR(log_return, rsi_14, macd_12_26_9)";
    String swapped = "vectors, MODEL trend, DESCRIPTOR(rsi_14, log_return, macd_12_26_9)";
    assertThat(predict(right)).containsExactly(Row.of(score(VECTOR)));
    // Flink tells no names: this is what a map is for
    assertThat(predict(swapped)).containsExactly(Row.of(score(61.5f, 0.01f, 0.001f)));

    tables.answer("DROP MODEL trend");
    tables.answer(Artefact.TINY.create(MAP, Artefact.OUTPUT));
    for (String map :
        List.of(
            "'log_return', log_return, 'rsi_14', rsi_14, 'macd_12_26_9', macd_12_26_9",
            "'rsi(14)', rsi_14, 'macd(12,26,9)', macd_12_26_9, 'log_return', log_return")) {
      assertThat(byName(map)).containsExactly(Row.of(score(VECTOR)));
    }
  }

  @Test
  void aMapOfOtherNamesFailsTheQuery() throws Exception {
    tables.answer(Artefact.TINY.create(MAP, Artefact.OUTPUT));
    refuses(
        "'log_return', log_return, 'rsi_15', rsi_14, 'macd_12_26_9', macd_12_26_9",
        "the map features has rsi_15, which is none of the model's features, log_return, rsi_14,"
            + " macd_12_26_9");
    refuses(
        "'log_return', log_return, 'macd_12_26_9', macd_12_26_9",
        "the map features has no rsi(14)");
    refuses(
        "'log_return', log_return, 'rsi_14', rsi_14, 'rsi(14)', rsi_14, 'macd_12_26_9', rsi_14",
        "the map features has rsi(14) under two names");
  }

  @Test
  void aMapWithoutEveryNumberHasNoScore() throws Exception {
    tables.answer(Artefact.TINY.create(MAP, Artefact.OUTPUT));
    String rest = ", 'rsi_14', rsi_14, 'macd_12_26_9', macd_12_26_9";
    assertThat(byName("'log_return', log_return" + rest)).containsExactly(Row.of(score(VECTOR)));
    assertThat(byName("'log_return', CAST(NULL AS FLOAT)" + rest)).containsExactly(NOTHING);
    tables.answer(
        "CREATE TEMPORARY VIEW unknown_rows AS SELECT CAST(NULL AS MAP<STRING, DOUBLE>) AS features"
            + " FROM vectors");
    assertThat(predict("unknown_rows, MODEL trend, DESCRIPTOR(features)")).containsExactly(NOTHING);
  }

  @Test
  void aModelOfSeveralBarsTakesAMapOfArrays() throws Exception {
    takesAMapOfArrays(Artefact.SEQUENCE);
  }

  @Test
  void aModelServedAsTwoGraphsTakesTheWholeWindowAsTheWholeModelDoes() throws Exception {
    takesAMapOfArrays(Artefact.PREFIX);
  }

  private void takesAMapOfArrays(Artefact artefact) throws Exception {
    tables.answer(artefact.create("INPUT (features MAP<STRING, ARRAY<FLOAT>>)", Artefact.OUTPUT));
    String bars = "ARRAY[%1$s, %1$s, %1$s, %1$s]";
    String map =
        "'rsi_14', %s, 'macd_12_26_9', %s, 'log_return', %s"
            .formatted(
                bars.formatted("rsi_14"),
                bars.formatted("macd_12_26_9"),
                bars.formatted("log_return"));
    float[] window = new float[12];
    for (int i = 0; i < window.length; i++) {
      window[i] = VECTOR[i % 3];
    }
    try (LoadedModel model = artefact.open()) {
      assertThat(byName(map)).containsExactly(Row.of(model.score(window)));
    }
  }

  @Test
  void aMapOfOtherTypesIsRefusedAtPlanning() throws Exception {
    tables.answer(Artefact.TINY.create("INPUT (features MAP<INT, STRING>)", Artefact.OUTPUT));
    assertThatThrownBy(() -> byName("1, 'x'"))
        .hasStackTraceContaining("INPUT: a key of features must be STRING, is INT")
        .hasStackTraceContaining("INPUT: a value of features must be FLOAT or DOUBLE, is STRING");
    tables.answer("DROP MODEL trend");
    tables.answer(Artefact.TINY.create(MAP, Artefact.OUTPUT));
    assertThatThrownBy(() -> byName("'log_return', 1"))
        .hasStackTraceContaining(
            "ML_PREDICT: what is given: a value of features must be FLOAT or DOUBLE, is INT");
  }

  private void refuses(String map, String reason) {
    assertThatThrownBy(() -> byName(map)).hasStackTraceContaining(reason);
  }

  private List<Row> byName(String map) throws Exception {
    tables.answer("CREATE TEMPORARY VIEW named AS SELECT MAP[" + map + "] AS f FROM vectors");
    try {
      return predict("named, MODEL trend, DESCRIPTOR(f)");
    } finally {
      tables.answer("DROP TEMPORARY VIEW named");
    }
  }

  private List<Row> predict(String arguments) throws Exception {
    return tables.answer("SELECT probability FROM ML_PREDICT(TABLE " + arguments + ")");
  }

  private static float score(float... vector) throws Exception {
    try (LoadedModel model = Artefact.TINY.open()) {
      return model.scorer().score(vector);
    }
  }
}
