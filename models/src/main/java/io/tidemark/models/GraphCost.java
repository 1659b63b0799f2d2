package io.tidemark.models;

import io.tidemark.models.OperatorCall.UnknownShapeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one run of a graph takes, found without running it: every shape follows from the file and
 * the batch, or the graph is refused.
 *
 * @param numbers in all the tensors that its operators make
 * @param operations about how many additions and multiplications it costs
 */
record GraphCost(long numbers, long operations) {

  /** Most operators that do not multiply matrices do a few things with each number. */
  private static final long EACH = 4;

  /** They make less than they read. */
  private static final Pattern FOLDING = Pattern.compile("Reduce.*|Arg.*|Global.*|TopK");

  /** Operators that run another graph. */
  static final Set<String> LOOPS = Set.of("Loop", "Scan", "If", "SequenceMap");

  static final String ENDLESS =
      "a graph within the graph may run for ever; export the model unrolled, or with LSTM, GRU or"
          + " RNN";

  private static final Set<String> MADE_AT_RUN_TIME =
      Set.of("NonZero", "Compress", "Unique", "NonMaxSuppression", "Resize", "Upsample");

  private static final Set<String> CHANCE =
      Set.of(
          "RandomNormal",
          "RandomNormalLike",
          "RandomUniform",
          "RandomUniformLike",
          "Bernoulli",
          "Multinomial");

  /**
   * Adds up what a graph takes for so many inputs at once.
   *
   * @param file its name in messages
   * @param most what it may take; beyond it nothing is added any more
   * @throws ModelRejectedException if an operator is none that is served, a shape does not follow
   *     from the file, or it takes more
   */
  static GraphCost of(String file, OnnxOutline graph, long opset, int batch, GraphCost most)
      throws ModelRejectedException {
    return of(file, graph, opset, batch, most, new HashMap<>());
  }

  /**
   * The same, and what was found of every tensor by its name.
   *
   * @param values takes them
   */
  static GraphCost of(
      String file,
      OnnxOutline graph,
      long opset,
      int batch,
      GraphCost most,
      Map<String, OnnxValue> values)
      throws ModelRejectedException {
    values.putAll(graph.constants());
    for (Map.Entry<String, long[]> input : graph.inputs().entrySet()) {
      values.putIfAbsent(input.getKey(), OnnxValue.of(fed(file, input, batch)));
    }
    long numbers = 0;
    long operations = 0;
    for (OnnxNode node : graph.nodes()) {
      OperatorShapes.Rule rule = OperatorShapes.find(node);
      if (rule == null) {
        throw refused(file, node.label(), why(node.operator()));
      }
      try {
        OperatorCall call = new OperatorCall(node, inputs(node, values), opset);
        List<OnnxValue> made = rule.of(call);
        long more = 0;
        for (int i = 0; i < node.outputs().size(); i++) {
          if (i == made.size()) {
            throw new UnknownShapeException("it has more outputs than are known");
          }
          more = Math.addExact(more, made.get(i).elements());
          values.put(node.outputs().get(i), made.get(i));
        }
        numbers = Math.addExact(numbers, more);
        operations = Math.addExact(operations, operations(call, made, more));
      } catch (UnknownShapeException e) {
        throw refused(file, node.label(), e.getMessage());
      } catch (ArithmeticException e) {
        throw refused(file, node.label(), "its size is beyond any number");
      }
      within(file, node, "numbers in its tensors", numbers, most.numbers);
      within(file, node, "operations", operations, most.operations);
    }
    return new GraphCost(numbers, operations);
  }

  private static void within(String file, OnnxNode node, String what, long found, long most)
      throws ModelRejectedException {
    if (found > most) {
      throw new ModelRejectedException(
          "%s: expected at most %,d %s, found %,d up to %s: make the model smaller"
              .formatted(file, most, what, found, node.label()));
    }
  }

  static ModelRejectedException refused(String file, String node, @Nullable String why) {
    return new ModelRejectedException(
        "%s: operator %s is not served: %s".formatted(file, node, why));
  }

  /** Why an operator is not among those that are served, and what to do. */
  static String why(String operator) {
    if (MADE_AT_RUN_TIME.contains(operator)) {
      return FileGate.MADE_AT_RUN_TIME + "; export the model with fixed shapes";
    }
    if (CHANCE.contains(operator)) {
      return "it answers by chance, so no replay would be the same; export the model for inference";
    }
    return "it is not among the known ones; export the model with others";
  }

  private static long[] fed(String file, Map.Entry<String, long[]> input, int batch)
      throws ModelRejectedException {
    long[] shape = input.getValue().clone();
    for (int i = 0; i < shape.length; i++) {
      if (shape[i] == OnnxOutline.FREE && i > 0) {
        throw new ModelRejectedException(
            "%s: input '%s': expected every dimension but the first as a number, dimension %d is open"
                .formatted(file, input.getKey(), i + 1));
      }
      shape[i] = shape[i] == OnnxOutline.FREE ? batch : shape[i];
    }
    return shape;
  }

  private static List<@Nullable OnnxValue> inputs(OnnxNode node, Map<String, OnnxValue> values)
      throws UnknownShapeException {
    List<@Nullable OnnxValue> inputs = new ArrayList<>();
    for (String name : node.inputs()) {
      OnnxValue value = values.get(name);
      if (value == null && !name.isEmpty()) {
        throw new UnknownShapeException("its input '" + name + "' is not made before it");
      }
      inputs.add(name.isEmpty() ? null : value);
    }
    return inputs;
  }

  private static long operations(OperatorCall call, List<OnnxValue> made, long numbers)
      throws UnknownShapeException {
    boolean folds = FOLDING.matcher(call.node().operator()).matches();
    long touched = folds ? Math.addExact(numbers, call.in(0).elements()) : numbers;
    return Math.addExact(Math.multiplyExact(EACH, touched), multiplied(call, made));
  }

  private static long multiplied(OperatorCall call, List<OnnxValue> made)
      throws UnknownShapeException {
    long results = made.isEmpty() ? 0 : made.get(0).elements();
    return switch (call.node().operator()) {
      case "MatMul", "MatMulInteger", "QLinearMatMul" ->
          Math.multiplyExact(results, call.width(0, call.in(0).rank() - 1));
      case "Gemm" ->
          Math.multiplyExact(results, call.width(0, call.attribute("transA", 0) == 0 ? 1 : 0));
      case "LSTM", "GRU", "RNN" ->
          Math.multiplyExact(
              Math.multiplyExact(call.width(0, 0), call.width(0, 1)),
              Math.addExact(call.in(1).elements(), call.in(2).elements()));
      case "LinearClassifier", "LinearRegressor" -> perRow(call, "coefficients");
      case "SVMClassifier", "SVMRegressor" -> perRow(call, "support_vectors");
      case "Conv", "ConvInteger" ->
          Math.multiplyExact(results, call.in(1).elements() / Math.max(1, call.width(1, 0)));
      case "MaxPool", "AveragePool", "LpPool" ->
          Math.multiplyExact(results, OnnxValue.of(kernel(call)).elements());
      default -> 0;
    };
  }

  /** Each row meets every number of a list. */
  private static long perRow(OperatorCall call, String list) throws UnknownShapeException {
    OnnxNode.Attribute numbers = call.node().attributes().get(list);
    long rows = call.in(0).rank() < 2 ? 1 : call.width(0, 0);
    return numbers == null ? 0 : Math.multiplyExact(rows, numbers.floats());
  }

  private static long[] kernel(OperatorCall call) {
    long[] kernel = call.list("kernel_shape");
    return kernel == null ? new long[0] : kernel;
  }
}
