package io.tidemark.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code ./tidemark bench} scores: models of the size that is spoken of, without any skill.
 */
class BenchModelsTest {

  private static final int FEATURES = 30;

  private static final Path MODELS =
      Path.of(System.getProperty("tidemark.root", ".."), "models/bench");

  @ParameterizedTest
  @ValueSource(strings = {"bench-linear", "bench-gbm", "bench-lstm"})
  void eachHasThirtyFeaturesIsScoredUponEveryEventAndSaysThatItKnowsNothing(String id)
      throws ModelRejectedException {
    ModelDescription model = ModelArtefact.read(MODELS.resolve(id).resolve("1")).describe();
    assertThat(model.metadata().model().id()).isEqualTo(id);
    assertThat(model.featureNames()).hasSize(FEATURES).doesNotHaveDuplicates();
    assertThat(model.manifest().bars().length()).isEqualTo("1m");
    assertThat(model.manifest().bars().trigger()).isEqualTo("every");
    assertThat(model.manifest().evaluation().notes())
        .anyMatch(note -> note.contains("knows nothing"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bench-linear", "bench-gbm"})
  void aModelOfOneBarAnswersAProbabilityToEachRowOfItsBaseline(String id)
      throws ModelRejectedException {
    try (LoadedModel model = ModelArtefact.read(MODELS.resolve(id).resolve("1")).open()) {
      assertThat(model.form()).isNull();
      for (int row = 0; row < rows(model); row++) {
        assertThat(model.scorer().score(vector(model, row))).isBetween(0f, 1f);
      }
    }
  }

  @Test
  void theLstmIsServedByItsPrefixAndAnswersAProbabilityToEachWindowOfItsBaseline()
      throws ModelRejectedException {
    try (LoadedModel model = ModelArtefact.read(MODELS.resolve("bench-lstm/1")).open()) {
      PrefixForm form = Objects.requireNonNull(model.form(), "opened by its prefix form");
      assertThat(form.size()).isEqualTo(2 * (128 + 64));
      assertThat(model.metadata().timing().windowBars()).isEqualTo(48);
      float[] window = new float[48 * FEATURES];
      for (int row = 0; row + 48 <= rows(model); row += 48) {
        for (int bar = 0; bar < 48; bar++) {
          System.arraycopy(vector(model, row + bar), 0, window, bar * FEATURES, FEATURES);
        }
        assertThat(model.scorer().score(form.input(window))).isBetween(0f, 1f);
      }
    }
  }

  private static int rows(LoadedModel model) {
    return model.baseline().columns()[0].length;
  }

  private static float[] vector(LoadedModel model, int row) {
    float[] vector = new float[FEATURES];
    for (int feature = 0; feature < FEATURES; feature++) {
      vector[feature] = model.baseline().columns()[feature][row];
    }
    return vector;
  }
}
