package io.tidemark.models.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.explain.Attribution;
import io.tidemark.core.explain.Explainer;
import io.tidemark.models.Baseline;
import io.tidemark.models.ModelArtefact;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shipped trees, held against what the package shap says of 1,000 rows of their baseline. */
class ShapParityTest {

  private static final Path MODELS = Path.of(System.getProperty("tidemark.root", ".."), "models");

  @Test
  void theTreesReasonsAreThoseOfShapOnAThousandRows() throws Exception {
    ModelArtefact artefact = ModelArtefact.read(MODELS.resolve("artifacts/btc-gbm/1"));
    List<String> lines =
        Files.readAllLines(MODELS.resolve("src/test/resources/reasons/btc-gbm.csv"));
    int rows = lines.size() - 1;
    assertThat(rows).isEqualTo(1_000);
    double most = 0;
    double error = 0;
    double largest = 0;
    try (Explainer explainer = ModelExplainers.open(artefact)) {
      for (int row = 0; row < rows; row++) {
        Attribution found = explainer.explain(vector(artefact, row));
        String[] expected = lines.get(row + 1).split(",", -1);
        for (int i = 0; i < expected.length; i++) {
          double shap = Double.parseDouble(expected[i]);
          most = Math.max(most, Math.abs(found.contributions()[i] - shap));
          largest = Math.max(largest, Math.abs(shap));
        }
        error = Math.max(error, found.error());
      }
    }
    assertThat(most).as("in log-odds, of up to %s", largest).isLessThan(1e-4);
    assertThat(error).isLessThan(1e-9);
    assertThat(largest).as("else nothing is compared").isGreaterThan(0.1);
  }

  private static float[] vector(ModelArtefact artefact, int row) throws Exception {
    Baseline baseline = artefact.describe().baseline();
    float[] vector = new float[artefact.describe().featureNames().size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = baseline.columns()[i][row];
    }
    return vector;
  }
}
