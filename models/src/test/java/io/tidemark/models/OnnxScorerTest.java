package io.tidemark.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxScorerTest {

  private Artefact artefact;
  private LoadedModel model;

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
          .isCloseTo(golden.expected(row, 0), within(1e-6f));
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
    try (LoadedModel other = artefact.read().open()) {
      for (int i = vectors.length - 1; i >= 0; i--) {
        assertThat(other.scorer().score(vectors[i])).isEqualTo(answers[i]);
      }
    }
    assertThat(answers).doesNotHaveDuplicates();
  }

  @Test
  void anAnswerHasTheSameBitsWhateverIsScoredBesideIt() {
    Random random = new Random(43);
    for (int size = 1; size <= OnnxScorer.MAX_BATCH; size++) {
      float[] inputs = new float[3 * size];
      for (int i = 0; i < inputs.length; i++) {
        inputs[i] = (float) random.nextGaussian();
      }
      float[] answers = new float[size];
      model.scorer().score(inputs, size, answers);
      for (int i = 0; i < size; i++) {
        float[] alone = Arrays.copyOfRange(inputs, 3 * i, 3 * i + 3);
        assertThat(answers[i]).isEqualTo(model.scorer().score(alone));
      }
    }
  }

  @Test
  void aGraphThatLooksAtItsNeighboursIsScoredAlone() throws Exception {
    assertThat(model.scorer().batch()).isEqualTo(OnnxScorer.MAX_BATCH);
    artefact.replace("model.onnx", Artefact.brokenModel("looks-at-its-neighbours.onnx"));
    artefact.replaceText(
        "golden.csv",
        text ->
            text.lines()
                .map(line -> line.startsWith("log") ? line : line.replaceAll(",[^,]*$", ",0.5"))
                .collect(Collectors.joining("\n", "", "\n")));
    try (LoadedModel neighbours = artefact.read().open()) {
      assertThat(neighbours.scorer().batch()).isEqualTo(1);
    }
  }

  @Test
  void aBatchBeyondTheLargestIsTheCallersBug() {
    assertThatThrownBy(() -> model.scorer().score(new float[99], 33, new float[33]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a batch is 1 to 32, was 33");
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
    try (LoadedModel other = artefact.read().open()) {
      model.close();
      assertThat(other.scorer().score(new float[] {0, 50, 0})).isBetween(0f, 1f);
    }
  }
}
