package io.tidemark.models.importing;

import io.tidemark.models.onnx.ModelGraph;
import io.tidemark.models.onnx.OnnxModel;
import io.tidemark.models.onnx.ValueType;
import java.util.ArrayList;
import java.util.List;

/**
 * Only the outputs that the task needs, and only what makes them.
 *
 * @param all outputs of the graph
 * @param kept of them
 */
record OutputsSelected(List<GraphOutput> all, List<GraphOutput> kept) implements GraphRewrite {

  boolean changes() {
    return !sentence().isEmpty();
  }

  @Override
  public String sentence() {
    List<String> words = new ArrayList<>();
    if (kept.stream().anyMatch(output -> output.kind() == OutputKind.PROBABILITY_MAPS)) {
      words.add("ZipMap dropped");
    }
    for (GraphOutput output : all) {
      if (!kept.contains(output)) {
        boolean label = output.kind() == OutputKind.LABEL;
        words.add((label ? "label output '" : "output '") + output.name() + "' dropped");
      }
    }
    return String.join(", ", words);
  }

  @Override
  public OnnxModel apply(OnnxModel model) {
    return model.with(
        selected(
            model.graph(),
            kept.stream()
                .map(
                    output ->
                        new ValueType(
                            output.source(), ValueType.Kind.TENSOR, output.element(), List.of()))
                .toList()));
  }

  /** The graph as it was exported, without what the kept outputs do not need. */
  OnnxModel original(OnnxModel model) {
    return model.with(selected(model.graph(), kept.stream().map(GraphOutput::type).toList()));
  }

  private static ModelGraph selected(ModelGraph graph, List<ValueType> outputs) {
    return GraphEdit.keeping(graph, outputs.stream().distinct().toList());
  }
}
