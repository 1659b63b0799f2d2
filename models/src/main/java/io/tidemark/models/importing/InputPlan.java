package io.tidemark.models.importing;

import io.tidemark.models.onnx.ElementType;
import io.tidemark.models.onnx.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds out what the inputs of a graph are: which features, and how they lie in it. */
final class InputPlan {

  /** Every instrument's state holds a window, and an artefact allows no longer one. */
  private static final long MAX_WINDOW = 512;

  private static final long MAX_BATCH = 1_024;

  private final ImportRequest request;
  private final List<String> features;
  private final List<GraphProblem> problems = new ArrayList<>();
  private final List<GraphInput> inputs = new ArrayList<>();

  private InputPlan(ImportRequest request) {
    this.request = request;
    this.features = request.features().all();
  }

  /** Looks at every input that somebody must feed. */
  static InputPlan of(List<ValueType> fed, ImportRequest request) {
    InputPlan plan = new InputPlan(request);
    if (fed.isEmpty()) {
      plan.problem("the graph takes no input", "export the model, not a constant");
    }
    Map<String, List<String>> lists = plan.lists(fed);
    for (ValueType input : fed) {
      List<String> wanted = lists.get(input.name());
      if (wanted != null && plan.isUsable(input)) {
        plan.add(input, wanted, fed.size() > 1);
      }
    }
    plan.requireOneWindow();
    if (plan.window() == 1) {
      plan.inputs.replaceAll(InputPlan::ofOneBar);
    }
    return plan;
  }

  private static GraphInput ofOneBar(GraphInput input) {
    return input.layout() == InputLayout.STATIC
        ? new GraphInput(input.type(), InputLayout.FLAT, input.columns(), 1)
        : input;
  }

  List<GraphProblem> problems() {
    return problems;
  }

  List<GraphInput> inputs() {
    return inputs;
  }

  /** Bars of one scoring. */
  int window() {
    return inputs.stream().mapToInt(GraphInput::window).max().orElse(1);
  }

  private void problem(String what, String mend) {
    problems.add(new GraphProblem(what, mend));
  }

  /** Which features go where; an input whose features are not known is left out. */
  private Map<String, List<String>> lists(List<ValueType> fed) {
    Map<String, List<String>> named = request.features().byInput();
    List<String> names = fed.stream().map(ValueType::name).toList();
    if (request.features().isNamed()) {
      names.stream()
          .filter(name -> !named.containsKey(name))
          .forEach(name -> problem("no features are given for input '" + name + "'", line(names)));
      named.keySet().stream()
          .filter(name -> !names.contains(name))
          .forEach(name -> problem("there is no input '" + name + "'", line(names)));
      return named;
    }
    if (fed.size() == 1) {
      return Map.of(names.get(0), features);
    }
    return split(fed, names);
  }

  /** One list for several inputs, in their order. */
  private Map<String, List<String>> split(List<ValueType> fed, List<String> names) {
    List<Long> widths = fed.stream().map(InputPlan::last).toList();
    long total = widths.stream().mapToLong(Long::longValue).sum();
    if (widths.contains(ValueType.Dimension.OPEN) || total != features.size()) {
      problem(
          "the graph takes %s, and --features is one list of %d"
              .formatted(described(fed), features.size()),
          line(names));
      return Map.of();
    }
    int[] ends = new int[fed.size()];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = Math.toIntExact((i == 0 ? 0 : ends[i - 1]) + widths.get(i));
    }
    return IntStream.range(0, ends.length)
        .boxed()
        .collect(
            Collectors.toMap(names::get, i -> features.subList(i == 0 ? 0 : ends[i - 1], ends[i])));
  }

  private static String line(List<String> names) {
    return "give a list for each, --features \""
        + names.stream().map(name -> name + ": a, b").collect(Collectors.joining("; "))
        + "\"; a recurrent layer's first state is none: leave it out of forward's arguments";
  }

  private static String described(List<ValueType> fed) {
    return fed.stream()
        .map(input -> "'" + input.name() + "' " + input)
        .collect(Collectors.joining(" and "));
  }

  private static long last(ValueType input) {
    int rank = input.shape().size();
    return rank == 0 ? ValueType.Dimension.OPEN : rank == 1 ? 1 : input.length(rank - 1);
  }

  private boolean isUsable(ValueType input) {
    String what = "input '" + input.name() + "' is " + input;
    if (input.kind() != ValueType.Kind.TENSOR || !ElementType.isReal(input.element())) {
      problem(
          what + ", expected numbers with a fraction",
          "features are floats: cast within the model before you export it, or for scikit-learn"
              + " initial_types=[('features', FloatTensorType([None, %d]))]"
                  .formatted(features.size()));
      return false;
    }
    if (input.element() != ElementType.FLOAT && input.element() != ElementType.DOUBLE) {
      problem(
          what + ", and features would lose digits on the way in",
          "export it with float inputs: model.float() before torch.onnx.export, or"
              + " convert_float_to_float16(model, keep_io_types=True)");
      return false;
    }
    int rank = input.shape().size();
    if (rank < 1 || rank > 3) {
      problem(
          what + ", expected [B, F], [B, T, F], [B, F, T] or [B, T * F]",
          "export it with the shape of one of them");
      return false;
    }
    long batch = input.length(0);
    if (batch == 0 || batch > MAX_BATCH) {
      problem(what + ", and such a batch cannot be fed", "export it with a batch of 1");
      return false;
    }
    return true;
  }

  private void add(ValueType input, List<String> wanted, boolean severalInputs) {
    int[] columns = wanted.stream().mapToInt(features::indexOf).toArray();
    GraphInput found =
        switch (input.shape().size()) {
          case 1 -> number(input, columns);
          case 2 -> flat(input, columns, severalInputs);
          default -> window(input, columns);
        };
    if (found != null) {
      inputs.add(found);
    }
  }

  private @Nullable GraphInput number(ValueType input, int[] columns) {
    if (columns.length != 1) {
      mismatch(input, columns.length);
      return null;
    }
    return new GraphInput(input, InputLayout.NUMBER, columns, 1);
  }

  private @Nullable GraphInput flat(ValueType input, int[] columns, boolean severalInputs) {
    long width = input.length(1);
    int count = columns.length;
    if (width == ValueType.Dimension.OPEN) {
      width = (long) count * Math.max(1, request.window());
    }
    if (width == count) {
      InputLayout layout = severalInputs ? InputLayout.STATIC : InputLayout.FLAT;
      return new GraphInput(input, layout, columns, 1);
    }
    long bars = width / count;
    if (width % count != 0 || (request.window() > 1 && bars != request.window()) || bars < 1) {
      mismatch(input, count);
      return null;
    }
    return checked(new GraphInput(input, InputLayout.LAID_FLAT, columns, (int) bars), bars);
  }

  private @Nullable GraphInput window(ValueType input, int[] columns) {
    long one = input.length(1);
    long other = input.length(2);
    int count = columns.length;
    boolean straight = other == count || (other == ValueType.Dimension.OPEN && one != count);
    if (!straight && one != count) {
      mismatch(input, count);
      return null;
    }
    long bars = straight ? one : other;
    if (bars == ValueType.Dimension.OPEN && input.length(0) > 1) {
      problem(
          "input '%s' is %s: its batch is not its first dimension".formatted(input.name(), input),
          "batch_first=True, or x = x.transpose(0, 1) at the beginning of forward");
      return null;
    }
    if (bars == ValueType.Dimension.OPEN) {
      bars = request.window();
      if (bars < 1) {
        problem(
            "input '%s' is %s: how many bars a window has is open".formatted(input.name(), input),
            "say --window BARS, or export it with that dimension fixed");
        return null;
      }
    }
    InputLayout layout = straight ? InputLayout.WINDOW : InputLayout.TRANSPOSED;
    return checked(new GraphInput(input, layout, columns, (int) bars), bars);
  }

  private @Nullable GraphInput checked(GraphInput input, long bars) {
    if (bars < 1 || bars > MAX_WINDOW) {
      problem(
          "input '%s' takes a window of %d bars, expected 1 to %d"
              .formatted(input.type().name(), bars, MAX_WINDOW),
          "train it on a shorter window, or on longer bars");
      return null;
    }
    return input;
  }

  private void mismatch(ValueType input, int count) {
    problem(
        "input '%s' is %s, and %d features are given".formatted(input.name(), input, count),
        "give --features the list that the model was trained on, in its order");
  }

  private void requireOneWindow() {
    List<Integer> windows =
        inputs.stream()
            .filter(input -> input.layout().isWindow())
            .map(GraphInput::window)
            .distinct()
            .toList();
    if (windows.size() > 1) {
      problem(
          "its inputs take windows of " + windows + " bars",
          "export it with one length of window for all");
    }
  }
}
