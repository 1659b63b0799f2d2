package io.tidemark.cli;

import io.tidemark.client.PrintableText;
import io.tidemark.core.score.Task;
import io.tidemark.models.importing.FeatureLists;
import io.tidemark.models.importing.ImportCheck;
import io.tidemark.models.importing.ImportCheck.CheckedModel;
import io.tidemark.models.importing.ImportRequest;
import io.tidemark.models.importing.ImportRequest.AnswerScale;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./tidemark models check}: whether a file of another framework could be imported. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:it can be imported", "1:it cannot; every problem is printed"},
    description = {
      "Says whether an ONNX file of another framework can be imported, and how.",
      "Prints what would be done to the graph, and proves on random rows that its answers stay "
          + "the same; or prints all problems at once, each with the exporter's line that mends "
          + "it. Writes nothing."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class ModelCheckCommand implements Callable<Integer> {

  /** The exit code of a file that cannot be imported. */
  private static final int PROBLEMS = 1;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE.onnx", description = "as the framework exported it")
  private Path file;

  @Option(
      names = "--features",
      required = true,
      paramLabel = "LIST",
      description =
          "what it takes, in its order: \"rsi(14), macd(12,26,9)\", or for several inputs "
              + "\"NAME: rsi(14); NAME: log_return\"")
  private String features;

  @Option(
      names = "--task",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})",
      defaultValue = "direction")
  private Task task;

  @Option(
      names = "--window",
      paramLabel = "BARS",
      description = "bars of one scoring, where the graph leaves them open",
      defaultValue = "0",
      showDefaultValue = Visibility.NEVER)
  private int window;

  @Option(names = "--output", paramLabel = "NAME", description = "the output that counts")
  private @Nullable String output;

  @Option(
      names = "--column",
      paramLabel = "N",
      description = "its column, from 0, where the classes do not say which is a rise",
      defaultValue = "-1",
      showDefaultValue = Visibility.NEVER)
  private int column;

  @Option(
      names = "--scale",
      description =
          "${COMPLETION-CANDIDATES}: what the output is, where the graph does not show it")
  private @Nullable AnswerScale scale;

  @Override
  public Integer call() {
    ImportCheck check = ImportCheck.of(file, request());
    say(file + ": task " + task);
    check.plan().forEach(sentence -> say("    " + sentence));
    CheckedModel model = check.imported();
    if (model != null) {
      say(
          "Proved equal on %d random rows, one by one and in batches; largest difference %.1e."
              .formatted(model.rows(), model.largestDifference()));
      say("It can be imported.");
      return 0;
    }
    say(check.problems().size() == 1 ? "Problem:" : "Problems:");
    check.problems().forEach(problem -> say("    " + problem));
    say("It cannot be imported as it is.");
    return PROBLEMS;
  }

  private ImportRequest request() {
    try {
      return new ImportRequest(FeatureLists.parse(features), task, window, output, column, scale);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--features: " + e.getMessage(), e);
    }
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(PrintableText.of(line)); // names in a stranger's file may be anything
    out.flush();
  }
}
