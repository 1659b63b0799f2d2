package io.tidemark.models.importing;

import io.tidemark.models.onnx.ConstantTensor;
import io.tidemark.models.onnx.ElementType;
import io.tidemark.models.onnx.GraphNode;
import io.tidemark.models.onnx.ModelGraph;
import io.tidemark.models.onnx.NodeAttribute;
import io.tidemark.models.onnx.OnnxModel;
import io.tidemark.models.onnx.OnnxModelWriter;
import io.tidemark.models.onnx.ValueType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Small graphs of the forms in which frameworks export them, with weights of its own. */
final class ExportedGraph {

  private final List<GraphNode> nodes = new ArrayList<>();
  private final Map<String, ConstantTensor> constants = new LinkedHashMap<>();
  private final List<ValueType> inputs = new ArrayList<>();
  private final List<ValueType> outputs = new ArrayList<>();
  private final TreeMap<String, Long> opsets = new TreeMap<>();
  private final Random random = new Random(11);
  private final String producer;

  ExportedGraph(String producer) {
    this.producer = producer;
  }

  /** A classifier of two classes as scikit-learn's converter writes it. */
  static ExportedGraph linear(boolean zipMap) {
    ExportedGraph graph = classifier("LOGISTIC", -0.1f);
    return zipMap
        ? graph
            .ml(
                "ZipMap",
                "probabilities",
                "output_probability",
                Map.of("classlabels_int64s", new NodeAttribute.Wholes(0, 1)))
            .maps("output_probability")
        : graph.output("probabilities", ElementType.FLOAT, -1, 2);
  }

  /** The same without maps, and with another transform and the intercept of its second class. */
  static ExportedGraph linear(String transform, float second) {
    return classifier(transform, second).output("probabilities", ElementType.FLOAT, -1, 2);
  }

  private static ExportedGraph classifier(String transform, float second) {
    return new ExportedGraph("skl2onnx")
        .opset("", 9)
        .opset(OnnxModel.ML, 1)
        .input("X", -1, 3)
        .ml(
            "Scaler",
            "X",
            "scaled",
            Map.of(
                "offset", new NodeAttribute.Reals(new float[] {0.1f, 50, 0}),
                "scale", new NodeAttribute.Reals(new float[] {2, 0.05f, 1})))
        .ml(
            "LinearClassifier",
            "scaled",
            "label, probabilities",
            Map.of(
                "classlabels_ints", new NodeAttribute.Wholes(0, 1),
                "coefficients",
                    new NodeAttribute.Reals(new float[] {-1, 0.3f, 0.2f, 1, -0.3f, -0.2f}),
                "intercepts", new NodeAttribute.Reals(new float[] {0.1f, second}),
                "multi_class", new NodeAttribute.Whole(0),
                "post_transform", new NodeAttribute.Text(transform)))
        .output("label", ElementType.INT64, -1);
  }

  /** Two stumps as the converters of XGBoost and LightGBM write them: no set of the standard's. */
  static ExportedGraph trees() {
    Map<String, NodeAttribute> said = new LinkedHashMap<>();
    said.put("class_ids", new NodeAttribute.Wholes(0, 0, 0, 0));
    said.put("class_nodeids", new NodeAttribute.Wholes(1, 2, 1, 2));
    said.put("class_treeids", new NodeAttribute.Wholes(0, 0, 1, 1));
    said.put("class_weights", new NodeAttribute.Reals(new float[] {0.4f, -0.3f, -0.2f, 0.7f}));
    said.put("classlabels_int64s", new NodeAttribute.Wholes(0, 1));
    said.put("nodes_falsenodeids", new NodeAttribute.Wholes(2, 0, 0, 2, 0, 0));
    said.put("nodes_featureids", new NodeAttribute.Wholes(0, 0, 0, 2, 0, 0));
    said.put(
        "nodes_modes",
        new NodeAttribute.Texts(
            List.of("BRANCH_LT", "LEAF", "LEAF", "BRANCH_LEQ", "LEAF", "LEAF")));
    said.put("nodes_nodeids", new NodeAttribute.Wholes(0, 1, 2, 0, 1, 2));
    said.put("nodes_treeids", new NodeAttribute.Wholes(0, 0, 0, 1, 1, 1));
    said.put("nodes_truenodeids", new NodeAttribute.Wholes(1, 0, 0, 1, 0, 0));
    said.put("nodes_values", new NodeAttribute.Reals(new float[] {0.02f, 0, 0, -0.5f, 0, 0}));
    said.put("post_transform", new NodeAttribute.Text("LOGISTIC"));
    return new ExportedGraph("OnnxMLTools")
        .opset(OnnxModel.ML, 1)
        .input("input", -1, 3)
        .ml("TreeEnsembleClassifier", "input", "label, probabilities", said)
        .output("label", ElementType.INT64, -1)
        .output("probabilities", ElementType.FLOAT, -1, 2);
  }

  /**
   * A forest of stumps as scikit-learn's converter writes it: at a rise each tree adds its share of
   * the whole, and floats of a thirtieth add up to more than 1.
   */
  static ExportedGraph forest(int trees, float whole) {
    long[] tree = new long[trees * 3];
    long[] node = new long[trees * 3];
    long[] yes = new long[trees * 3];
    long[] no = new long[trees * 3];
    long[] leafTree = new long[trees];
    float[] weights = new float[trees];
    String[] modes = new String[trees * 3];
    for (int i = 0; i < tree.length; i++) {
      tree[i] = i / 3;
      node[i] = i % 3;
      yes[i] = i % 3 == 0 ? 1 : 0;
      no[i] = i % 3 == 0 ? 2 : 0;
      modes[i] = i % 3 == 0 ? "BRANCH_LEQ" : "LEAF";
    }
    for (int i = 0; i < trees; i++) {
      leafTree[i] = i;
      weights[i] = whole / trees;
    }
    long[] leaf = new long[trees];
    Arrays.fill(leaf, 2);
    Map<String, NodeAttribute> said = new LinkedHashMap<>();
    said.put("class_ids", new NodeAttribute.Wholes(new long[trees]));
    said.put("class_nodeids", new NodeAttribute.Wholes(leaf));
    said.put("class_treeids", new NodeAttribute.Wholes(leafTree));
    said.put("class_weights", new NodeAttribute.Reals(weights));
    said.put("classlabels_int64s", new NodeAttribute.Wholes(0, 1));
    said.put("nodes_falsenodeids", new NodeAttribute.Wholes(no));
    said.put("nodes_featureids", new NodeAttribute.Wholes(new long[trees * 3]));
    said.put("nodes_modes", new NodeAttribute.Texts(List.of(modes)));
    said.put("nodes_nodeids", new NodeAttribute.Wholes(node));
    said.put("nodes_treeids", new NodeAttribute.Wholes(tree));
    said.put("nodes_truenodeids", new NodeAttribute.Wholes(yes));
    said.put("nodes_values", new NodeAttribute.Reals(new float[trees * 3]));
    said.put("post_transform", new NodeAttribute.Text("NONE"));
    return new ExportedGraph("skl2onnx")
        .opset(OnnxModel.ML, 1)
        .input("X", -1, 3)
        .ml("TreeEnsembleClassifier", "X", "label, probabilities", said)
        .output("label", ElementType.INT64, -1)
        .output("probabilities", ElementType.FLOAT, -1, 2);
  }

  /**
   * A network as PyTorch's older exporter writes it, with its first state of zeros.
   *
   * @param batch -1 if it is open
   * @param outputs of its last layer
   */
  static ExportedGraph lstm(long batch, int outputs) {
    return new ExportedGraph("pytorch")
        .opset("", 17)
        .input("x", batch, 4, 3)
        .random("W", 1, 8, 3)
        .random("R", 1, 8, 2)
        .random("B", 1, 16)
        .random("D", 2, outputs)
        .constant(ConstantTensor.floats("zeros", new long[] {1, 1, 2}, 0, 0))
        .constant(ConstantTensor.scalar("last", -1))
        .constant(ConstantTensor.wholes("one", 1))
        .node("Transpose", "x", "t", Map.of("perm", new NodeAttribute.Wholes(1, 0, 2)))
        .node(
            "LSTM",
            batch == 1 ? "t, W, R, B, , zeros, zeros" : "t, W, R, B",
            "states",
            Map.of("hidden_size", new NodeAttribute.Whole(2)))
        .node("Squeeze", "states, one", "all", Map.of())
        .node("Gather", "all, last", "end", Map.of("axis", new NodeAttribute.Whole(0)))
        .node("MatMul", "end, D", "logit", Map.of());
  }

  ExportedGraph opset(String domain, long version) {
    opsets.put(domain, version);
    return this;
  }

  ExportedGraph input(String name, long... shape) {
    return typedInput(name, ElementType.FLOAT, shape);
  }

  ExportedGraph typedInput(String name, int element, long... shape) {
    inputs.add(ValueType.tensor(name, element, shape));
    return this;
  }

  ExportedGraph output(String name, int element, long... shape) {
    outputs.add(ValueType.tensor(name, element, shape));
    return this;
  }

  ExportedGraph maps(String name) {
    outputs.add(new ValueType(name, ValueType.Kind.COLLECTION, 0, List.of()));
    return this;
  }

  ExportedGraph constant(ConstantTensor tensor) {
    constants.put(tensor.name(), tensor);
    return this;
  }

  /** Weights between -1 and 1. */
  ExportedGraph random(String name, long... shape) {
    int elements = 1;
    for (long dimension : shape) {
      elements *= (int) dimension;
    }
    float[] weights = new float[elements];
    for (int i = 0; i < elements; i++) {
      weights[i] = random.nextFloat() * 2 - 1;
    }
    return constant(ConstantTensor.floats(name, shape, weights));
  }

  ExportedGraph node(
      String operator, String from, String made, Map<String, NodeAttribute> attributes) {
    return node(OnnxModel.STANDARD, operator, from, made, attributes);
  }

  ExportedGraph ml(
      String operator, String from, String made, Map<String, NodeAttribute> attributes) {
    return node(OnnxModel.ML, operator, from, made, attributes);
  }

  ExportedGraph node(
      String domain,
      String operator,
      String from,
      String made,
      Map<String, NodeAttribute> attributes) {
    List<String> taken = List.of(from.split(", ", -1));
    List<String> given = List.of(made.split(", ", -1));
    nodes.add(new GraphNode(operator + nodes.size(), operator, domain, taken, given, attributes));
    return this;
  }

  OnnxModel model() {
    return new OnnxModel(
        8,
        producer,
        opsets,
        new ModelGraph("graph", nodes, constants, inputs, outputs, false),
        List.of());
  }

  Path write(Path directory) {
    try {
      return Files.write(directory.resolve("model.onnx"), OnnxModelWriter.write(model()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
