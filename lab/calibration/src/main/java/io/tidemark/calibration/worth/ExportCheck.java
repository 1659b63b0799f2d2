package io.tidemark.calibration.worth;

import io.tidemark.calibration.artefact.CalibrationException;
import io.tidemark.calibration.artefact.ExportedRows;
import io.tidemark.core.score.ModelTiming;
import io.tidemark.core.score.Task;
import io.tidemark.models.LoadedModel;
import io.tidemark.models.Manifest;
import io.tidemark.models.MeasuredWorth;
import io.tidemark.models.ScoreSample;
import io.tidemark.models.Sealing;
import io.tidemark.models.StrengthTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Holds a model to the export that it was trained on: that its baseline is of the training rows,
 * its strength table of the validation scores, and that its answers on the validation rows are not
 * those of another thing than a model of this market, by {@link MeasuredWorth}. Bar closes alone
 * are looked at. What a model of volatility or regime is worth is not.
 *
 * @param exports folders of the exports, or files of them; files of other instruments than the
 *     model's are left out
 */
public record ExportCheck(List<Path> exports) implements Sealing.Further {

  /** Fewer validation rows say nothing of a model. */
  public static final int FEWEST_ROWS = 200;

  private static final String SOURCE = "export: validation rows";

  @Override
  public List<String> violations(LoadedModel model) {
    List<Path> files = files(model.description().manifest().data().instruments());
    List<String> others = files.stream().flatMap(file -> otherThan(model, file).stream()).toList();
    if (!others.isEmpty()) {
      return others; // labels and bars of something else
    }
    BaselineOrigin origin = new BaselineOrigin(model);
    for (Path file : files) {
      training(model, file, origin);
    }
    List<String> found = new ArrayList<>(origin.violations());
    if (model.metadata().form().hasScore()) {
      Manifest.TrainingData data = model.description().manifest().data();
      LabelledScores validation = scores(model, files, data.validation());
      found.addAll(strength(model, validation));
      if (validation.areEnough() && model.metadata().form().task().hasSides()) {
        found.addAll(worth(model, validation, () -> scores(model, files, data.training())));
      }
    }
    return found;
  }

  private List<Path> files(List<String> instruments) {
    try {
      List<Path> files =
          ExportedRows.files(exports).stream()
              .filter(file -> instruments.contains(instrument(file)))
              .toList();
      if (files.isEmpty()) {
        throw new CalibrationException(
            exports + " holds no file of " + instruments + ": give the model's own export.");
      }
      return files;
    } catch (IOException e) {
      throw new CalibrationException(exports + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<String> otherThan(LoadedModel model, Path file) {
    Manifest.Bars bars = model.description().manifest().bars();
    List<String> found = new ArrayList<>();
    requireSame(file, "tidemark.bar", bars.length(), found);
    requireSame(file, "tidemark.horizon_bars", String.valueOf(bars.horizon()), found);
    return found;
  }

  private static void requireSame(Path file, String key, String meant, List<String> found) {
    String is = ExportedRows.about(file, key);
    if (!is.equals(meant)) {
      found.add(
          "export: %s: expected %s %s, as the manifest has it, found %s: give the export that the model was trained on"
              .formatted(file, key, meant, is.isEmpty() ? "none" : is));
    }
  }

  private static String instrument(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("\\.parquet$", "");
  }

  private static void training(LoadedModel model, Path file, BaselineOrigin origin) {
    Manifest.Period period = model.description().manifest().data().training();
    ExportedRows rows =
        ExportedRows.read(file, model.featureNames(), micros(period.from()), micros(period.to()));
    ModelTiming timing = model.metadata().timing();
    rows.windows(
        timing.windowBars(),
        timing.barLength(),
        (last, window) -> origin.take(rows.vectors().get(last), window));
  }

  /** As training takes them: a row whose label is known only after the period's end is left out. */
  private static LabelledScores scores(
      LoadedModel model, List<Path> files, Manifest.Period period) {
    LabelledScores scores = new LabelledScores();
    ModelTiming timing = model.metadata().timing();
    for (Path file : files) {
      ExportedRows rows =
          ExportedRows.readLabelled(
              file,
              model.featureNames(),
              micros(period.from()),
              micros(period.to()) - timing.horizon() + 1);
      rows.windows(
          timing.windowBars(),
          timing.barLength(),
          (last, window) -> {
            float score = isFinite(window) ? model.score(window) : Float.NaN;
            if (!Float.isNaN(score)) {
              scores.add(rows.times().get(last), score, rows.ups().get(last));
            }
          });
    }
    return scores;
  }

  /** A model is not asked of anything else. */
  private static boolean isFinite(float[] window) {
    for (float value : window) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  private static List<String> strength(LoadedModel model, LabelledScores validation) {
    if (validation.size() < FEWEST_ROWS || !validation.areEnough()) {
      return List.of(
          "%s: expected at least %d bar closes of the validation period, with rises and falls in %d of its %d parts, found %d: a longer export, or a longer validation period"
              .formatted(
                  SOURCE,
                  FEWEST_ROWS,
                  LabelledScores.FEWEST_BLOCKS,
                  LabelledScores.BLOCKS,
                  validation.size()));
    }
    StrengthTable table =
        new StrengthTable(model.description().manifest().evaluation().strengthQuantiles());
    return table.violations(
        ScoreSample.of(validation.scores(), model.metadata().form().task().neutral()));
  }

  /** Training rows are scored only where the validation rows speak against the model. */
  private static List<String> worth(
      LoadedModel model, LabelledScores validation, Supplier<LabelledScores> trained) {
    boolean probabilities = model.metadata().form().task() == Task.DIRECTION;
    MeasuredWorth measured = validation.worth(SOURCE, probabilities);
    if (!measured.isSuspect()) {
      return List.of();
    }
    LabelledScores training = trained.get();
    return measured.violations(
        training.areEnough() ? training.worth("export: training rows", probabilities) : measured);
  }

  private static long micros(String instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
  }
}
