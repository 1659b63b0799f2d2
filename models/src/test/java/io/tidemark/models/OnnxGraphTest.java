package io.tidemark.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OnnxGraphTest {

  private byte[] file;
  private Manifest.Graph described;
  private Artefact artefact;

  @BeforeEach
  void read(@TempDir Path temporary) throws ModelRejectedException {
    artefact = Artefact.copyInto(temporary);
    file = artefact.bytes("model.onnx");
    described = artefact.read().describe().manifest().graph();
  }

  @Test
  void aGraphWithoutAnArtefactAnswersAsTheModelDoes() throws Exception {
    float[] inputs = {0.01f, 55, 0.002f, -0.01f, 40, 0.003f};
    float[] answers = new float[2];
    try (OnnxGraph graph =
            OnnxGraph.open(
                "graph", file, described.opset(), described.input(), described.output(), 2);
        LoadedModel model = artefact.read().open()) {
      assertThat(graph.inputWidth()).isEqualTo(3);
      assertThat(graph.outputWidth()).isEqualTo(1);
      graph.run(inputs, 2, answers);
      assertThat(answers[1])
          .isEqualTo(model.scorer().score(new float[] {-0.01f, 40, 0.003f}))
          .isNotEqualTo(answers[0]);
    }
  }

  @Test
  void itsFileIsCheckedAsAnArtefactsIs() {
    assertThatThrownBy(
            () ->
                OnnxGraph.open(
                    "graph", file, described.opset() + 1, described.input(), described.output(), 2))
        .isInstanceOf(ModelRejectedException.class)
        .hasMessageContaining("opset");
    assertThatThrownBy(
            () ->
                OnnxGraph.open(
                    "graph", new byte[] {1, 2}, 17, described.input(), described.output(), 2))
        .isInstanceOf(ModelRejectedException.class);
    assertThatThrownBy(
            () ->
                OnnxGraph.open(
                    "graph", file, described.opset(), described.output(), described.output(), 2))
        .isInstanceOf(ModelRejectedException.class);
  }
}
