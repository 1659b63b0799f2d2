package io.tidemark.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The shipped LSTM, trees and volatilities in this runtime beside ONNX Runtime for Python, whose
 * answers {@code tidemark_training.parity} wrote: each window is consecutive rows of the artefact's
 * own drift baseline, three rows further on than the one before.
 */
class ParityTest {

  private static final int STEP = 3;
  private static final Path ROOT = Path.of(System.getProperty("tidemark.root", ".."), "models");

  @ParameterizedTest
  @ValueSource(strings = {"btc-lstm", "btc-gbm", "btc-vol", "eth-vol"})
  void javaAnswersAThousandWindowsAsPythonDoes(String id) throws Exception {
    Path answers = ROOT.resolve("src/test/resources/parity/" + id + "-1.csv");
    byte[] csv = Files.readAllBytes(answers);
    try (LoadedModel model = ModelArtefact.read(ROOT.resolve("artifacts/" + id + "/1")).open()) {
      String output = model.metadata().form().outputs().get(0).name();
      float[] python = NumberTable.parse("parity", csv, List.of(output)).columns()[0];
      float largest = 0;
      float least = Float.POSITIVE_INFINITY;
      float most = 0;
      for (int k = 0; k < python.length; k++) {
        float java = model.scorer().score(window(model, k * STEP));
        largest = Math.max(largest, Math.abs(java - python[k]));
        least = Math.min(least, java);
        most = Math.max(most, java);
      }
      assertThat(python).hasSize(1_000);
      assertThat(most - least)
          .as("range of answers, else any is the right one")
          .isGreaterThan(0.2f);
      assertThat(largest).as("largest difference").isLessThan(1e-5f);
    }
  }

  private static float[] window(LoadedModel model, int start) {
    float[][] columns = model.baseline().columns();
    int features = model.featureNames().size();
    int bars = model.metadata().timing().windowBars();
    float[] window = new float[bars * features];
    for (int bar = 0; bar < bars; bar++) {
      for (int feature = 0; feature < features; feature++) {
        window[bar * features + feature] = columns[feature][start + bar];
      }
    }
    return window;
  }
}
