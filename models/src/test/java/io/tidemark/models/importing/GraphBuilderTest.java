package io.tidemark.models.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.models.Manifest;
import io.tidemark.models.OnnxGraph;
import io.tidemark.models.onnx.ElementType;
import io.tidemark.models.onnx.ModelGraph;
import io.tidemark.models.onnx.OnnxModel;
import io.tidemark.models.onnx.OnnxModelWriter;
import io.tidemark.models.onnx.ProbabilityRounding;
import io.tidemark.models.onnx.ValueType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphBuilderTest {

  private static final List<Long> ONE = List.of(-1L, 1L);

  /** Of each number a row of its own: what its operators make of it. */
  private static float[] unrounded(float... numbers) throws Exception {
    OnnxModel model = rounded();
    float[] made = new float[numbers.length];
    try (OnnxGraph graph =
        OnnxGraph.open(
            "model.onnx",
            OnnxModelWriter.write(model),
            model.opset(),
            new Manifest.Tensor("x", ONE),
            new Manifest.Tensor("y", ONE),
            numbers.length)) {
      graph.run(numbers, numbers.length, made);
    }
    return made;
  }

  private static OnnxModel rounded() {
    OnnxModel bare = new ExportedGraph("").opset("", 8).input("x", -1, 1).model();
    GraphBuilder builder = new GraphBuilder(bare.graph());
    builder.name(builder.unrounded("x"), "y");
    ModelGraph graph =
        builder.after().withOutputs(List.of(ValueType.tensor("y", ElementType.FLOAT, -1, 1)));
    return bare.with(graph);
  }

  @Test
  void onlyWhatRoundingAddsToAProbabilityIsTakenOff() throws Exception {
    float[] numbers = {0, 1e-30f, 0.3f, 0.99999994f, 1, 1.0000004f, 1.000009f, -4e-7f, -1e-5f};
    assertThat(unrounded(numbers)).containsExactly(0, 1e-30f, 0.3f, 0.99999994f, 1, 1, 1, 0, 0);
    for (float number : numbers) {
      assertThat((float) ProbabilityRounding.without(number)).isBetween(0f, 1f);
    }
  }

  @Test
  void whatIsNoProbabilityStaysNone() throws Exception {
    float[] made = unrounded(1.0001f, 7, -0.0001f, -3, Float.NaN, Float.POSITIVE_INFINITY);
    assertThat(made[0]).isGreaterThan(1);
    assertThat(made[1]).isGreaterThan(6.9f);
    assertThat(made[2]).isNegative();
    assertThat(made[3]).isLessThan(-2.9f);
    assertThat(made[4]).isNaN();
    assertThat(made[5]).isInfinite();
    assertThat(ProbabilityRounding.without(7)).isGreaterThan(6.9);
    assertThat(ProbabilityRounding.without(Double.NaN)).isNaN();
  }

  @Test
  void theOperatorsAreFoundAgainAndNoOthers() {
    ModelGraph graph = rounded().graph();
    ModelGraph without = ProbabilityRounding.without(graph);
    assertThat(without.nodes()).isEmpty();
    assertThat(without.outputs().get(0).name()).isEqualTo("x");

    ModelGraph other =
        new ExportedGraph("")
            .opset("", 8)
            .input("x", -1, 1)
            .node("Sub", "x, x", "y", Map.of())
            .output("y", ElementType.FLOAT, -1, 1)
            .model()
            .graph();
    assertThat(ProbabilityRounding.without(other)).isSameAs(other);
  }
}
