package io.tidemark.models.importing;

import io.tidemark.models.onnx.ElementType;
import io.tidemark.models.onnx.ModelGraph;
import io.tidemark.models.onnx.OnnxModel;
import io.tidemark.models.onnx.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The house's one input: [B, F], or [B, T, F] of a window. What the graph takes is made of it
 * within the graph.
 *
 * @param inputs of the graph
 * @param features of one bar, all together
 * @param window bars of one scoring
 */
record InputsAdapted(List<GraphInput> inputs, List<String> features, int window)
    implements GraphRewrite {

  /** The name that every model's input gets. */
  static final String NAME = "features";

  @Override
  public String sentence() {
    GraphInput first = inputs.get(0);
    if (isTheHouses(first)) {
      return first.type().name().equals(NAME)
          ? "input kept: " + first.layout()
          : "input '" + first.type().name() + "' renamed " + NAME + ": " + first.layout();
    }
    return inputs.stream()
        .map(input -> "input '" + input.type().name() + "' made of features: " + words(input))
        .collect(Collectors.joining("; "));
  }

  private String words(GraphInput input) {
    String type =
        input.type().element() == ElementType.FLOAT
            ? ""
            : ", cast to " + ElementType.name(input.type().element());
    String size = input.layout().isWindow() ? " (" + input.window() + " bars)" : "";
    String which =
        inputs.size() == 1
            ? ""
            : IntStream.of(input.columns())
                .mapToObj(features::get)
                .collect(Collectors.joining(", ", " of ", ""));
    return input.layout() + which + size + type;
  }

  private boolean isTheHouses(GraphInput input) {
    InputLayout house = window > 1 ? InputLayout.WINDOW : InputLayout.FLAT;
    return inputs.size() == 1
        && input.layout() == house
        && input.takesAll(features.size())
        && input.type().element() == ElementType.FLOAT;
  }

  @Override
  public OnnxModel apply(OnnxModel model) {
    ValueType house =
        window > 1
            ? ValueType.tensor(NAME, ElementType.FLOAT, -1, window, features.size())
            : ValueType.tensor(NAME, ElementType.FLOAT, -1, features.size());
    if (isTheHouses(inputs.get(0))) {
      ModelGraph graph = GraphEdit.renamed(model.graph(), inputs.get(0).type().name(), NAME);
      return model.with(graph.withInputs(List.of(house)));
    }
    OnnxModel standard = GraphEdit.withStandard(model);
    // The inner name makes room, so that the house's input can have it.
    String aside = GraphEdit.free(standard.graph(), NAME + "_inner");
    ModelGraph graph = GraphEdit.renamed(standard.graph(), NAME, aside);
    GraphBuilder builder = new GraphBuilder(graph.withInputs(with(graph.inputs(), house)));
    for (GraphInput input : inputs) {
      String name = input.type().name().equals(NAME) ? aside : input.type().name();
      builder.name(made(builder, input), name);
    }
    return standard.with(builder.before().withInputs(List.of(house)));
  }

  private static List<ValueType> with(List<ValueType> inputs, ValueType house) {
    List<ValueType> all = new ArrayList<>(inputs);
    all.add(house);
    return all;
  }

  /** The operators that make an input; there is at least one, though it change nothing. */
  private String made(GraphBuilder builder, GraphInput input) {
    String value = NAME;
    if (window > 1 && !input.layout().isWindow()) {
      value = builder.pick(value, 1, window - 1L);
    }
    int axis = window > 1 && input.layout().isWindow() ? 2 : 1;
    if (input.layout() == InputLayout.NUMBER) {
      value = builder.pick(value, axis, (long) input.columns()[0]);
    } else if (!input.takesAll(features.size())) {
      value = builder.pick(value, axis, input.columns());
    }
    if (input.layout() == InputLayout.TRANSPOSED) {
      value = builder.transpose(turned(builder, value, input), 0, 2, 1);
    } else if (input.layout() == InputLayout.LAID_FLAT) {
      value = builder.reshape(value, -1, input.width());
    } else if (input.layout() == InputLayout.WINDOW && window == 1) {
      value = turned(builder, value, input);
    }
    return builder.cast(value, input.type().element());
  }

  /** A window of one bar has three dimensions in the graph, and two in the house. */
  private String turned(GraphBuilder builder, String value, GraphInput input) {
    return window > 1 ? value : builder.reshape(value, -1, 1, input.columns().length);
  }
}
