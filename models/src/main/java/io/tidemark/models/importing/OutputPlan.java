package io.tidemark.models.importing;

import io.tidemark.core.score.Task;
import io.tidemark.models.importing.ImportRequest.AnswerScale;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Chooses the outputs that a task needs, and what becomes of their numbers. */
final class OutputPlan {

  /** Names of the class that is a rise. */
  private static final Set<String> RISE = Set.of("1", "up", "rise", "buy", "long", "true", "pos");

  /** Names of outputs that are a standard deviation. */
  private static final List<String> SPREAD = List.of("sigma", "std", "scale", "vol", "spread");

  private final ImportRequest request;
  private final Exporter exporter;
  private final List<GraphProblem> problems = new ArrayList<>();
  private @Nullable AnswerSource form;

  private OutputPlan(ImportRequest request, Exporter exporter) {
    this.request = request;
    this.exporter = exporter;
  }

  static OutputPlan of(List<GraphOutput> outputs, ImportRequest request, Exporter exporter) {
    OutputPlan plan = new OutputPlan(request, exporter);
    plan.choose(outputs);
    return plan;
  }

  List<GraphProblem> problems() {
    return problems;
  }

  /** What the house's output is made of; null if there is a problem. */
  @Nullable AnswerSource form() {
    return form;
  }

  private void problem(String what, String mend) {
    problems.add(new GraphProblem(what, mend));
  }

  private void choose(List<GraphOutput> outputs) {
    List<GraphOutput> numbers =
        outputs.stream().filter(output -> output.kind().isNumbers()).toList();
    String wanted = request.output();
    if (wanted != null) {
      numbers = numbers.stream().filter(output -> output.name().equals(wanted)).toList();
    }
    if (numbers.isEmpty()) {
      problem(
          wanted == null
              ? "no output is a number: " + described(outputs)
              : "no output of numbers is called '%s': %s".formatted(wanted, described(outputs)),
          exporter.probabilities());
    } else if (request.task() == Task.RETURN && numbers.size() == 2) {
      meanAndSigma(numbers);
    } else {
      GraphOutput only = only(numbers);
      if (only != null) {
        take(only);
      }
    }
  }

  private static String described(List<GraphOutput> outputs) {
    return outputs.stream().map(GraphOutput::toString).collect(Collectors.joining(", "));
  }

  private @Nullable GraphOutput only(List<GraphOutput> numbers) {
    List<GraphOutput> likely =
        numbers.stream().filter(output -> output.kind().isProbability()).toList();
    List<GraphOutput> left =
        numbers.size() > 1 && likely.size() == 1 && request.task() != Task.RETURN
            ? likely
            : numbers;
    if (left.size() == 1) {
      return left.get(0);
    }
    problem(
        "task %s takes one of the outputs %s".formatted(request.task(), described(left)),
        left.size() == 2 && request.task() == Task.DIRECTION
            ? "say --output NAME, or --task return if they are a mean and a standard deviation"
            : "say --output NAME");
    return null;
  }

  private void meanAndSigma(List<GraphOutput> pair) {
    int sigma = isSpread(pair.get(0)) && !isSpread(pair.get(1)) ? 0 : 1;
    List<GraphOutput> ordered = List.of(pair.get(1 - sigma), pair.get(sigma));
    if (ordered.stream().anyMatch(output -> output.width() != 1)) {
      problem(
          "task return takes a mean and a standard deviation, one number each; there are "
              + described(pair),
          "say --output NAME");
      return;
    }
    form = new AnswerSource(request.task(), ordered, AnswerSource.Step.AS_IT_IS, -1);
  }

  private static boolean isSpread(GraphOutput output) {
    String name = output.name().toLowerCase(Locale.ROOT);
    return SPREAD.stream().anyMatch(name::contains);
  }

  private void take(GraphOutput output) {
    int width = output.width();
    if (width < 1) {
      problem(
          "output " + output + " is " + output.type() + ": how many numbers a row has is open",
          output.type().shape().size() < 2
              ? exporter.batchKept()
              : "export it with every dimension but the first fixed");
      return;
    }
    switch (request.task()) {
      case DIRECTION -> direction(output);
      case CLASSES, REGIME -> classes(output);
      case RETURN -> real(output, Integer.MAX_VALUE);
      case VOLATILITY -> real(output, 1);
      default -> throw new IllegalStateException("task " + request.task());
    }
  }

  private void direction(GraphOutput output) {
    int width = output.width();
    if (width > 2 && request.column() < 0) {
      problem(
          "output %s answers %d numbers a row, and a direction is one".formatted(output, width),
          output.kind().isProbability()
              ? "say --task classes, or --column N for the probability of a rise"
              : "say --column N, or return the last bar's answer alone (x[:, -1])");
      return;
    }
    AnswerSource.Step step = step(output);
    int column = width == 1 ? -1 : column(output);
    if (step != null && (width == 1 || column >= 0)) {
      form = new AnswerSource(request.task(), List.of(output), step, column);
    }
  }

  private void classes(GraphOutput output) {
    if (output.width() < 2) {
      problem(
          "output %s answers one number a row, and task %s takes one for each class"
              .formatted(output, request.task()),
          "say --task direction");
      return;
    }
    AnswerSource.Step step = step(output);
    if (step != null) {
      form = new AnswerSource(request.task(), List.of(output), step, -1);
    }
  }

  private void real(GraphOutput output, int most) {
    if (output.kind().isProbability()) {
      problem(
          "output %s is a probability, and task %s takes a value".formatted(output, request.task()),
          "say --task direction or --task classes");
    } else if (output.width() > most && request.column() < 0) {
      problem(
          "output %s answers %d numbers a row, and a %s is one"
              .formatted(output, output.width(), request.task()),
          "say --column N");
    } else {
      int column = output.width() == 1 || !isColumn(output) ? -1 : request.column();
      form = new AnswerSource(request.task(), List.of(output), AnswerSource.Step.AS_IT_IS, column);
    }
  }

  /** What makes probabilities of an output; null, and a problem, if that is not known. */
  private AnswerSource.@Nullable Step step(GraphOutput output) {
    AnswerScale said = request.scale();
    if (said == null && output.name().toLowerCase(Locale.ROOT).contains("prob")) {
      said = AnswerScale.PROBABILITY; // which the proof holds it to
    }
    if (said == null && output.kind() == OutputKind.VALUE) {
      problem(
          "the graph does not show whether output " + output + " is a probability",
          "say --scale probability or --scale logit, or end the model with a sigmoid");
      return null;
    }
    boolean logit = said == null ? output.kind() == OutputKind.LOGIT : said == AnswerScale.LOGIT;
    if (!logit) {
      return AnswerSource.Step.AS_IT_IS;
    }
    if (output.bounded()) {
      problem(
          "output " + output + " is a probability by the graph, and --scale says a logit",
          "leave --scale out");
      return null;
    }
    return output.width() == 1 || output.opposed()
        ? AnswerSource.Step.SIGMOID
        : AnswerSource.Step.SOFTMAX;
  }

  private boolean isColumn(GraphOutput output) {
    return request.column() >= 0 && request.column() < output.width();
  }

  /** The column of a rise; -1, and a problem, if that is not known. */
  private int column(GraphOutput output) {
    if (request.column() >= 0) {
      if (!isColumn(output)) {
        problem(
            "output %s has no column %d".formatted(output, request.column()),
            "columns are 0 to " + (output.width() - 1));
        return -1;
      }
      return request.column();
    }
    List<String> classes = output.classes();
    if (classes.isEmpty()) {
      return 1;
    }
    for (int i = 0; i < classes.size(); i++) {
      if (RISE.contains(classes.get(i).toLowerCase(Locale.ROOT))) {
        return i;
      }
    }
    problem(
        "output %s has the classes %s, and which of them is a rise is not known"
            .formatted(output, classes),
        "say --column N");
    return -1;
  }
}
