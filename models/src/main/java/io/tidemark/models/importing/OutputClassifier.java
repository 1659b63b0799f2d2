package io.tidemark.models.importing;

import io.tidemark.models.onnx.ConstantTensor;
import io.tidemark.models.onnx.ElementType;
import io.tidemark.models.onnx.GraphNode;
import io.tidemark.models.onnx.ModelGraph;
import io.tidemark.models.onnx.NodeAttribute;
import io.tidemark.models.onnx.OnnxModel;
import io.tidemark.models.onnx.ValueType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells what the outputs of a graph are, by their types and by the operators that make them. */
final class OutputClassifier {

  /** They hand on what they are given, in another shape or type. */
  private static final Set<String> TRANSPARENT =
      Set.of(
          "ArrayFeatureExtractor", "Cast", "Clip", "Concat", "Flatten", "Gather", "Identity",
          "Reshape", "Slice", "Split", "Squeeze", "Transpose", "Unsqueeze", "ZipMap");

  private static final Set<String> PROBABLE =
      Set.of(
          "HardSigmoid", "LinearClassifier", "Normalizer", "Sigmoid", "Softmax", "SVMClassifier",
          "TreeEnsembleClassifier");

  private static final Set<String> LINEAR = Set.of("Add", "Gemm", "LogSoftmax", "MatMul", "Sub");

  /** A graph is walked back through at most so many operators. */
  private static final int MAX_STEPS = 10_000;

  private final ModelGraph graph;
  private final Map<String, long[]> shapes;
  private final Map<String, GraphNode> makers = new HashMap<>();
  private final Map<String, ConstantTensor> constants;

  /**
   * @param shapes of its values for one row, as far as they are known
   */
  OutputClassifier(ModelGraph graph, Map<String, long[]> shapes) {
    this.graph = graph;
    this.shapes = shapes;
    this.constants = GraphEdit.constants(graph);
    graph.nodes().forEach(node -> node.outputs().forEach(made -> makers.put(made, node)));
  }

  List<GraphOutput> outputs() {
    return graph.outputs().stream().map(this::classified).toList();
  }

  private GraphOutput classified(ValueType output) {
    GraphNode maker = makers.get(output.name());
    if (maker != null && maker.is(OnnxModel.ML, "ZipMap")) {
      String source = maker.inputs().get(0);
      List<String> classes = classes(maker);
      return new GraphOutput(
          output, OutputKind.PROBABILITY_MAPS, source, ElementType.FLOAT, classes.size(), classes);
    }
    int element = output.element();
    OutputKind kind = kind(output);
    int width = kind.isNumbers() ? width(output) : 0;
    List<String> classes = classes(deciding(output.name()));
    return new GraphOutput(
        output, kind, output.name(), element, width, classes.size() == width ? classes : List.of());
  }

  private OutputKind kind(ValueType output) {
    if (output.kind() == ValueType.Kind.COLLECTION) {
      return OutputKind.OTHER;
    }
    if (output.element() != 0 && !ElementType.isReal(output.element())) {
      return OutputKind.LABEL;
    }
    GraphNode deciding = deciding(output.name());
    String operator = deciding == null ? "" : deciding.operator();
    if (PROBABLE.contains(operator)) {
      return OutputKind.PROBABILITY;
    }
    return LINEAR.contains(operator) ? OutputKind.LOGIT : OutputKind.VALUE;
  }

  /** The operator that says what a value is. */
  private @Nullable GraphNode deciding(String value) {
    GraphNode node = makers.get(value);
    for (int i = 0; node != null && i < MAX_STEPS && isTransparent(node); i++) {
      node = makers.get(node.inputs().get(0));
    }
    return node;
  }

  private boolean isTransparent(GraphNode node) {
    if (node.inputs().isEmpty()) {
      return false;
    }
    if (TRANSPARENT.contains(node.operator())) {
      return true;
    }
    // LightGBM's converter multiplies probabilities by a constant of 1.
    ConstantTensor by =
        node.operator().equals("Mul") && node.inputs().size() == 2
            ? constants.get(node.inputs().get(1))
            : null;
    return by != null && Arrays.equals(by.reals(), new float[] {1});
  }

  private int width(ValueType output) {
    long[] shape = shapes.get(output.name());
    if (shape == null) {
      shape = output.shape().stream().mapToLong(ValueType.Dimension::length).toArray();
    }
    long width = shape.length == 0 ? 0 : 1;
    for (int i = 1; i < shape.length; i++) {
      width = shape[i] < 0 || width * shape[i] > Short.MAX_VALUE ? 0 : width * shape[i];
    }
    return (int) width;
  }

  private static List<String> classes(@Nullable GraphNode node) {
    if (node == null) {
      return List.of();
    }
    for (String name :
        List.of(
            "classlabels_int64s", "classlabels_ints", "classlabels_strings")) {
      NodeAttribute labels = node.attributes().get(name);
      if (labels instanceof NodeAttribute.Wholes wholes && wholes.values().length > 0) {
        return Arrays.stream(wholes.values()).mapToObj(String::valueOf).toList();
      }
      if (labels instanceof NodeAttribute.Texts texts && !texts.values().isEmpty()) {
        return texts.values();
      }
    }
    return List.of();
  }
}
