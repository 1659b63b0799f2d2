package io.tidemark.models.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.explain.Attribution;
import io.tidemark.core.explain.Explainer;
import io.tidemark.core.explain.Link;
import io.tidemark.core.score.AnswerForm;
import io.tidemark.core.score.Task;
import io.tidemark.models.Baseline;
import io.tidemark.models.importing.FeatureLists;
import io.tidemark.models.importing.ImportCheck;
import io.tidemark.models.importing.ImportRequest;
import io.tidemark.models.onnx.OnnxModelReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Models as other frameworks export them, held against what the package shap says of the model
 * itself; {@code models/training/tests/test_reasons_of_exports.py} writes the files.
 */
class ExportedReasonsTest {

  private static final Path FILES =
      Path.of(
          System.getProperty("tidemark.root", ".."), "models/src/test/resources/reasons/exported");

  @ParameterizedTest
  @CsvSource({
    "forest, PROBABILITY",
    "xgboost, LOG_ODDS",
    "lightgbm, LOG_ODDS",
    "logistic, LOG_ODDS"
  })
  void reasonsAreThoseOfShapOnAThousandRows(String name, Link link) throws Exception {
    float[][] rows = rows();
    float[] medians = medians(rows);
    double[][] expected = table(name);
    double most = 0;
    double error = 0;
    double largest = 0;
    try (Explainer explainer = explainer(name, -1, medians)) {
      assertThat(explainer.isExact()).isTrue();
      assertThat(explainer.link()).isEqualTo(link);
      for (int row = 0; row < rows.length; row++) {
        Attribution found = explainer.explain(rows[row]);
        most = Math.max(most, distance(found.contributions(), expected[row]));
        largest = Math.max(largest, Arrays.stream(expected[row]).map(Math::abs).max().orElse(0));
        error = Math.max(error, found.error());
      }
    }
    assertThat(rows.length).isEqualTo(1_000);
    assertThat(most).as("of up to %s", largest).isLessThan(1e-4);
    assertThat(error).isLessThan(1e-9);
    assertThat(largest).as("else nothing is compared").isGreaterThan(0.1);
  }

  @ParameterizedTest
  @CsvSource({"forest", "xgboost", "lightgbm", "logistic"})
  void theOtherClassHasTheOppositeReasons(String name) throws Exception {
    float[][] rows = rows();
    float[] medians = medians(rows);
    try (Explainer rise = explainer(name, 1, medians);
        Explainer fall = explainer(name, 0, medians)) {
      for (int row = 0; row < 50; row++) {
        double[] opposite =
            Arrays.stream(rise.explain(rows[row]).contributions()).map(each -> -each).toArray();
        assertThat(fall.explain(rows[row]).contributions()).containsExactly(opposite, within(1e-6));
      }
    }
  }

  @Test
  void againstAnotherRowTheReasonsAreOthers() throws Exception {
    float[][] rows = rows();
    double[][] expected = table("forest");
    try (Explainer explainer = explainer("forest", -1, rows[1])) {
      assertThat(distance(explainer.explain(rows[0]).contributions(), expected[0]))
          .isGreaterThan(1e-3);
    }
  }

  /** The explainer of the file as an import makes it; the class of a rise where none is named. */
  private static Explainer explainer(String name, int column, float[] medians) throws Exception {
    String features = Files.readAllLines(FILES.resolve("rows.csv")).get(0);
    ImportCheck check =
        ImportCheck.of(
            FILES.resolve(name + ".onnx"),
            new ImportRequest(
                FeatureLists.parse(features.replace("\"", "")),
                Task.DIRECTION,
                0,
                null,
                column,
                null));
    assertThat(check.problems()).isEmpty();
    byte[] house = Objects.requireNonNull(check.imported()).model().bytes();
    return Objects.requireNonNull(
        ModelExplainers.exact(OnnxModelReader.read(house).graph(), AnswerForm.DIRECTION, medians));
  }

  private static float[][] rows() throws IOException {
    return Arrays.stream(table("rows")).map(ExportedReasonsTest::floats).toArray(float[][]::new);
  }

  private static float[] floats(double[] numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }

  private static double[][] table(String name) throws IOException {
    return Files.readAllLines(FILES.resolve(name + ".csv")).stream()
        .skip(1)
        .map(line -> Arrays.stream(line.split(",", -1)).mapToDouble(Double::parseDouble).toArray())
        .toArray(double[][]::new);
  }

  private static float[] medians(float[][] rows) {
    float[][] columns = new float[rows[0].length][rows.length];
    for (int row = 0; row < rows.length; row++) {
      for (int i = 0; i < columns.length; i++) {
        columns[i][row] = rows[row][i];
      }
    }
    List<String> any = Collections.nCopies(columns.length, "ignore");
    return MedianRow.of(new Baseline(any, any, columns), columns.length);
  }

  private static double distance(double[] one, double[] other) {
    double most = 0;
    for (int i = 0; i < one.length; i++) {
      most = Math.max(most, Math.abs(one[i] - other[i]));
    }
    return most;
  }
}
