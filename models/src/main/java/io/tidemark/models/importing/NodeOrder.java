package io.tidemark.models.importing;

import io.tidemark.models.onnx.GraphNode;
import io.tidemark.models.onnx.ModelGraph;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts operators behind those that make what they take. The standard asks for that order, but tools
 * that add operators write them last, and the runtimes do not mind.
 */
final class NodeOrder {

  private final List<GraphNode> nodes;
  private final Map<String, Integer> makers = new HashMap<>();
  private final boolean[] begun;
  private final Map<Integer, GraphNode> done = new LinkedHashMap<>();

  private NodeOrder(List<GraphNode> nodes) {
    this.nodes = nodes;
    this.begun = new boolean[nodes.size()];
    for (int i = 0; i < nodes.size(); i++) {
      for (String made : nodes.get(i).outputs()) {
        makers.putIfAbsent(made, i);
      }
    }
  }

  /** The same graph in order, which is that of the file where that is one. A circle stays one. */
  static ModelGraph of(ModelGraph graph) {
    NodeOrder order = new NodeOrder(graph.nodes());
    for (int i = 0; i < graph.nodes().size(); i++) {
      order.place(i);
    }
    return graph.withNodes(new ArrayList<>(order.done.values()));
  }

  /** Without recursion: a stranger's chain of operators may be as long as a file. */
  private void place(int wanted) {
    Deque<Integer> waiting = new ArrayDeque<>(List.of(wanted));
    while (!waiting.isEmpty()) {
      int at = waiting.element();
      if (!begun[at]) {
        begun[at] = true;
        for (String input : nodes.get(at).inputs()) {
          Integer maker = makers.get(input);
          if (maker != null && !begun[maker]) {
            waiting.push(maker);
          }
        }
      }
      if (waiting.element() == at) {
        waiting.remove();
        done.putIfAbsent(at, nodes.get(at));
      }
    }
  }
}
