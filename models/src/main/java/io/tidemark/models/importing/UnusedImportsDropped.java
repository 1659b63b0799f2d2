package io.tidemark.models.importing;

import io.tidemark.models.onnx.GraphNode;
import io.tidemark.models.onnx.OnnxModel;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Operator sets that no operator is of.
 *
 * @param domains which
 */
record UnusedImportsDropped(Set<String> domains) implements GraphRewrite {

  /** Finds them; the standard's own set stays. */
  static UnusedImportsDropped of(OnnxModel model) {
    Set<String> unused = new TreeSet<>(model.opsets().keySet());
    model.graph().nodes().stream().map(GraphNode::domain).forEach(unused::remove);
    unused.remove(OnnxModel.STANDARD);
    return new UnusedImportsDropped(unused);
  }

  @Override
  public String sentence() {
    return "unused import dropped: " + domains.stream().collect(Collectors.joining(", "));
  }

  @Override
  public OnnxModel apply(OnnxModel model) {
    TreeMap<String, Long> left = new TreeMap<>(model.opsets());
    left.keySet().removeAll(domains);
    return model.with(left);
  }
}
