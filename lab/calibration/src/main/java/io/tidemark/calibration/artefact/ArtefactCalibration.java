package io.tidemark.calibration.artefact;

import io.tidemark.calibration.CalibrationPlan;
import io.tidemark.calibration.CalibrationReport;
import io.tidemark.calibration.Calibrator;
import io.tidemark.calibration.OutcomeFit;
import io.tidemark.core.outcome.OutcomeMeasure;
import io.tidemark.core.score.Task;
import io.tidemark.models.LoadedModel;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import io.tidemark.models.card.ModelCard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Fits the thresholds of a version's drift gate and writes them beside its baseline: of its inputs
 * and scores to its training period, of its outcomes to its validation period.
 */
public final class ArtefactCalibration {

  private ArtefactCalibration() {}

  /**
   * Calibrates, and writes the version's card anew. It has another hash afterwards.
   *
   * @param directory the version
   * @param exports folders of the exports that it was trained on, or files of them; rows outside
   *     its training and validation periods are left out. Without a validation period its outcomes
   *     are not watched, which is said
   * @param plan by the number of rows of its baseline
   * @param say takes lines for people
   * @throws IllegalArgumentException saying for what the export does not do
   */
  public static void write(
      Path directory, List<Path> exports, IntFunction<CalibrationPlan> plan, Consumer<String> say)
      throws ModelRejectedException, IOException {
    ModelArtefact artefact = ModelArtefact.read(directory).withoutCalibration();
    List<Path> files = ExportedRows.files(exports);
    CalibrationPlan planned = plan.apply(artefact.describe().baseline().rows());
    CalibrationReport report;
    OutcomeFit.Found outcomes;
    try (LoadedModel opened = artefact.open()) {
      report = Calibrator.calibrate(ModelSeries.of(opened, files), planned);
      outcomes = outcomes(opened, files, planned, say);
    }
    CalibrationText.lines(report).forEach(say);
    CalibratedModel.write(directory, artefact, report, files);
    say.accept("Wrote drift.json into " + directory + " and its SHA-256 into the manifest.");
    if (outcomes != null) {
      OutcomeText.lines(outcomes).forEach(say);
      CalibratedModel.write(directory, artefact, outcomes, planned, files);
      say.accept("Wrote outcomes.json into " + directory + " and its SHA-256 into the manifest.");
    }
    ModelCard.write(directory);
  }

  /** What the outcomes were; null, and why it is said, where they cannot be watched. */
  private static OutcomeFit.@Nullable Found outcomes(
      LoadedModel model, List<Path> files, CalibrationPlan plan, Consumer<String> say) {
    Task task = model.metadata().form().task();
    if (!OutcomeMeasure.covers(task)) {
      say.accept("Outcomes are not watched: a model of " + task + " has no test of them.");
      return null;
    }
    try {
      return OutcomeFit.fit(ExportedOutcomes.of(model, files), plan.draws(), plan.threads());
    } catch (IllegalArgumentException | CalibrationException e) {
      say.accept("Outcomes are not watched: " + e.getMessage() + ".");
      return null;
    }
  }
}
