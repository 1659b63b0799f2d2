package io.tidemark.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.score.Trigger;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelArtefactTest {

  private Artefact artefact;

  @BeforeEach
  void copyTheFixture(@TempDir Path temporary) {
    artefact = Artefact.copyInto(temporary);
  }

  @Test
  void theCardSaysWhatTheManifestSays() throws Exception {
    ModelDescription description = artefact.read().describe();
    assertThat(description.featureNames())
        .containsExactly("log_return", "rsi(14)", "macd(12,26,9)");
    assertThat(description.metadata().model().id()).isEqualTo("tiny");
    assertThat(description.metadata().model().version()).isEqualTo("1");
    assertThat(description.metadata().timing().trigger()).isEqualTo(Trigger.BAR);
    assertThat(description.metadata().timing().barLength()).isEqualTo(3_600_000_000L);
    assertThat(description.metadata().timing().horizonBars()).isEqualTo(1);
    assertThat(description.metadata().training().from()).isEqualTo(1_577_836_800_000_000L);
    assertThat(description.metadata().sha256()).isEqualTo(Sha256.hex(artefact.bytes("model.onnx")));
    assertThat(description.metadata().calibration().strength(0.5)).isLessThan(1);
    assertThat(description.metadata().calibration().strength(0.99)).isEqualTo(100);
  }

  @Test
  void theBaselineHasAColumnAndARolePerFeatureAndForTheScore() throws Exception {
    Baseline baseline = artefact.read().describe().baseline();
    assertThat(baseline.names()).containsExactly("log_return", "rsi(14)", "macd(12,26,9)", "score");
    assertThat(baseline.roles()).containsExactly("pause", "alert", "ignore", "pause");
    assertThat(baseline.columns()).hasDimensions(4, 200);
    assertThat(baseline.rows()).isEqualTo(200);
  }

  @Test
  void theScoresOfTheBaselineAreTheModelsOwn() throws Exception {
    try (LoadedModel model = artefact.read().open()) {
      float[][] columns = model.baseline().columns();
      for (int row = 0; row < model.baseline().rows(); row++) {
        float[] features = {columns[0][row], columns[1][row], columns[2][row]};
        assertThat(model.scorer().score(features)).isCloseTo(columns[3][row], within(1e-6f));
      }
    }
  }

  @Test
  void anArtefactThatTravelledOpensWithoutItsDirectory() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(artefact.read());
    }
    artefact.write("model.onnx", new byte[0]);
    try (ObjectInputStream in =
            new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        LoadedModel model = ((ModelArtefact) in.readObject()).open()) {
      assertThat(model.scorer().score(new float[] {0.01f, 55, 0})).isBetween(0f, 1f);
    }
  }
}
