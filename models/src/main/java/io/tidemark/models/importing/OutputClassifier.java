package io.tidemark.models.importing;

import io.tidemark.models.onnx.ConstantTensor;
import io.tidemark.models.onnx.ElementType;
import io.tidemark.models.onnx.GraphNode;
import io.tidemark.models.onnx.ModelGraph;
import io.tidemark.models.onnx.NodeAttribute;
import io.tidemark.models.onnx.OnnxModel;
import io.tidemark.models.onnx.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
          "ArrayFeatureExtractor",
          "Cast",
          "Clip",
          "DequantizeLinear",
          "Flatten",
          "Gather",
          "Identity",
          "QuantizeLinear",
          "Reshape",
          "Slice",
          "Split",
          "Squeeze",
          "Transpose",
          "Unsqueeze",
          "ZipMap");

  private static final Set<String> PROBABLE =
      Set.of(
          "HardSigmoid",
          "LinearClassifier",
          "Normalizer",
          "Sigmoid",
          "Softmax",
          "SVMClassifier",
          "TreeEnsembleClassifier");

  /** None of their answers is beyond 0 and 1, not even by rounding. */
  private static final Set<String> BOUNDED = Set.of("HardSigmoid", "Sigmoid", "Softmax");

  /** Attributes that name classes. */
  private static final List<String> LABELS =
      List.of("classlabels_int64s", "classlabels_ints", "classlabels_strings");

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
      GraphNode before = makers.get(source);
      int element = before != null && before.domain().equals(OnnxModel.ML) ? ElementType.FLOAT : 0;
      // Maps of doubles are exported, but are no ONNX: no runtime loads them.
      boolean readable =
          graph.fed().stream().noneMatch(input -> input.element() == ElementType.DOUBLE);
      ValueType read =
          readable
              ? output
              : new ValueType(source, ValueType.Kind.TENSOR, ElementType.DOUBLE, List.of());
      return new GraphOutput(
          read,
          OutputKind.PROBABILITY_MAPS,
          source,
          element,
          classes.size(),
          classes,
          isBounded(source),
          OpposedMargins.are(deciding(source)));
    }
    int element = output.element();
    OutputKind kind = kind(output);
    int width = kind.isNumbers() ? width(output) : 0;
    List<String> classes = width > 1 ? classes(output.name(), width) : List.of();
    return new GraphOutput(
        output,
        kind,
        output.name(),
        element,
        width,
        classes,
        isBounded(output.name()),
        width == 2 && OpposedMargins.are(deciding(output.name())));
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

  private boolean isBounded(String value) {
    List<GraphNode> way = way(value);
    // The largest of 256 steps may be above 1, as 255 times the float next to 1/255.
    if (way.isEmpty() || way.stream().anyMatch(node -> node.operator().startsWith("Dequantize"))) {
      return false;
    }
    GraphNode node = way.get(way.size() - 1);
    String transform = node.text("post_transform");
    return BOUNDED.contains(node.operator())
        || transform.equals("LOGISTIC")
        || transform.equals("SOFTMAX");
  }

  /** The operator that says what a value is. */
  private @Nullable GraphNode deciding(String value) {
    List<GraphNode> way = way(value);
    return way.isEmpty() ? null : way.get(way.size() - 1);
  }

  /** From the operator that makes a value back to the one that says what it is; empty if none. */
  private List<GraphNode> way(String value) {
    List<GraphNode> way = new ArrayList<>();
    String at = value;
    while (!at.isEmpty() && way.size() < MAX_STEPS) {
      GraphNode node = makers.get(at);
      if (node == null) {
        return List.of(); // an input, or a constant
      }
      way.add(node);
      at = handedOn(node);
    }
    return way;
  }

  /** The value that an operator hands on in another form; empty if it makes a new one. */
  private String handedOn(GraphNode node) {
    List<String> inputs = node.inputs();
    if (inputs.isEmpty()) {
      return "";
    } else if (node.operator().equals("Concat")) {
      return inputs.get(inputs.size() - 1); // scikit-learn: 1 - p beside p
    } else if (TRANSPARENT.contains(node.operator())) {
      return inputs.get(0);
    } else if (node.operator().equals("Mul") && isOne(inputs.get(inputs.size() - 1))) {
      return inputs.get(0); // LightGBM's converter
    }
    boolean opposite = node.operator().equals("Sub") && isOne(inputs.get(0));
    return opposite ? inputs.get(inputs.size() - 1) : "";
  }

  private boolean isOne(String value) {
    ConstantTensor tensor = constants.get(value);
    return tensor != null && Arrays.equals(tensor.reals(), new float[] {1});
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

  /** Names of the columns: the classifier's own, or the constant that the label is picked of. */
  private List<String> classes(String output, int width) {
    List<String> own = classes(deciding(output));
    if (own.size() == width) {
      return own;
    }
    return constants.entrySet().stream()
        .filter(each -> each.getKey().startsWith("classes"))
        .map(each -> names(each.getValue()))
        .filter(names -> names.size() == width)
        .findFirst()
        .orElse(List.of());
  }

  private static List<String> names(ConstantTensor tensor) {
    return tensor.element() == ElementType.STRING
        ? tensor.texts().stream().map(text -> new String(text, StandardCharsets.UTF_8)).toList()
        : Arrays.stream(tensor.numbers()).mapToObj(String::valueOf).toList();
  }

  private static List<String> classes(@Nullable GraphNode node) {
    if (node == null) {
      return List.of();
    }
    for (String name : LABELS) {
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
