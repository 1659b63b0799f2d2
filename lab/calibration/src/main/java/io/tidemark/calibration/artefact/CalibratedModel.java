package io.tidemark.calibration.artefact;

import io.tidemark.calibration.CalibrationPlan;
import io.tidemark.calibration.CalibrationReport;
import io.tidemark.calibration.OutcomeFit;
import io.tidemark.calibration.SeriesReport;
import io.tidemark.core.drift.DriftCalibration.FamilyTail;
import io.tidemark.core.drift.DriftCalibration.SeriesTail;
import io.tidemark.models.DriftFile;
import io.tidemark.models.DriftSealing;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import io.tidemark.models.OutcomeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Puts a calibration into its model's directory. */
final class CalibratedModel {

  private CalibratedModel() {}

  static void write(
      Path directory, ModelArtefact artefact, CalibrationReport report, List<Path> exports)
      throws ModelRejectedException, IOException {
    DriftSealing.write(
        directory, file(report, DriftSealing.baselineSha256(artefact), hashes(exports)));
  }

  static void write(
      Path directory,
      ModelArtefact artefact,
      OutcomeFit.Found outcomes,
      CalibrationPlan plan,
      List<Path> exports)
      throws ModelRejectedException, IOException {
    DriftSealing.write(
        directory,
        OutcomeFile.of(
            outcomes.calibration(),
            DriftSealing.modelSha256(artefact),
            new OutcomeFile.Provenance(
                hashes(exports),
                outcomes.block(),
                plan.draws().references(),
                plan.draws().seed())));
  }

  private static Map<String, String> hashes(List<Path> exports) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    for (Path export : exports) {
      hashes.put(inItsFolder(export), DriftSealing.sha256(Files.readAllBytes(export)));
    }
    return hashes;
  }

  /** Several exports have files of the same names. */
  private static String inItsFolder(Path export) {
    Path whole = export.toAbsolutePath().normalize();
    Path folder = whole.getParent();
    return folder == null ? whole.toString() : folder.getFileName() + "/" + whole.getFileName();
  }

  private static DriftFile file(
      CalibrationReport report, String baseline, Map<String, String> exports) {
    Map<String, DriftFile.Series> series = new LinkedHashMap<>();
    for (SeriesReport one : report.series()) {
      SeriesTail tail =
          Objects.requireNonNull(report.calibration().series().get(one.name()), one.name());
      series.put(
          one.name(),
          new DriftFile.Series(
              tail.a(),
              tail.b(),
              one.mayPause(),
              one.rankTime(),
              one.spreadTime(),
              one.delays().stream()
                  .map(
                      delay ->
                          new DriftFile.Delay(
                              delay.change().words(),
                              delay.mean(),
                              delay.unseen(),
                              delay.longest()))
                  .toList()));
    }
    Map<String, DriftFile.Tail> shortSeries = new LinkedHashMap<>();
    for (SeriesReport one : report.series()) {
      SeriesTail tail = report.calibration().shortSeries().get(one.name());
      if (tail != null) {
        shortSeries.put(one.name(), new DriftFile.Tail(tail.a(), tail.b()));
      }
    }
    return new DriftFile(
        DriftFile.FORMAT,
        new DriftFile.Gate(
            report.plan().gate().window(),
            report.plan().gate().shortWindow(),
            report.plan().gate().persistence()),
        series,
        shortSeries,
        family(report.calibration().pausing()),
        family(report.calibration().watched()),
        provenance(report, baseline, exports));
  }

  private static DriftFile.Family family(FamilyTail tail) {
    return new DriftFile.Family(tail.base(), tail.excess(), tail.logRunLength(), tail.clusters());
  }

  private static DriftFile.Provenance provenance(
      CalibrationReport report, String baseline, Map<String, String> exports) {
    CalibrationPlan plan = report.plan();
    Map<String, Double> spread = new LinkedHashMap<>();
    spread.put("lowest", report.spread().lowest());
    spread.put("tenth", report.spread().tenth());
    spread.put("median", report.spread().median());
    spread.put("ninetieth", report.spread().ninetieth());
    return new DriftFile.Provenance(
        new DriftFile.Source(baseline, exports, report.rows()),
        new DriftFile.Draws(
            report.block(),
            plan.draws().reference(),
            plan.draws().references(),
            plan.draws().seed()),
        plan.budget(),
        new DriftFile.Fit(report.samples(), report.peaks(), spread));
  }
}
