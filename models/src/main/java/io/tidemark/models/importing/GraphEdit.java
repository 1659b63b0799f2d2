package io.tidemark.models.importing;

import io.tidemark.models.onnx.ConstantTensor;
import io.tidemark.models.onnx.GraphNode;
import io.tidemark.models.onnx.ModelGraph;
import io.tidemark.models.onnx.OnnxModel;
import io.tidemark.models.onnx.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What several rewrites do to a graph. */
final class GraphEdit {

  /** The standard's operators that a file gets which imports none; any version would do. */
  private static final long OPSET = 17;

  /** Formats before this one list every constant among the inputs, too. */
  private static final long CONSTANTS_APART = 4;

  private GraphEdit() {}

  /** Only these outputs, and only what they need. */
  static ModelGraph keeping(ModelGraph graph, List<ValueType> outputs) {
    Set<String> needed = new HashSet<>();
    outputs.forEach(output -> needed.add(output.name()));
    List<GraphNode> kept = new ArrayList<>();
    for (int i = graph.nodes().size() - 1; i >= 0; i--) {
      GraphNode node = graph.nodes().get(i);
      if (node.outputs().stream().anyMatch(needed::contains)) {
        kept.add(node);
        needed.addAll(node.inputs());
      }
    }
    Collections.reverse(kept);
    Map<String, ConstantTensor> constants = new LinkedHashMap<>(graph.constants());
    constants.keySet().retainAll(needed);
    return new ModelGraph(graph.name(), kept, constants, graph.fed(), outputs, graph.sparse());
  }

  /** A name that no value has yet. */
  static String free(ModelGraph graph, String wanted) {
    Set<String> taken = graph.names();
    String name = wanted;
    for (int i = 1; taken.contains(name); i++) {
      name = wanted + "_" + i;
    }
    return name;
  }

  /** A value under another name, which is taken from whatever else has it. */
  static ModelGraph renamed(ModelGraph graph, String from, String to) {
    if (from.equals(to)) {
      return graph;
    }
    String aside = free(graph, to);
    return named(graph, name -> name.equals(from) ? to : name.equals(to) ? aside : name);
  }

  private static ModelGraph named(ModelGraph graph, UnaryOperator<String> names) {
    Map<String, ConstantTensor> constants = new LinkedHashMap<>();
    graph
        .constants()
        .forEach(
            (name, tensor) -> constants.put(names.apply(name), tensor.named(names.apply(name))));
    return new ModelGraph(
        graph.name(),
        graph.nodes().stream().map(node -> node.renamed(names)).toList(),
        constants,
        graph.inputs().stream().map(each -> each.named(names.apply(each.name()))).toList(),
        graph.outputs().stream().map(each -> each.named(names.apply(each.name()))).toList(),
        graph.sparse());
  }

  /** The same file, such that operators of the standard can be added to it. */
  static OnnxModel withStandard(OnnxModel model) {
    TreeMap<String, Long> opsets = new TreeMap<>(model.opsets());
    opsets.putIfAbsent(OnnxModel.STANDARD, OPSET);
    return new OnnxModel(
        Math.max(CONSTANTS_APART, model.irVersion()),
        model.producer(),
        opsets,
        model.graph(),
        model.functions());
  }

  /** A constant, given as a node, by its name; otherwise as it stands among the constants. */
  static Map<String, ConstantTensor> constants(ModelGraph graph) {
    Map<String, ConstantTensor> constants = new LinkedHashMap<>(graph.constants());
    for (GraphNode node : graph.nodes()) {
      ConstantTensor tensor = node.is(OnnxModel.STANDARD, "Constant") ? node.tensor("value") : null;
      if (tensor != null && !node.outputs().isEmpty()) {
        constants.put(node.outputs().get(0), tensor);
      }
    }
    return constants;
  }
}
