package io.tidemark.cli;

import io.tidemark.calibration.CalibrationPlan;
import io.tidemark.calibration.artefact.ArtefactCalibration;
import io.tidemark.client.CommandFailedException;
import io.tidemark.core.drift.DriftOptions;
import io.tidemark.models.ModelRejectedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./tidemark drift calibrate}: fits a model's thresholds to a budget of false alarms. */
@Command(
    name = "calibrate",
    mixinStandardHelpOptions = true,
    description = {
      "Fits the thresholds of a model's drift gate to a budget of false alarms.",
      "Reads the export that the model was trained on, scores its bar closes, resamples reference"
          + " and live stream from them in blocks, and writes drift.json beside the baseline and"
          + " its hash into the manifest. From the validation period it writes outcomes.json, by"
          + " which the gate watches what comes of the answers. The model then has another hash:"
          + " deploy it anew."
    })
public final class CalibrateCommand implements Callable<Integer> {

  private static final int MOST_THREADS = 64;

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "the model version; drift.json and outcomes.json are written into it")
  private @Nullable Path model;

  @Option(
      names = "--export",
      required = true,
      paramLabel = "DIR|FILE",
      description =
          "the folder that ./tidemark export wrote for it, or one of its files; again for each"
              + " further one")
  private List<Path> exports = new ArrayList<>();

  @Option(names = "--window", description = "live samples (default: ${DEFAULT-VALUE})")
  private int window = DriftOptions.defaults().window();

  @Option(
      names = "--short-window",
      description =
          "live samples of the second window; 0 for none (default: a quarter of --window)")
  private @Nullable Integer shortWindow;

  @Option(
      names = "--persistence",
      description = "samples in a row that must be beyond (default: ${DEFAULT-VALUE})")
  private int persistence = DriftOptions.defaults().persistence();

  @Option(names = "--references", description = "how many to draw (default: ${DEFAULT-VALUE})")
  private int references = CalibrationPlan.FEWEST_REFERENCES;

  @Option(
      names = "--block",
      description =
          "rows that are resampled together (default: 0, by the rule in"
              + " docs/concepts/drift-calibration.md)")
  private int block;

  @Option(
      names = "--budget",
      paramLabel = "N",
      description =
          "samples of one instrument per false alarm, of the spread and the delays that are shown;"
              + " thresholds for any budget follow from the file (default: ${DEFAULT-VALUE})")
  private double budget = 100_000;

  @Option(names = "--seed", description = "of all draws (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(
      names = "--threads",
      description = "the result does not depend on it (default: ${DEFAULT-VALUE})")
  private int threads = 2;

  @Override
  public Integer call() throws ModelRejectedException, IOException {
    if (threads > MOST_THREADS) {
      throw new CommandFailedException("--threads must be at most " + MOST_THREADS);
    }
    Path directory = Objects.requireNonNull(model);
    PrintWriter out = spec.commandLine().getOut();
    try {
      ArtefactCalibration.write(directory, exports, this::plan, out::println);
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException("It cannot be calibrated: " + e.getMessage() + ".", e);
    }
    out.flush();
    return 0;
  }

  private CalibrationPlan plan(int reference) {
    return new CalibrationPlan(
        new CalibrationPlan.Gate(
            window,
            shortWindow == null ? window / CalibrationPlan.SHORTER : shortWindow,
            persistence),
        new CalibrationPlan.Draws(reference, references, block, seed),
        budget,
        threads);
  }
}
