package io.tidemark.models.importing;

import io.tidemark.models.onnx.ConstantTensor;
import io.tidemark.models.onnx.GraphNode;
import io.tidemark.models.onnx.ModelGraph;
import io.tidemark.models.onnx.NodeAttribute;
import io.tidemark.models.onnx.ProbabilityRounding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Adds operators to a graph, in front of it or behind it. Only such are used as every opset from 8
 * on has in the same form.
 */
final class GraphBuilder {

  private final ModelGraph graph;
  private final Set<String> taken;
  private final List<GraphNode> nodes = new ArrayList<>();
  private final Map<String, ConstantTensor> constants = new LinkedHashMap<>();

  GraphBuilder(ModelGraph graph) {
    this.graph = graph;
    this.taken = new HashSet<>(graph.names());
    graph.nodes().forEach(node -> taken.add(node.name())); // no two nodes may have one name
  }

  private String name(String wanted) {
    String name = wanted;
    for (int i = 1; !taken.add(name); i++) {
      name = wanted + "_" + i;
    }
    return name;
  }

  private String add(String operator, Map<String, NodeAttribute> attributes, String... inputs) {
    String output = name(operator.toLowerCase(Locale.ROOT));
    nodes.add(GraphNode.of(operator, List.of(inputs), output, attributes));
    return output;
  }

  private String constant(ConstantTensor tensor) {
    String name = name("house_constant");
    constants.put(name, tensor.named(name));
    return name;
  }

  private static Map<String, NodeAttribute> axis(long axis) {
    return Map.of("axis", new NodeAttribute.Whole(axis));
  }

  /** One place of a dimension, which is gone then. */
  String pick(String value, int axis, long place) {
    return add("Gather", axis(axis), value, constant(ConstantTensor.scalar("", place)));
  }

  /** Some places of a dimension. */
  String pick(String value, int axis, int[] places) {
    long[] wanted = IntStream.of(places).asLongStream().toArray();
    return add("Gather", axis(axis), value, constant(ConstantTensor.wholes("", wanted)));
  }

  /** The same numbers in another shape; -1 is open. */
  String reshape(String value, long... shape) {
    return add("Reshape", Map.of(), value, constant(ConstantTensor.wholes("", shape)));
  }

  String transpose(String value, long... order) {
    return add("Transpose", Map.of("perm", new NodeAttribute.Wholes(order)), value);
  }

  String cast(String value, int element) {
    return add("Cast", Map.of("to", new NodeAttribute.Whole(element)), value);
  }

  /** Beside one another, by the second dimension. */
  String join(List<String> values) {
    return add("Concat", axis(1), values.toArray(String[]::new));
  }

  String sigmoid(String value) {
    return add("Sigmoid", Map.of(), value);
  }

  /** By the second dimension. */
  String softmax(String value) {
    return add("Softmax", axis(1), value);
  }

  /** Without what {@link ProbabilityRounding} says. */
  String unrounded(String value) {
    String one = constant(real(1));
    String nought = constant(real(0));
    String most = constant(real(ProbabilityRounding.TOLERANCE));
    String least = constant(real(-ProbabilityRounding.TOLERANCE));
    String beyond = add("Min", Map.of(), add("Sub", Map.of(), value, one), most);
    String below = add("Sub", Map.of(), value, add("Max", Map.of(), beyond, nought));
    String under = add("Min", Map.of(), add("Max", Map.of(), below, least), nought);
    return add("Sub", Map.of(), below, under);
  }

  private static ConstantTensor real(float number) {
    return ConstantTensor.floats("", new long[0], number);
  }

  /** Gives the last added operator's result this name; the operator keeps its own. */
  void name(String value, String wanted) {
    GraphNode last = nodes.remove(nodes.size() - 1);
    if (!last.outputs().equals(List.of(value))) {
      throw new IllegalStateException(value + " is not made last");
    }
    nodes.add(last.between(last.inputs(), List.of(wanted)));
  }

  boolean isEmpty() {
    return nodes.isEmpty();
  }

  /** The graph with the operators in front of its own. */
  ModelGraph before() {
    return with(joined(nodes, graph.nodes()));
  }

  /** The graph with the operators behind its own. */
  ModelGraph after() {
    return with(joined(graph.nodes(), nodes));
  }

  private ModelGraph with(List<GraphNode> all) {
    Map<String, ConstantTensor> more = new LinkedHashMap<>(graph.constants());
    more.putAll(constants);
    return graph.withNodes(all).withConstants(more);
  }

  private static List<GraphNode> joined(List<GraphNode> first, List<GraphNode> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
