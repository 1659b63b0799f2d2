package io.tidemark.models.onnx;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A {@code GraphProto}.
 *
 * @param name may be empty
 * @param nodes as they stand in the file
 * @param constants weights by name, in the file's order
 * @param inputs as the file lists them; older files list the constants here, too
 * @param outputs as the file lists them
 * @param sparse whether it holds sparse constants, which are not kept
 */
public record ModelGraph(
    String name,
    List<GraphNode> nodes,
    Map<String, ConstantTensor> constants,
    List<ValueType> inputs,
    List<ValueType> outputs,
    boolean sparse) {

  public ModelGraph {
    nodes = List.copyOf(nodes);
    constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** The inputs that somebody must feed. */
  public List<ValueType> fed() {
    return inputs.stream().filter(input -> !constants.containsKey(input.name())).toList();
  }

  /** All names of values. */
  public Set<String> names() {
    Set<String> names = new HashSet<>(constants.keySet());
    inputs.forEach(input -> names.add(input.name()));
    for (GraphNode node : nodes) {
      names.addAll(node.inputs());
      names.addAll(node.outputs());
    }
    return names;
  }

  /** The same graph with other nodes. */
  public ModelGraph withNodes(List<GraphNode> others) {
    return new ModelGraph(name, others, constants, inputs, outputs, sparse);
  }

  /** The same graph with other constants. */
  public ModelGraph withConstants(Map<String, ConstantTensor> others) {
    return new ModelGraph(name, nodes, others, inputs, outputs, sparse);
  }

  /** The same graph with other inputs. */
  public ModelGraph withInputs(List<ValueType> others) {
    return new ModelGraph(name, nodes, constants, others, outputs, sparse);
  }

  /** The same graph with other outputs. */
  public ModelGraph withOutputs(List<ValueType> others) {
    return new ModelGraph(name, nodes, constants, inputs, others, sparse);
  }
}
