package io.tidemark.cli;

import io.tidemark.calibration.importing.ImportOrder;
import io.tidemark.calibration.importing.ModelImport;
import io.tidemark.calibration.importing.PartShares;
import io.tidemark.client.PrintableText;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.score.ModelInstruments;
import io.tidemark.core.score.ModelOutput;
import io.tidemark.core.score.Task;
import io.tidemark.models.ModelRejectedException;
import io.tidemark.models.importing.NamedOutputs;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
          + "export, one that is there or one that it makes of data, and computes what an artefact "
          + "needs: reference and thresholds of the drift gate, golden answers, quantiles of "
          + "strength, metrics. Rows are split by time into training, validation and test, a "
          + "horizon apart. The original is kept beside it."
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

  @Mixin private ImportRowsOptions rows;

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
      names = "--served-on",
      paramLabel = "LIST",
      description =
          "the instruments that it may be scored on, with * for any characters, such as "
              + "\"BTC-*@*\" (default: those of the same bases as the exports')")
  private @Nullable String servedOn;

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
    Path folder = Files.createTempDirectory("tidemark-export");
    try {
      ModelImport.write(order(folder.resolve("export")), this::say);
    } finally {
      remove(folder);
    }
    return 0;
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** The draft's check says the same, but only when all rows are answered. */
  private void requireName() {
    List<String> wrong = new ArrayList<>();
    if (!ModelRef.isId(id)) {
      wrong.add("--id: must be 1 to 64 small letters, digits and hyphens, was " + id);
    }
    if (!ModelRef.isVersion(String.valueOf(version))) {
      wrong.add("--version: must be a number from 1 to 999999999, was " + version);
    }
    if (!wrong.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("\n", wrong));
    }
  }

  private ImportOrder order(Path export) {
    requireName();
    Path artefact = out == null ? Path.of("models", "artifacts", id, String.valueOf(version)) : out;
    return new ImportOrder(
        graph.file(),
        graph.request(task),
        named(),
        id,
        version,
        served(),
        new ImportOrder.Rows(rows.rows(export, this::say), shares(), expected),
        artefact);
  }

  private List<ModelOutput> named() {
    try {
      return outputs == null ? List.of() : NamedOutputs.parse(outputs);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--outputs: " + e.getMessage(), e);
    }
  }

  private List<String> served() {
    if (servedOn == null) {
      return List.of();
    }
    List<String> patterns = Stream.of(servedOn.split(",", -1)).map(String::strip).toList();
    List<String> violations = new ArrayList<>(ModelInstruments.violations(patterns));
    patterns.stream()
        .distinct()
        .filter(each -> Collections.frequency(patterns, each) > 1)
        .forEach(each -> violations.add("each instrument once, was more than once " + each));
    if (!violations.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--served-on: expected " + String.join("; ", violations));
    }
    return patterns;
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
