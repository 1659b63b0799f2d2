package io.tidemark.models.importing;

import io.tidemark.models.FileGate;
import io.tidemark.models.onnx.ConstantTensor;
import io.tidemark.models.onnx.GraphNode;
import io.tidemark.models.onnx.ModelGraph;
import io.tidemark.models.onnx.OnnxModel;
import io.tidemark.models.onnx.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A graph that was exported for a fixed number of rows takes any. First states that are zeros are
 * left out, since operators take zeros for none; a shape in which the number of rows is written
 * down leaves it open. Whether the answers stay the same is not decided here but proved.
 *
 * @param batch rows that it was exported for
 */
record BatchFreed(int batch) implements GraphRewrite {

  private static final Set<String> RECURRENT = Set.of("LSTM", "GRU", "RNN");

  /** Where a recurrent operator takes its first states. */
  private static final int STATES = 5;

  /** More shapes than that are written down in no graph that was ever seen. */
  private static final int MAX_SHAPES = 64;

  private static final int OTHER = 3;

  @Override
  public String sentence() {
    return "batch freed: it was exported for " + (batch == 1 ? "one row" : batch + " rows");
  }

  @Override
  public OnnxModel apply(OnnxModel model) {
    ModelGraph graph = model.graph();
    Set<String> zeros = ZeroValues.of(graph);
    List<GraphNode> nodes =
        graph.nodes().stream().map(node -> withoutZeroStates(node, zeros)).toList();
    OnnxModel freed =
        model.with(
            GraphEdit.keeping(
                graph
                    .withNodes(nodes)
                    .withInputs(graph.fed().stream().map(BatchFreed::opened).toList()),
                graph.outputs().stream().map(BatchFreed::opened).toList()));
    Map<String, long[]> before = FileGate.shapes(model, batch);
    for (int i = 0; i < MAX_SHAPES; i++) {
      OnnxModel better = reshaping(freed, before);
      if (better == null) {
        return freed;
      }
      freed = better;
    }
    return freed;
  }

  private static GraphNode withoutZeroStates(GraphNode node, Set<String> zeros) {
    if (!node.domain().equals(OnnxModel.STANDARD) || !RECURRENT.contains(node.operator())) {
      return node;
    }
    List<String> inputs = new ArrayList<>(node.inputs());
    for (int i = STATES; i < Math.min(STATES + 2, inputs.size()); i++) {
      inputs.set(i, zeros.contains(inputs.get(i)) ? "" : inputs.get(i));
    }
    while (inputs.get(inputs.size() - 1).isEmpty()) {
      inputs.remove(inputs.size() - 1);
    }
    return node.between(inputs, node.outputs());
  }

  static ValueType opened(ValueType value) {
    if (value.shape().isEmpty()) {
      return value;
    }
    List<ValueType.Dimension> shape = new ArrayList<>(value.shape());
    shape.set(0, new ValueType.Dimension(ValueType.Dimension.OPEN, "batch"));
    return new ValueType(value.name(), value.kind(), value.element(), shape);
  }

  /** With the first shape open that does not go with another number of rows; null if all do. */
  private @Nullable OnnxModel reshaping(OnnxModel freed, Map<String, long[]> before) {
    Map<String, long[]> after = FileGate.shapes(freed, batch * OTHER);
    Map<String, ConstantTensor> constants = GraphEdit.constants(freed.graph());
    for (GraphNode node : freed.graph().nodes()) {
      if (!node.is(OnnxModel.STANDARD, "Reshape") || after.containsKey(node.outputs().get(0))) {
        continue;
      }
      long[] made = before.get(node.outputs().get(0));
      long[] one = before.get(node.inputs().get(0));
      long[] three = after.get(node.inputs().get(0));
      if (made != null && one != null && three != null && constants.containsKey(shape(node))) {
        return freed.with(open(freed.graph(), node, opened(made, axis(one, three))));
      }
      return null;
    }
    return null;
  }

  private static String shape(GraphNode node) {
    return node.inputs().size() > 1 ? node.inputs().get(1) : "";
  }

  /** The dimension that grew with the rows. */
  private static int axis(long[] before, long[] after) {
    for (int i = 0; i < Math.min(before.length, after.length); i++) {
      if (before[i] != after[i]) {
        return i;
      }
    }
    return 0;
  }

  private long[] opened(long[] shape, int axis) {
    long[] opened = shape.clone();
    int at = axis < shape.length && shape[axis] == batch ? axis : 0;
    for (int i = 0; i < shape.length && opened[at] != batch; i++) {
      at = shape[i] == batch ? i : at;
    }
    if (opened.length > 0) {
      opened[at] = -1;
    }
    return opened;
  }

  private static ModelGraph open(ModelGraph graph, GraphNode node, long[] shape) {
    String name = GraphEdit.free(graph, "house_shape");
    Map<String, ConstantTensor> constants = new LinkedHashMap<>(graph.constants());
    constants.put(name, ConstantTensor.wholes(name, shape));
    List<GraphNode> nodes = new ArrayList<>(graph.nodes());
    nodes.set(
        nodes.indexOf(node), node.between(List.of(node.inputs().get(0), name), node.outputs()));
    return graph.withNodes(nodes).withConstants(constants);
  }
}
