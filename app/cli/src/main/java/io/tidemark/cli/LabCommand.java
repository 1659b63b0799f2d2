package io.tidemark.cli;

import io.tidemark.client.CommandFailedException;
import io.tidemark.dataset.TrainingExport;
import io.tidemark.flink.config.MarketSettings;
import io.tidemark.retraining.PythonTraining;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./tidemark lab}: from recorded data to a report of what families of models are worth. */
@Command(
    name = "lab",
    mixinStandardHelpOptions = true,
    description = {
      "Compares families of models, walked forward over the same rows of recorded data.",
      "Exports the study's features, then fits and measures in Python. report.html and report.json"
          + " have each family beside what needs no model. A run that ended goes on with the same"
          + " --out and without DATA."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class LabCommand implements Callable<Integer> {

  private static final Path ROOT = Path.of(System.getProperty("tidemark.root", "."));

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "STUDY",
      description = "what to compare, such as models/training/configs/lab/direction-1h.json")
  private Path study;

  @Parameters(
      index = "1..*",
      paramLabel = "DATA",
      description = "recorded data, as export takes them; without any, the export that is in --out")
  private List<Path> data = List.of();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "a folder for export, fits and report")
  private Path out;

  @Option(names = "--instrument", description = "whose the data is, where its path does not say")
  private @Nullable String instrument;

  @Option(
      names = "--python",
      description = "the interpreter of models/training (default: PYTHON, else python3)")
  private @Nullable String python;

  @Override
  public Integer call() {
    Path export = out.resolve("export");
    requireOneSource(export);
    PythonTraining interpreter = PythonTraining.with(python(), ROOT);
    interpreter.lab(List.of(study.toString(), "--check"), this::say);
    if (!data.isEmpty()) {
      export(export);
    }
    interpreter.lab(
        List.of(study.toString(), "--export", export.toString(), "--out", out.toString()),
        this::say);
    say(out.resolve("report.html").toString());
    return 0;
  }

  private void requireOneSource(Path export) {
    if (!Files.exists(study)) {
      throw new CommandFailedException(study + " does not exist: name a study");
    }
    if (data.isEmpty() == Files.notExists(export)) {
      throw new CommandFailedException(
          data.isEmpty()
              ? export + " does not exist: give DATA to export"
              : export + " exists: leave out DATA to go on with it, or choose another --out");
    }
  }

  private void export(Path folder) {
    say(
        TrainingExport.write(
            study,
            TrainingExport.recorded(data, instrument),
            name -> true,
            MarketSettings.BARS_MAX_FLAT.option().defaultValue(),
            folder));
  }

  private String python() {
    if (python != null) {
      return python;
    }
    String named = System.getenv("PYTHON");
    return named == null || named.isEmpty() ? "python3" : named;
  }

  private void say(String line) {
    PrintWriter to = spec.commandLine().getOut();
    to.println(line);
    to.flush();
  }
}
