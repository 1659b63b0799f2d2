package io.tidemark.models.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.explain.Attribution;
import io.tidemark.core.explain.Explainer;
import io.tidemark.core.explain.Link;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.OnnxScorer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The models that we ship, one of each kind, explained. */
class ModelExplainersTest {

  private static final Path ARTEFACTS =
      Path.of(System.getProperty("tidemark.root", ".."), "models/artifacts");

  @ParameterizedTest
  @CsvSource({
    "btc-linear/1, true",
    "btc-event/1, true",
    "demo-linear/2, true",
    "btc-gbm/1, true",
    "btc-lstm/1, false",
    "btc-lstm/2, false"
  })
  void contributionsAreTheAnswerLessTheOneAtTheMedians(String name, boolean exact)
      throws Exception {
    ModelArtefact artefact = ModelArtefact.read(ARTEFACTS.resolve(name));
    int features = artefact.describe().featureNames().size();
    float[] medians = medians(artefact, features);
    try (Explainer explainer = ModelExplainers.open(artefact);
        OnnxScorer model = artefact.openWhole()) {
      assertThat(explainer.isExact()).isEqualTo(exact);
      assertThat(explainer.link()).isEqualTo(Link.LOG_ODDS);
      for (float[] window : someOf(artefact.goldenInputs())) {
        float[] standing = new float[window.length];
        for (int i = 0; i < standing.length; i++) {
          standing[i] = medians[i % features];
        }

        Attribution found = explainer.explain(window);

        double change = logOdds(model.score(window)) - logOdds(model.score(standing));
        assertThat(found.contributions()).hasSize(features);
        assertThat(Arrays.stream(found.contributions()).sum()).isCloseTo(change, within(1e-5));
        assertThat(found.error()).isLessThan(1e-9);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"btc-linear/1", "btc-event/1"})
  void ordersShareOutAModelWithoutInteractionsAsItsGraphDoes(String name) throws Exception {
    ModelArtefact artefact = ModelArtefact.read(ARTEFACTS.resolve(name));
    try (Explainer exact = ModelExplainers.open(artefact);
        Explainer asked = asked(artefact)) {
      for (float[] vector : someOf(artefact.goldenInputs())) {
        assertThat(asked.explain(vector).contributions())
            .containsExactly(exact.explain(vector).contributions(), within(1e-5));
      }
    }
  }

  @Test
  void ordersAreCloseToTheTreesThemselves() throws Exception {
    ModelArtefact artefact = ModelArtefact.read(ARTEFACTS.resolve("btc-gbm/1"));
    try (Explainer exact = ModelExplainers.open(artefact);
        Explainer asked = asked(artefact)) {
      for (float[] vector : someOf(artefact.goldenInputs())) {
        double[] shares = exact.explain(vector).contributions();
        double[] sampled = asked.explain(vector).contributions();
        assertThat(sampled).containsExactly(shares, within(0.03)).isNotEqualTo(shares);
      }
    }
  }

  @Test
  void theSameWindowHasTheSameBitsWhateverCameBefore() throws Exception {
    ModelArtefact artefact = ModelArtefact.read(ARTEFACTS.resolve("btc-lstm/2"));
    List<float[]> windows = artefact.goldenInputs();
    try (Explainer one = ModelExplainers.open(artefact);
        Explainer other = ModelExplainers.open(artefact)) {
      other.explain(windows.get(1));
      assertThat(other.explain(windows.get(0)).contributions())
          .containsExactly(one.explain(windows.get(0)).contributions());
    }
  }

  private static Explainer asked(ModelArtefact artefact) throws Exception {
    return new PermutationExplainer(
        artefact.openWhole(),
        ScoreScale.of(artefact.describe().metadata().form()),
        medians(artefact, artefact.describe().featureNames().size()),
        1);
  }

  private static float[] medians(ModelArtefact artefact, int features) throws Exception {
    return MedianRow.of(artefact.describe().baseline(), features);
  }

  private static List<float[]> someOf(List<float[]> windows) {
    List<float[]> some = new ArrayList<>();
    for (int i = 0; i < windows.size(); i += Math.max(1, windows.size() / 8)) {
      some.add(windows.get(i));
    }
    return some;
  }

  private static double logOdds(double probability) {
    return Math.log(probability / (1 - probability));
  }
}
