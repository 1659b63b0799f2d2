package io.tidemark.cli;

import io.tidemark.client.PrintableText;
import io.tidemark.core.score.Task;
import io.tidemark.models.importing.ImportCheck;
import io.tidemark.models.importing.ImportCheck.CheckedModel;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

  @Mixin private ModelGraphOptions graph;

  @Option(
      names = "--task",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})",
      defaultValue = "direction")
  private Task task;

  @Override
  public Integer call() {
    ImportCheck check = ImportCheck.of(graph.file(), graph.request(task));
    say(graph.file() + ": task " + task);
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

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(PrintableText.of(line)); // names in a stranger's file may be anything
    out.flush();
  }
}
