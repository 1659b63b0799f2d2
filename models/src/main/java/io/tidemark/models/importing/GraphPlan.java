package io.tidemark.models.importing;

import io.tidemark.models.FileGate;
import io.tidemark.models.onnx.GraphNode;
import io.tidemark.models.onnx.ModelGraph;
import io.tidemark.models.onnx.OnnxModel;
import io.tidemark.models.onnx.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a graph is and what has to be done to have it in the house's form, or all that is in the
 * way.
 */
final class GraphPlan {

  private static final int OTHER_BATCH = 3;

  /** Inputs, or outputs: a model of one feature for each input has some dozens. */
  private static final int MAX_VALUES = 1_000;

  private final OnnxModel model;
  private final ImportRequest request;
  private final Exporter exporter;
  private final List<GraphProblem> problems = new ArrayList<>();
  private final List<GraphRewrite> rewrites = new ArrayList<>();
  private List<GraphInput> inputs = List.of();
  private int window = 1;
  private int fixedBatch;
  private @Nullable AnswerSource form;
  private OnnxModel original;
  private OnnxModel rewritten;

  private GraphPlan(OnnxModel model, ImportRequest request) {
    this.model = model;
    this.request = request;
    this.exporter = Exporter.of(model.producer());
    this.original = model;
    this.rewritten = model;
  }

  /** Looks at a graph; nothing of it is run. */
  static GraphPlan of(OnnxModel model, ImportRequest request) {
    GraphPlan plan = new GraphPlan(model, request);
    plan.requireSmall();
    if (!plan.problems.isEmpty()) {
      return plan; // every further look would take as long as the graph is large
    }
    plan.requireKept();
    InputPlan taken = InputPlan.of(model.graph().fed(), request);
    plan.problems.addAll(taken.problems());
    plan.inputs = taken.inputs();
    plan.window = taken.window();
    plan.fixedBatch = taken.inputs().stream().mapToInt(GraphInput::fixedBatch).max().orElse(0);
    plan.outputs();
    plan.requireServed();
    if (plan.problems.isEmpty()) {
      plan.rewrite();
    }
    return plan;
  }

  List<GraphProblem> problems() {
    return problems;
  }

  /** What is done, in the order in which it is done. */
  List<String> sentences() {
    return rewrites.stream().map(GraphRewrite::sentence).toList();
  }

  List<GraphInput> inputs() {
    return inputs;
  }

  /** All features of a bar, in the order of the house's input. */
  List<String> features() {
    return request.features().all();
  }

  /** Bars of one scoring. */
  int window() {
    return window;
  }

  /** Rows that the graph was exported for; 0 if for any number. */
  int fixedBatch() {
    return fixedBatch;
  }

  Exporter exporter() {
    return exporter;
  }

  /** What the answers are made of; null only if there are problems. */
  @Nullable AnswerSource form() {
    return form;
  }

  /** The graph as it was exported, without what nobody asks for. */
  OnnxModel original() {
    return original;
  }

  /** The graph in the house's form; of no use if there are problems. */
  OnnxModel rewritten() {
    return rewritten;
  }

  private void requireSmall() {
    requireFew("operators", model.graph().nodes().size(), FileGate.MAX_OPERATORS);
    requireFew("inputs", model.graph().fed().size(), MAX_VALUES);
    requireFew("outputs", model.graph().outputs().size(), MAX_VALUES);
  }

  private void requireFew(String what, int found, int most) {
    if (found > most) {
      problems.add(
          new GraphProblem(
              "it has %,d %s, expected at most %,d".formatted(found, what, most),
              "make the model smaller"));
    }
  }

  private boolean isKept() {
    return model.functions().isEmpty() && !model.graph().sparse();
  }

  private void requireKept() {
    if (!model.functions().isEmpty()) {
      problems.add(
          new GraphProblem(
              "it brings functions of its own: " + String.join(", ", model.functions()),
              exporter.inlined()));
    }
    if (model.graph().sparse()) {
      problems.add(new GraphProblem("it holds sparse weights", "export it with dense ones"));
    }
  }

  private void outputs() {
    ModelGraph graph = model.graph();
    ModelGraph plain =
        graph.withNodes(graph.nodes().stream().filter(node -> !isZipMap(node)).toList());
    Map<String, long[]> shapes =
        isKept() ? FileGate.shapes(model.with(closed(plain)), Math.max(1, fixedBatch)) : Map.of();
    List<GraphOutput> found = new OutputClassifier(graph, shapes).outputs();
    OutputPlan chosen = OutputPlan.of(found, request, exporter);
    problems.addAll(chosen.problems());
    form = chosen.form();
    if (form != null) {
      OutputsSelected selected = new OutputsSelected(found, form.outputs());
      original = selected.original(model);
      rewritten = selected.apply(model);
      if (selected.changes()) {
        rewrites.add(selected);
      }
    }
  }

  private static boolean isZipMap(GraphNode node) {
    return node.is(OnnxModel.ML, "ZipMap");
  }

  /** The graph with every dimension of its inputs known but for the batch. */
  private ModelGraph closed(ModelGraph graph) {
    return graph.withInputs(
        graph.fed().stream()
            .map(
                value ->
                    inputs.stream()
                        .filter(input -> input.type().name().equals(value.name()))
                        .findFirst()
                        .map(GraphPlan::closed)
                        .orElse(value))
            .toList());
  }

  private static ValueType closed(GraphInput input) {
    int batch = input.fixedBatch();
    long[] shape = input.shape(batch);
    shape[0] = batch == 0 ? ValueType.Dimension.OPEN : batch;
    return ValueType.tensor(input.type().name(), input.type().element(), shape);
  }

  private void requireServed() {
    Map<String, GraphNode> first = new LinkedHashMap<>();
    rewritten.graph().nodes().stream()
        .filter(node -> !isZipMap(node))
        .forEach(node -> first.putIfAbsent(node.domain() + ":" + node.operator(), node));
    for (GraphNode node : first.values()) {
      String refusal = FileGate.refusal(node.domain(), node.operator());
      if (refusal != null) {
        String line = exporter.without(node.domain(), node.operator());
        problems.add(
            new GraphProblem(
                "operator " + node.label() + " is not served", line.isEmpty() ? refusal : line));
      }
    }
  }

  private void rewrite() {
    AnswerSource answers = form;
    if (answers == null) {
      return;
    }
    UnusedImportsDropped imports = UnusedImportsDropped.of(rewritten);
    if (!imports.domains().isEmpty()) {
      add(imports);
    }
    if (MlOpsetRaised.suits(rewritten)) {
      add(new MlOpsetRaised(rewritten.opsets().getOrDefault(OnnxModel.ML, 1L)));
    }
    rewritten = rewritten.with(closed(rewritten.graph()));
    if (fixedBatch > 0 || !followsFromAnyBatch()) {
      add(new BatchFreed(Math.max(1, fixedBatch)));
    }
    add(new InputsAdapted(inputs, request.features().all(), window));
    add(new OutputsAdapted(answers));
  }

  private void add(GraphRewrite rewrite) {
    rewrites.add(rewrite);
    rewritten = rewrite.apply(rewritten);
  }

  /** A graph may say that its batch is open, and have it written down within. */
  private boolean followsFromAnyBatch() {
    Map<String, long[]> one = FileGate.shapes(rewritten, 1);
    Map<String, long[]> other = FileGate.shapes(rewritten, OTHER_BATCH);
    return other.keySet().containsAll(one.keySet());
  }
}
