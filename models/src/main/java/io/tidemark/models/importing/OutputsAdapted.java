package io.tidemark.models.importing;

import io.tidemark.models.onnx.ElementType;
import io.tidemark.models.onnx.ModelGraph;
import io.tidemark.models.onnx.OnnxModel;
import io.tidemark.models.onnx.ValueType;
import java.util.ArrayList;
import java.util.List;

/**
 * The house's one output: a number a row, or a row of numbers.
 *
 * @param form what it is made of
 */
record OutputsAdapted(AnswerSource form) implements GraphRewrite {

  @Override
  public String sentence() {
    GraphOutput first = form.outputs().get(0);
    List<String> words = new ArrayList<>();
    if (form.outputs().size() > 1) {
      words.add(
          "mean '%s' and standard deviation '%s' beside one another"
              .formatted(first.name(), form.outputs().get(1).name()));
    }
    if (form.step() != AnswerSource.Step.AS_IT_IS) {
      String what = form.step() == AnswerSource.Step.SIGMOID ? "sigmoid" : "softmax";
      words.add(what + " over the logit '" + first.name() + "'");
    }
    if (form.column() >= 0) {
      String named =
          first.classes().isEmpty() ? "" : " (class " + first.classes().get(form.column()) + ")";
      words.add("column " + form.column() + " of '" + first.name() + "'" + named);
    } else if (form.width() > 1 && form.outputs().size() == 1) {
      String named = first.classes().isEmpty() ? "" : ": " + String.join(", ", first.classes());
      words.add(form.width() + " columns of '" + first.name() + "'" + named);
    }
    if (words.isEmpty()) {
      words.add(
          first.name().equals(form.name())
              ? "output kept"
              : "output '" + first.name() + "' renamed " + form.name());
    }
    if (form.isRounded()) {
      words.add("rounding beyond 0 and 1 taken off");
    }
    return String.join(", ", words);
  }

  @Override
  public OnnxModel apply(OnnxModel model) {
    OnnxModel standard = GraphEdit.withStandard(model);
    ModelGraph graph = standard.graph();
    // Whatever has the house's name makes room.
    String aside = GraphEdit.free(graph, form.name() + "_inner");
    graph = GraphEdit.renamed(graph, form.name(), aside);
    List<String> sources =
        form.outputs().stream()
            .map(output -> output.source().equals(form.name()) ? aside : output.source())
            .toList();
    GraphBuilder builder = new GraphBuilder(graph);
    builder.name(made(builder, sources), form.name());
    ValueType house =
        form.width() == 1
            ? ValueType.tensor(form.name(), ElementType.FLOAT, -1)
            : ValueType.tensor(form.name(), ElementType.FLOAT, -1, form.width());
    return standard.with(
        GraphEdit.keeping(builder.after().withOutputs(List.of(house)), List.of(house)));
  }

  private String made(GraphBuilder builder, List<String> sources) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      String part = sources.get(i);
      if (form.outputs().get(i).element() != ElementType.FLOAT) {
        part = builder.cast(part, ElementType.FLOAT);
      }
      parts.add(builder.reshape(part, -1, form.outputs().get(i).width()));
    }
    String value = parts.size() == 1 ? parts.get(0) : builder.join(parts);
    if (form.step() == AnswerSource.Step.SOFTMAX) {
      value = builder.softmax(value);
    } else if (form.step() == AnswerSource.Step.SIGMOID) {
      value = builder.sigmoid(value);
    }
    if (form.column() >= 0) {
      value = builder.pick(value, 1, (long) form.column());
    } else if (form.width() == 1) {
      value = builder.reshape(value, -1);
    }
    return form.isRounded() ? builder.unrounded(value) : value;
  }
}
