package io.tidemark.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxScorerTest {

  private Artefact artefact;
  private Model model;

  @BeforeEach
  void open(@TempDir Path temporary) throws ModelRejectedException {
    artefact = Artefact.copyInto(temporary);
    model = artefact.read().open();
  }

  @AfterEach
  void close() {
    model.close();
  }

  @Test
  void everyGoldenVectorIsAnsweredAsInTraining() throws Exception {
    Golden golden =
        Golden.parse("golden.csv", artefact.bytes("golden.csv"), model.description().manifest());
    assertThat(golden.rows()).isEqualTo(16);
    for (int row = 0; row < golden.rows(); row++) {
      assertThat(model.scorer().score(golden.input(row)))
          .isCloseTo(golden.expected(row), within(1e-6f));
    }
  }

  @Test
  void anAnswerDependsOnItsOwnVectorAloneThoughBuffersAreReused() throws Exception {
    Random random = new Random(42);
    float[][] vectors = new float[100][];
    float[] answers = new float[vectors.length];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] =
          new float[] {
            (float) random.nextGaussian() / 100, 50 + 10 * (float) random.nextGaussian(), 0.001f * i
          };
      answers[i] = model.scorer().score(vectors[i]);
    }
    try (Model other = artefact.read().open()) {
      for (int i = vectors.length - 1; i >= 0; i--) {
        assertThat(other.scorer().score(vectors[i])).isEqualTo(answers[i]);
      }
    }
    assertThat(answers).doesNotHaveDuplicates();
  }

  @Test
  void aValueBeyondEightDeviationsCountsAsEight() {
    float far = model.scorer().score(new float[] {1e3f, 50, 0});
    float farther = model.scorer().score(new float[] {1e9f, 50, 0});
    assertThat(far).isEqualTo(farther).isBetween(0f, 1f);
  }

  @Test
  void aVectorOfAnotherLengthIsTheCallersBug() {
    assertThatThrownBy(() -> model.scorer().score(new float[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the model takes 3 numbers, was given 2");
  }

  @Test
  void aClosedModelDoesNotScoreAndClosesOnlyOnce() {
    model.close();
    model.close();
    assertThatThrownBy(() -> model.scorer().score(new float[3]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the model is closed");
  }

  @Test
  void closingOneModelLeavesAnotherServing() throws Exception {
    try (Model other = artefact.read().open()) {
      model.close();
      assertThat(other.scorer().score(new float[] {0, 50, 0})).isBetween(0f, 1f);
    }
  }
}
