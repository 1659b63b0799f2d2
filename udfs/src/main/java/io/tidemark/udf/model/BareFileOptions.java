package io.tidemark.udf.model;

import io.tidemark.core.score.AnswerForm;
import io.tidemark.core.score.ModelOutput;
import io.tidemark.core.score.Task;
import io.tidemark.models.importing.FeatureLists;
import io.tidemark.models.importing.GraphProblem;
import io.tidemark.models.importing.ImportCheck;
import io.tidemark.models.importing.ImportCheck.CheckedModel;
import io.tidemark.models.importing.ImportRequest;
import io.tidemark.models.importing.ImportRequest.AnswerScale;
import io.tidemark.models.importing.NamedOutputs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.jspecify.annotations.Nullable;

/** What is said of a bare {@code .onnx} file, by the names that {@code models check} has. */
final class BareFileOptions {

  private static final String SUFFIX = ".onnx";

  private static final ConfigOption<String> FEATURES =
      option("features", "What the file takes, in its order, such as rsi(14), macd(12,26,9).");

  private static final ConfigOption<String> TASK =
      option("task", "What the file predicts; direction if it is not said.");

  private static final ConfigOption<String> WINDOW =
      option("window", "Bars of one scoring, where the graph leaves them open.");

  private static final ConfigOption<String> OUTPUT = option("output", "The output that counts.");

  private static final ConfigOption<String> COLUMN =
      option("column", "Its column, from 0, where the classes do not say which is a rise.");

  private static final ConfigOption<String> SCALE =
      option("scale", "Probability or logit, where the graph does not show it.");

  private static final ConfigOption<String> OUTPUTS =
      option("outputs", "What the numbers of an answer are, where the file does not show it.");

  /** All of them; none is of a model version, whose manifest says it. */
  static final List<ConfigOption<String>> ALL =
      List.of(FEATURES, TASK, WINDOW, OUTPUT, COLUMN, SCALE, OUTPUTS);

  private final Map<String, String> options;
  private final List<String> problems;

  private BareFileOptions(Map<String, String> options, List<String> problems) {
    this.options = options;
    this.problems = problems;
  }

  private static ConfigOption<String> option(String key, String description) {
    return ConfigOptions.key(key)
        .stringType()
        .noDefaultValue()
        .withDescription("Of a bare .onnx file. " + description);
  }

  /** Whether a path is that of a file, by its name. */
  static boolean isMeant(String path) {
    return path.toLowerCase(Locale.ROOT).endsWith(SUFFIX);
  }

  /**
   * Reads the file, by the gates of {@code models check}; with problems it is what the options
   * alone say of the model.
   */
  static PlannedModel read(Path file, Map<String, String> options, List<String> problems) {
    List<String> found = new ArrayList<>();
    PlannedModel model = new BareFileOptions(options, found).read(file);
    found.forEach(problem -> problems.add(problem.replaceAll("--(?=[a-z])", "")));
    return model;
  }

  private PlannedModel read(Path file) {
    if (!options.containsKey(FEATURES.key())) {
      problems.add(
          "features is required of a bare .onnx file and not set; it must be what the file takes,"
              + " in its order, such as rsi(14), macd(12,26,9)");
    }
    FeatureLists features = value(FEATURES, null, FeatureLists::parse);
    Task task =
        options.containsKey(TASK.key())
            ? value(TASK, null, text -> oneOf(Task.values(), text))
            : Task.DIRECTION;
    AnswerScale scale = value(SCALE, null, text -> oneOf(AnswerScale.values(), text));
    int window = whole(WINDOW, 1, 0);
    int column = whole(COLUMN, 0, -1);
    List<ModelOutput> outputs =
        options.containsKey(OUTPUTS.key())
            ? value(OUTPUTS, null, NamedOutputs::parse)
            : List.<ModelOutput>of();
    PlannedModel model = null;
    if (features != null && task != null && outputs != null && problems.isEmpty()) {
      model =
          checked(
              file,
              new ImportRequest(features, task, window, options.get(OUTPUT.key()), column, scale),
              outputs);
    }
    List<String> names = features == null ? List.of() : features.all();
    return model == null
        ? new PlannedModel(null, names, window, form(task, outputs), false)
        : model;
  }

  /** What the options alone say; null if that is not all. */
  private static @Nullable AnswerForm form(
      @Nullable Task task, @Nullable List<ModelOutput> outputs) {
    if (task == null || outputs == null) {
      return null;
    } else if (task == Task.DIRECTION) {
      return AnswerForm.DIRECTION;
    }
    return AnswerForm.violations(task, outputs).isEmpty() ? AnswerForm.of(task, outputs) : null;
  }

  private @Nullable PlannedModel checked(
      Path file, ImportRequest request, List<ModelOutput> outputs) {
    ImportCheck check;
    try {
      check = ImportCheck.of(file, request);
    } catch (NoClassDefFoundError e) {
      problems.add(
          "path: ONNX Runtime is missing where the query is planned: its jar belongs into Flink's"
              + " lib/ ("
              + e.getMessage()
              + ")");
      return null;
    }
    CheckedModel model = check.imported();
    if (model == null) {
      check.problems().stream().map(GraphProblem::toString).forEach(this::ofThePath);
      return null;
    }
    List<String> violations = NamedOutputs.violations(model, request.task(), outputs);
    violations.forEach(this::ofThePath);
    if (!violations.isEmpty()) {
      return null;
    }
    AnswerForm form = NamedOutputs.form(model, request.task(), outputs);
    return new PlannedModel(
        new CarriedFile(model.model(), form), model.features(), model.window(), form, false);
  }

  private void ofThePath(String problem) {
    problems.add("path: " + problem);
  }

  private <T> @Nullable T value(
      ConfigOption<String> option, @Nullable T otherwise, Function<String, T> reading) {
    String text = options.get(option.key());
    if (text == null) {
      return otherwise;
    }
    try {
      return reading.apply(text);
    } catch (IllegalArgumentException e) {
      problems.add(option.key() + ": " + e.getMessage());
      return otherwise;
    }
  }

  private int whole(ConfigOption<String> option, int least, int otherwise) {
    String text = options.get(option.key());
    if (text == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text.strip());
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below, with what is too small
    }
    problems.add(option.key() + " must be a whole number from " + least + ", was " + text);
    return otherwise;
  }

  private static <E extends Enum<E>> E oneOf(E[] all, String text) {
    return Arrays.stream(all)
        .filter(each -> each.toString().equals(text.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be one of " + Arrays.toString(all) + ", was " + text));
  }
}
