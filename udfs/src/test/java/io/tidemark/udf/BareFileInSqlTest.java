package io.tidemark.udf;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.models.onnx.ConstantTensor;
import io.tidemark.models.onnx.ElementType;
import io.tidemark.models.onnx.GraphNode;
import io.tidemark.models.onnx.ModelGraph;
import io.tidemark.models.onnx.OnnxModel;
import io.tidemark.models.onnx.OnnxModelWriter;
import io.tidemark.models.onnx.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.types.Row;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file as a stranger exported it, without a manifest. */
class BareFileInSqlTest {

  private static final String FEATURES = "'features' = 'log_return, rsi(14), macd(12,26,9)'";
  private static final String ARRAYS =
      "INPUT (log_return ARRAY<DOUBLE>, rsi_14 ARRAY<DOUBLE>, macd_12_26_9 ARRAY<DOUBLE>)";

  private static final float[] ROW = {0.5f, 2f, -1f};

  /** The row, and a bar later 1 more of each. */
  private static final float[] BARS = {0.5f, 2f, -1f, 1.5f, 3f, 0f};

  private final LocalTables tables = LocalTables.streaming();

  @TempDir private Path folder;

  @BeforeEach
  void aTable() throws Exception {
    tables.answer(
        "CREATE TEMPORARY VIEW vectors AS"
            + " SELECT * FROM (VALUES (0.5e0, 2e0, -1e0)) AS t (a, b, c)");
  }

  @Test
  void aBareFileAnswersAsItsWeightsSay() throws Exception {
    float[] weights = {0.3f, -0.2f, 0.7f};
    String file = linear("Sigmoid", weights);
    tables.answer(create(file, Artefact.INPUT, "OUTPUT (probability DOUBLE)", FEATURES));
    assertThat(probability("a, b, c")).isCloseTo(sigmoid(weights), within(1e-6));
  }

  @Test
  void theOrderIsThatOfTheOptionAndNotOfTheColumns() throws Exception {
    float[] weights = {0.3f, -0.2f, 0.7f};
    String file = linear("Sigmoid", weights);
    String input = "INPUT (macd_12_26_9 DOUBLE, log_return DOUBLE, rsi_14 DOUBLE)";
    tables.answer(create(file, input, "OUTPUT (probability DOUBLE)", FEATURES));
    assertThat(probability("c, a, b")).isCloseTo(sigmoid(weights), within(1e-6));
  }

  @Test
  void outputsNameWhatAFileOfClassesDoesNot() throws Exception {
    String file = linear("Softmax", 0, 0, 1, 0, 0, 0, 0, 0, 0); // e^0.5 for the third alone
    String output = "OUTPUT (up DOUBLE, down DOUBLE)";
    refuses(
        create(file, Artefact.INPUT, output, FEATURES, "'task' = 'classes'"),
        "path: the file does not show what the 3 numbers of its answers are: say it in their"
            + " order, such as outputs down,flat,up");
    tables.answer("DROP MODEL trend");
    tables.answer(
        create(
            file,
            Artefact.INPUT,
            output,
            FEATURES,
            "'task' = 'classes'",
            "'outputs' = 'down,flat,up'"));
    Row row = tables.answer("SELECT up, down FROM " + predict("a, b, c")).get(0);
    double e = Math.exp(0.5);
    assertThat(row.<Double>getFieldAs(0)).isCloseTo(e / (e + 2), within(1e-6));
    assertThat(row.<Double>getFieldAs(1)).isCloseTo(1 / (e + 2), within(1e-6));
  }

  @Test
  void everyWrongOptionIsNamedAtOnce() throws Exception {
    refuses(
        create(
            linear("Sigmoid", 1, 1, 1),
            Artefact.INPUT,
            Artefact.OUTPUT,
            "'features' = 'log_return, no_such'",
            "'task' = 'guess'",
            "'window' = '0'",
            "'column' = 'last'",
            "'scale' = 'logits'",
            "'version' = '1'"),
        "version is of a model version, and path is a bare file: leave it out, or import the file;"
            + " features: ",
        "; task: must be one of [direction, classes, return, volatility, regime], was guess;"
            + " scale: must be one of [probability, logit], was logits;"
            + " window must be a whole number from 1, was 0;"
            + " column must be a whole number from 0, was last");
  }

  @Test
  void columnsAreCheckedBesideAnOptionOrAGraphThatIsRefused() throws Exception {
    String input = "INPUT (log_return DOUBLE, rsi_41 DOUBLE, macd_12_26_9 DOUBLE)";
    String output = "OUTPUT (probability STRING, strength DOUBLE)";
    String[] wrong = {
      "INPUT: rsi_41 is none of the model's features",
      "INPUT: there is no column for rsi(14)",
      "OUTPUT: probability must be FLOAT or DOUBLE",
      "OUTPUT: strength is none of probability"
    };
    String sound = linear("Sigmoid", 1, 1, 1);

    refuses(
        create(sound, input, output, FEATURES, "'column' = 'last'"), with(wrong, "column must"));
    tables.answer("DROP MODEL trend");
    String loose = linear("Relu", 1, 1, 1);
    refuses(create(loose, input, output, FEATURES), with(wrong, "path: the graph does not show"));
    tables.answer("DROP MODEL trend");
    tables.answer(
        create(
            linear("Sigmoid", 1, 1, 1),
            Artefact.INPUT,
            "OUTPUT (up DOUBLE)",
            FEATURES,
            "'task' = 'guess'"));
    assertThatThrownBy(() -> tables.answer("SELECT * FROM " + predict("a, b, c")))
        .rootCause()
        .extracting(Throwable::getMessage, as(InstanceOfAssertFactories.STRING))
        .as("what a task that is none would answer is not known")
        .contains("task: must be one of")
        .doesNotContain("OUTPUT:", "INPUT:");
  }

  private static String[] with(String[] parts, String more) {
    return Stream.concat(Stream.of(parts), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void aWindowIsTakenAsArraysOldestBarFirst() throws Exception {
    float[] weights = {0.1f, -0.2f, 0.3f, 0.4f, -0.5f, 0.6f};
    String file =
        write(
            List.of(
                GraphNode.of("Reshape", List.of("x", "flat"), "row", Map.of()),
                GraphNode.of("MatMul", List.of("row", "w"), "sums", Map.of()),
                GraphNode.of("Sigmoid", List.of("sums"), "y", Map.of())),
            Map.of(
                "flat", ConstantTensor.wholes("flat", -1, 6),
                "w", ConstantTensor.floats("w", new long[] {6, 1}, weights)),
            List.of(ValueType.tensor("x", ElementType.FLOAT, -1, 2, 3)));
    tables.answer(create(file, ARRAYS, "OUTPUT (probability DOUBLE)", FEATURES));

    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * BARS[i];
    }
    assertThat(ofWindows()).isCloseTo(1 / (1 + Math.exp(-sum)), within(1e-6));
  }

  @Test
  void severalInputsAreEachGivenTheirOwnFeatures() throws Exception {
    String file =
        write(
            List.of(
                GraphNode.of("Reshape", List.of("seq", "flat"), "row", Map.of()),
                GraphNode.of("MatMul", List.of("row", "w"), "sums", Map.of()),
                GraphNode.of("Add", List.of("sums", "now"), "z", Map.of()),
                GraphNode.of("Sigmoid", List.of("z"), "y", Map.of())),
            Map.of(
                "flat", ConstantTensor.wholes("flat", -1, 4),
                "w", ConstantTensor.floats("w", new long[] {4, 1}, 0.1f, -0.2f, 0.3f, 0.4f)),
            List.of(
                ValueType.tensor("seq", ElementType.FLOAT, -1, 2, 2),
                ValueType.tensor("now", ElementType.FLOAT, -1, 1)));
    String features = "'features' = 'now: macd(12,26,9); seq: log_return, rsi(14)'";
    tables.answer(create(file, ARRAYS, "OUTPUT (probability DOUBLE)", features));

    double sum = 0.1 * BARS[0] - 0.2 * BARS[1] + 0.3 * BARS[3] + 0.4 * BARS[4] + BARS[5];
    assertThat(ofWindows()).isCloseTo(1 / (1 + Math.exp(-sum)), within(1e-6));
  }

  private double ofWindows() throws Exception {
    tables.answer(
        "CREATE TEMPORARY VIEW windows AS SELECT ARRAY[a, a + 1] AS a, ARRAY[b, b + 1] AS b,"
            + " ARRAY[c, c + 1] AS c FROM vectors");
    List<Row> rows =
        tables.answer(
            "SELECT probability FROM"
                + " ML_PREDICT(TABLE windows, MODEL trend, DESCRIPTOR(a, b, c))");
    assertThat(rows).hasSize(1);
    return (double) Objects.requireNonNull(rows.get(0).getField(0));
  }

  @Test
  void aFileWithoutFeaturesIsRefused() throws Exception {
    refuses(
        create(linear("Sigmoid", 1, 1, 1), Artefact.INPUT, Artefact.OUTPUT),
        "features is required of a bare .onnx file and not set");
  }

  @Test
  void whatTheGatesOfAnImportRefuseIsRefusedWithTheOptionThatMendsIt() throws Exception {
    refuses(
        create(linear("Relu", 1, 1, 1), Artefact.INPUT, Artefact.OUTPUT, FEATURES), "scale logit");
    tables.answer("DROP MODEL trend");
    String features = "'features' = 'log_return, rsi(14)'";
    refuses(
        create(linear("Sigmoid", 1, 1, 1), Artefact.INPUT, Artefact.OUTPUT, features),
        "give features the list that the model was trained on, in its order");
    tables.answer("DROP MODEL trend");
    refuses(
        create(folder.resolve("absent.onnx").toString(), Artefact.INPUT, Artefact.OUTPUT, FEATURES),
        "path: there is no such file");
  }

  @Test
  void aFileHasNeitherStrengthNorIdentity() throws Exception {
    String output = "OUTPUT (probability DOUBLE, strength DOUBLE, model_id STRING)";
    refuses(
        create(linear("Sigmoid", 1, 1, 1), Artefact.INPUT, output, FEATURES),
        "OUTPUT: strength is none of probability; OUTPUT: model_id is none of probability");
  }

  @Test
  void aVersionTakesNoOptionOfAFile() throws Exception {
    refuses(
        Artefact.TINY.create(Artefact.INPUT, Artefact.OUTPUT, FEATURES),
        "features is of a bare .onnx file: leave it out, the manifest in path says it");
  }

  private static double sigmoid(float... weights) {
    double sum = 0;
    for (int i = 0; i < ROW.length; i++) {
      sum += weights[i] * ROW[i];
    }
    return 1 / (1 + Math.exp(-sum));
  }

  private double probability(String columns) throws Exception {
    List<Row> rows = tables.answer("SELECT probability FROM " + predict(columns));
    assertThat(rows).hasSize(1);
    return (double) Objects.requireNonNull(rows.get(0).getField(0));
  }

  private static String predict(String columns) {
    return "ML_PREDICT(TABLE vectors, MODEL trend, DESCRIPTOR(" + columns + "))";
  }

  private static String create(String file, String input, String output, String... options) {
    return new Artefact(Path.of(file)).create(input, output, options);
  }

  private void refuses(String create, String... parts) throws Exception {
    tables.answer(create);
    assertThatThrownBy(() -> tables.answer("SELECT * FROM " + predict("a, b, c")))
        .rootCause()
        .isInstanceOf(ValidationException.class)
        .extracting(Throwable::getMessage, as(InstanceOfAssertFactories.STRING))
        .contains(parts);
  }

  /**
   * Three features, weighted and summed for each number of an answer.
   *
   * @param last the operator behind the sums
   * @param weights one feature after the other
   */
  private String linear(String last, float... weights) throws IOException {
    long width = weights.length / ROW.length;
    return write(
        List.of(
            GraphNode.of("MatMul", List.of("x", "w"), "sums", Map.of()),
            GraphNode.of(last, List.of("sums"), "y", Map.of())),
        Map.of("w", ConstantTensor.floats("w", new long[] {ROW.length, width}, weights)),
        List.of(ValueType.tensor("x", ElementType.FLOAT, -1, ROW.length)),
        width);
  }

  private String write(
      List<GraphNode> nodes, Map<String, ConstantTensor> constants, List<ValueType> inputs)
      throws IOException {
    return write(nodes, constants, inputs, 1);
  }

  private String write(
      List<GraphNode> nodes,
      Map<String, ConstantTensor> constants,
      List<ValueType> inputs,
      long width)
      throws IOException {
    List<ValueType> outputs = List.of(ValueType.tensor("y", ElementType.FLOAT, -1, width));
    ModelGraph graph = new ModelGraph("linear", nodes, constants, inputs, outputs, false);
    OnnxModel model =
        new OnnxModel(8, "stranger", new TreeMap<>(Map.of("", 17L)), graph, List.of());
    return Files.write(folder.resolve("mine.onnx"), OnnxModelWriter.write(model)).toString();
  }
}
