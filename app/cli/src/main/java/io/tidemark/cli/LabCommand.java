package io.tidemark.cli;

import io.tidemark.calibration.worth.ExportCheck;
import io.tidemark.client.CommandFailedException;
import io.tidemark.dataset.ExportPlan;
import io.tidemark.dataset.TrainingConfig;
import io.tidemark.dataset.TrainingExport;
import io.tidemark.flink.config.MarketSettings;
import io.tidemark.models.ModelRejectedException;
import io.tidemark.models.Sealing;
import io.tidemark.retraining.PythonTraining;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
          + " have each family beside what needs no model, and what the audit found. A run that"
          + " ended goes on with the same --out and without DATA.",
      "With --artifact the best family that has a trainer, by validation, is trained on all rows"
          + " before the last test part and sealed. What the audit found must be explained first."
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

  @Option(
      names = "--artifact",
      paramLabel = "ID/VERSION",
      description =
          "the artefact to make, a directory that does not exist yet, such as"
              + " models/artifacts/btc-direction/1")
  private @Nullable Path artefact;

  @Option(names = "--instrument", description = "whose the data is, where its path does not say")
  private @Nullable String instrument;

  @Option(
      names = "--python",
      description = "the interpreter of models/training (default: PYTHON, else python3)")
  private @Nullable String python;

  @Override
  public Integer call() throws ModelRejectedException {
    Path export = out.resolve("export");
    Path cut = out.resolve("cut");
    requireOneSource(export);
    List<String> draft = draft();
    PythonTraining interpreter = PythonTraining.with(python(), ROOT);
    interpreter.lab(words(draft, study.toString(), "--check"), this::say);
    if (!data.isEmpty()) {
      export(export, cut);
    }
    List<String> run =
        words(draft, study.toString(), "--export", export.toString(), "--out", out.toString());
    if (Files.exists(cut)) {
      run.addAll(List.of("--cut", cut.toString()));
    }
    interpreter.lab(run, this::say);
    say(out.resolve("report.html").toString());
    if (artefact != null) {
      seal(artefact, export);
    }
    return 0;
  }

  private static List<String> words(List<String> draft, String... others) {
    List<String> all = new ArrayList<>(List.of(others));
    all.addAll(draft);
    return all;
  }

  /** What Python is told of the artefact: its last two names, as in a store of models. */
  private List<String> draft() {
    if (artefact == null) {
      return List.of();
    }
    if (Files.exists(artefact)) {
      throw new CommandFailedException(
          artefact + " exists; an artefact never changes: choose another version");
    }
    return List.of("--draft", name(artefact));
  }

  private static String name(Path artefact) {
    Path whole = artefact.toAbsolutePath().normalize();
    int names = whole.getNameCount();
    if (names < 2) {
      throw new CommandFailedException(
          artefact + " is no ID/VERSION: choose such as models/artifacts/btc-direction/1");
    }
    return whole.getName(names - 2) + "/" + whole.getName(names - 1);
  }

  private void seal(Path artefact, Path export) throws ModelRejectedException {
    Path draft = out.resolve("draft").resolve(name(artefact));
    Sealing sealing = Sealing.of(draft, artefact, new ExportCheck(List.of(export)));
    say(
        "%s: %d golden answers by this runtime; the largest difference from training's is %.1e"
            .formatted(artefact, sealing.answers(), sealing.largestDifference()));
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

  /** The rows of the study, and for the audit those of the same data up to the first refit. */
  private void export(Path folder, Path cut) {
    TrainingExport.Data whole = TrainingExport.recorded(data, instrument);
    int maxFlat = MarketSettings.BARS_MAX_FLAT.option().defaultValue();
    say(TrainingExport.write(study, whole, name -> true, maxFlat, folder));
    TrainingConfig asked = TrainingConfig.read(study);
    // the last rows miss for want of a label: a horizon of 1 sees as far as can be
    ExportPlan plan = ExportPlan.of(asked.features(), asked.bar(), asked.trigger(), 1);
    TrainingExport.Data early = TrainingExport.endingAt(whole, TrainingConfig.firstRefit(study));
    say("The same data up to the first refit, for the audit:");
    say(TrainingExport.write(plan, early, name -> true, maxFlat, cut));
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
