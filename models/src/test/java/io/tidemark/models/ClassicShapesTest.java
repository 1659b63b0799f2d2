package io.tidemark.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.tidemark.models.onnx.ConstantTensor;
import io.tidemark.models.onnx.ElementType;
import io.tidemark.models.onnx.GraphNode;
import io.tidemark.models.onnx.ModelGraph;
import io.tidemark.models.onnx.NodeAttribute;
import io.tidemark.models.onnx.NodeAttribute.Reals;
import io.tidemark.models.onnx.NodeAttribute.Whole;
import io.tidemark.models.onnx.NodeAttribute.Wholes;
import io.tidemark.models.onnx.OnnxModel;
import io.tidemark.models.onnx.OnnxModelWriter;
import io.tidemark.models.onnx.ValueType;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClassicShapesTest {

  private static final int WIDTH = 3;

  /** An operator over [B, 3]. */
  record Call(String operator, Map<String, NodeAttribute> attributes, List<String> outputs) {

    Call with(String name, NodeAttribute value) {
      Map<String, NodeAttribute> changed = new HashMap<>(attributes);
      changed.put(name, value);
      return new Call(operator, changed, outputs);
    }

    @Override
    public String toString() {
      return operator;
    }

    OnnxModel model() {
      List<String> inputs =
          operator.equals("ArrayFeatureExtractor") ? List.of("x", "places") : List.of("x");
      GraphNode node = new GraphNode("n", operator, OnnxModel.ML, inputs, outputs, attributes);
      String last = outputs.get(outputs.size() - 1);
      ModelGraph graph =
          new ModelGraph(
              "g",
              List.of(node),
              Map.of("places", ConstantTensor.wholes("places", 2, 0)),
              List.of(ValueType.tensor("x", ElementType.FLOAT, -1, WIDTH)),
              List.of(new ValueType(last, ValueType.Kind.TENSOR, ElementType.FLOAT, List.of())),
              false);
      TreeMap<String, Long> opsets = new TreeMap<>(Map.of("", 17L, OnnxModel.ML, 1L));
      return new OnnxModel(8, "", opsets, graph, List.of());
    }
  }

  private static Reals reals(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = 0.25f + i;
    }
    return new Reals(numbers);
  }

  private static Call linear() {
    return new Call(
        "LinearClassifier",
        Map.of(
            "classlabels_ints", new Wholes(0, 1),
            "coefficients", reals(2 * WIDTH),
            "intercepts", reals(2)),
        List.of("label", "y"));
  }

  private static Call regressor() {
    return new Call(
        "LinearRegressor",
        Map.of("targets", new Whole(2), "coefficients", reals(2 * WIDTH), "intercepts", reals(2)),
        List.of("y"));
  }

  private static Call vectors() {
    return new Call(
        "SVMRegressor",
        Map.of(
            "n_supports", new Whole(4),
            "support_vectors", reals(4 * WIDTH),
            "coefficients", reals(4),
            "rho", reals(1),
            "kernel_params", reals(3),
            "kernel_type", new NodeAttribute.Text("LINEAR")),
        List.of("y"));
  }

  private static Call vectorClasses() {
    return new Call(
        "SVMClassifier",
        Map.of(
            "classlabels_ints", new Wholes(0, 1),
            "vectors_per_class", new Wholes(2, 3),
            "support_vectors", reals(5 * WIDTH),
            "coefficients", reals(5),
            "rho", reals(1),
            "prob_a", reals(1),
            "prob_b", reals(1),
            "kernel_params", reals(3),
            "kernel_type", new NodeAttribute.Text("LINEAR")),
        List.of("label", "y"));
  }

  static Stream<Call> calls() {
    return Stream.of(
        linear(),
        regressor(),
        vectors(),
        vectorClasses(),
        new Call("Scaler", Map.of("offset", reals(3), "scale", reals(3)), List.of("y")),
        new Call("Normalizer", Map.of("norm", new NodeAttribute.Text("L2")), List.of("y")),
        new Call("Binarizer", Map.of("threshold", new NodeAttribute.Real(0.5f)), List.of("y")),
        new Call("Imputer", Map.of("imputed_value_floats", reals(3)), List.of("y")),
        new Call("OneHotEncoder", Map.of("cats_int64s", new Wholes(0, 1, 2, 3)), List.of("y")),
        new Call("ArrayFeatureExtractor", Map.of(), List.of("y")));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void aShapeThatIsFoundWithoutRunningIsTheOneThatComesOut(Call call) throws Exception {
    byte[] file = OnnxModelWriter.write(call.model());
    FileGate.require("model.onnx", file, 17);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(file)) {
      for (int batch : new int[] {1, 2, 7}) {
        FloatBuffer numbers = FloatBuffer.allocate(batch * WIDTH);
        try (OnnxTensor x =
                OnnxTensor.createTensor(environment, numbers, new long[] {batch, WIDTH});
            OrtSession.Result result = session.run(Map.of("x", x))) {
          long[] made = ((OnnxTensor) result.get("y").orElseThrow()).getInfo().getShape();
          assertThat(FileGate.shapes(call.model(), batch).get("y")).isEqualTo(made);
        }
      }
    }
  }

  static Stream<Call> broken() {
    return Stream.of(
        linear().with("coefficients", reals(WIDTH)),
        linear().with("intercepts", reals(1)),
        linear().with("intercepts", reals(0)),
        linear().with("classlabels_ints", new Wholes(0, 1, 2)),
        regressor().with("targets", new Whole(1_000)),
        regressor().with("targets", new Whole(Long.MAX_VALUE)),
        regressor().with("intercepts", reals(1)),
        vectors().with("n_supports", new Whole(400)),
        vectors().with("n_supports", new Whole(0)),
        vectors().with("rho", reals(0)),
        vectorClasses().with("vectors_per_class", new Wholes(2, 300)),
        vectorClasses().with("vectors_per_class", new Wholes(7, -2)),
        vectorClasses().with("prob_a", reals(2)),
        new Call(
            "OneHotEncoder",
            Map.of("cats_int64s", new Wholes(0, 1), "zeros", new Whole(0)),
            List.of("y")));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void weightsThatAreNoMatrixNeverReachTheRuntime(Call call) {
    byte[] file = OnnxModelWriter.write(call.model());
    assertThatThrownBy(() -> FileGate.require("model.onnx", file, 17))
        .isInstanceOf(ModelRejectedException.class)
        .hasMessageContaining("operator " + call.operator() + " 'n' is not served: ");
  }

  @Test
  void importsThatNoOperatorUsesAreNoReasonToRefuse() throws Exception {
    OnnxModel model = linear().model();
    TreeMap<String, Long> opsets = new TreeMap<>(model.opsets());
    opsets.put("com.microsoft", 1L);
    FileGate.require("model.onnx", OnnxModelWriter.write(model.with(opsets)), 17);
  }
}
