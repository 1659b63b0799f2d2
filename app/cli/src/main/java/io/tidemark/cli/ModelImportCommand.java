package io.tidemark.cli;

import io.tidemark.calibration.importing.ImportOrder;
import io.tidemark.calibration.importing.ModelImport;
import io.tidemark.calibration.importing.NamedOutputs;
import io.tidemark.calibration.importing.PartShares;
import io.tidemark.client.PrintableText;
import io.tidemark.core.score.ModelOutput;
import io.tidemark.core.score.Task;
import io.tidemark.models.ModelRejectedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./tidemark models import}: a served artefact of another framework's file. */
@Command(
    name = "import", // its --version is the model's
    description = {
      "Makes a served artefact of an ONNX file of another framework.",
      "Rewrites the graph as ./tidemark models check shows it, has it answer every row of an "
          + "export, and computes what an artefact needs: reference and thresholds of the drift "
          + "gate, golden answers, quantiles of strength, metrics. Rows are split by time into "
          + "training, validation and test, a horizon apart. The original is kept beside it."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class ModelImportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  @SuppressWarnings("UnusedVariable") // picocli looks at it
  private boolean help;

  @Mixin private ModelGraphOptions graph;

  @Option(
      names = "--export",
      required = true,
      paramLabel = "DIR",
      description =
          "a folder that ./tidemark export wrote with these features and log_return; its bar, "
              + "trigger and horizon become the model's; again for each further one")
  private List<Path> exports;

  @Option(
      names = "--expected",
      paramLabel = "CSV",
      description =
          "the framework's own answers, a line for each row of the exports; refuses what differs "
              + "by more than 1e-5")
  private @Nullable Path expected;

  @Option(
      names = "--task",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})",
      defaultValue = "direction")
  private Task task;

  @Option(
      names = "--outputs",
      paramLabel = "LIST",
      description =
          "what the numbers of an answer are, in their order, where the file does not show it: "
              + "\"down,flat,up\", \"calm:regime,wild:regime\" or "
              + "\"q05:quantile:0.05,q50:quantile:0.5\"")
  private @Nullable String outputs;

  @Option(
      names = "--id",
      required = true,
      description = "of the model: small letters, digits and hyphens, such as btc-mine")
  private String id;

  @Option(
      names = "--version",
      paramLabel = "N",
      description = "counts up from 1 (default: ${DEFAULT-VALUE})",
      defaultValue = "1")
  private int version;

  @Option(
      names = "--training",
      paramLabel = "SHARE",
      description = "of the time, from its beginning (default: ${DEFAULT-VALUE})",
      defaultValue = "0.6")
  private double training;

  @Option(
      names = "--validation",
      paramLabel = "SHARE",
      description = "of the time; the test part has the rest (default: ${DEFAULT-VALUE})",
      defaultValue = "0.2")
  private double validation;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "the artefact, a new directory (default: models/artifacts/ID/N)")
  private @Nullable Path out;

  @Override
  public Integer call() throws ModelRejectedException, IOException {
    ModelImport.write(order(), this::say);
    return 0;
  }

  private ImportOrder order() {
    Path artefact = out == null ? Path.of("models", "artifacts", id, String.valueOf(version)) : out;
    return new ImportOrder(
        graph.file(),
        graph.request(task),
        named(),
        id,
        version,
        new ImportOrder.Rows(exports, shares(), expected),
        artefact);
  }

  private List<ModelOutput> named() {
    try {
      return outputs == null ? List.of() : NamedOutputs.parse(outputs);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--outputs: " + e.getMessage(), e);
    }
  }

  private PartShares shares() {
    try {
      return new PartShares(training, validation);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--training, --validation: " + e.getMessage(), e);
    }
  }

  private void say(String line) {
    PrintWriter to = spec.commandLine().getOut();
    to.println(PrintableText.of(line)); // names in a stranger's file may be anything
    to.flush();
  }
}
