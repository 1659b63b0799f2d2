package io.tidemark.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model of trees: an operator of the standard's second domain. */
class TreeModelTest {

  private static final String DOMAIN = "ai.onnx.ml";

  private Artefact artefact;

  @BeforeEach
  void copyTheFixture(@TempDir Path temporary) {
    artefact = Artefact.copyInto(temporary, "tiny-gbm");
  }

  @Test
  void everyGoldenVectorIsAnsweredAsInTraining() throws Exception {
    try (LoadedModel model = artefact.read().open()) {
      Golden golden =
          Golden.parse("golden.csv", artefact.bytes("golden.csv"), model.description().manifest());
      assertThat(golden.rows()).isEqualTo(16);
      for (int row = 0; row < golden.rows(); row++) {
        assertThat(model.scorer().score(golden.input(row)))
            .isCloseTo(golden.expected(row, 0), within(1e-6f));
      }
    }
  }

  @Test
  void treesAreScoredInBatches() throws Exception {
    try (LoadedModel model = artefact.read().open()) {
      assertThat(model.scorer().batch()).isEqualTo(OnnxScorer.MAX_BATCH);
    }
  }

  @Test
  void noOtherOperatorOfTheirDomainIsServed() {
    patch("TreeEnsembleRegressor", 0, 'Z');
    rejects("model.onnx: expected of ai.onnx.ml only [", "found [ZreeEnsembleRegressor]");
  }

  @Test
  void anOperatorSetOfTheirDomainThatIsNotKnownIsRefused() {
    int version = DOMAIN.length() + 1;
    patch(DOMAIN, version, 6);
    rejects("model.onnx: expected ai.onnx.ml opset 1 to 5, found 6");
    patch(DOMAIN, version, 0);
    rejects("model.onnx: expected ai.onnx.ml opset 1 to 5, found 0");
  }

  @Test
  void anOperatorSetOfTheirDomainThatIsNotNamedIsRefused() {
    patch(DOMAIN, -4, 0x52); // its message becomes another field of the model
    rejects("model.onnx: expected ai.onnx.ml opset 1 to 5, found -1");
  }

  @Test
  void aSplitOnAFeatureThatThereIsNotIsRefusedBeforeItServes() {
    patch("nodes_featureids", "nodes_featureids".length() + 1, 99);
    rejects("model.onnx: ONNX Runtime cannot score it: ");
  }

  @Test
  void aTreeThatComesBackToItselfIsRefused() {
    patch("nodes_truenodeids", "nodes_truenodeids".length() + 1, 0);
    rejects("model.onnx: ONNX Runtime refuses it: ");
  }

  /** Changes the byte so far from the beginning of the last place where {@code text} stands. */
  private void patch(String text, int offset, int value) {
    byte[] model = artefact.bytes("model.onnx");
    int at = new String(model, StandardCharsets.ISO_8859_1).lastIndexOf(text);
    model[at + offset] = (byte) value;
    artefact.replace("model.onnx", model);
  }

  private void rejects(String... parts) {
    assertThatThrownBy(() -> artefact.read().open().close())
        .isInstanceOf(ModelRejectedException.class)
        .hasMessageStartingWith(artefact.directory().toString())
        .hasMessageContainingAll(parts);
  }
}
