package io.tidemark.calibration.artefact;

import io.tidemark.calibration.CalibrationPlan;
import io.tidemark.calibration.CalibrationReport;
import io.tidemark.calibration.Calibrator;
import io.tidemark.models.LoadedModel;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Fits the thresholds of a version's drift gate and writes them beside its baseline. */
public final class ArtefactCalibration {

  private ArtefactCalibration() {}

  /**
   * Calibrates. The version has another hash afterwards.
   *
   * @param directory the version
   * @param exports folders of the exports that it was trained on, or files of them; rows outside
   *     its training period are left out
   * @param plan by the number of rows of its baseline
   * @param say takes lines for people
   * @throws IllegalArgumentException saying for what the export does not do
   */
  public static void write(
      Path directory, List<Path> exports, IntFunction<CalibrationPlan> plan, Consumer<String> say)
      throws ModelRejectedException, IOException {
    ModelArtefact artefact = ModelArtefact.read(directory).withoutCalibration();
    List<Path> files = ExportedRows.files(exports);
    CalibrationReport report;
    try (LoadedModel opened = artefact.open()) {
      report =
          Calibrator.calibrate(
              ModelSeries.of(opened, files), plan.apply(artefact.describe().baseline().rows()));
    }
    CalibrationText.lines(report).forEach(say);
    CalibratedModel.write(directory, artefact, report, files);
    say.accept("Wrote drift.json into " + directory + " and its SHA-256 into the manifest.");
  }
}
