package io.tidemark.calibration.artefact;

import io.tidemark.calibration.WatchedSeries;
import io.tidemark.core.drift.DriftBaseline;
import io.tidemark.core.score.ModelMetadata;
import io.tidemark.models.Baseline;
import io.tidemark.models.LoadedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the gate of a model looks at, at every bar close of the training period: its features that
 * are not ignored, its own score, and how much of its vector is missing or infinite.
 */
final class ModelSeries {

  private final LoadedModel model;
  private final int features;
  private final List<float[]> rows = new ArrayList<>();

  private ModelSeries(LoadedModel model) {
    this.model = model;
    this.features = model.featureNames().size();
  }

  /** The series over all files, one after the other. */
  static List<WatchedSeries> of(LoadedModel model, List<Path> files) {
    ModelSeries series = new ModelSeries(model);
    ModelMetadata metadata = model.metadata();
    for (Path file : files) {
      series.score(
          ExportedRows.read(
              file, model.featureNames(), metadata.training().from(), metadata.training().to()));
    }
    return series.watched();
  }

  /** A row is the vector, the score, the missing rate and the non-finite rate. */
  private void score(ExportedRows export) {
    export.windows(
        model.metadata().timing().windowBars(),
        model.metadata().timing().barLength(),
        (last, window) -> rows.add(row(export.vectors().get(last), model.score(window))));
  }

  private float[] row(float[] vector, float score) {
    float[] row = new float[features + 3];
    System.arraycopy(vector, 0, row, 0, features);
    int missing = 0;
    int infinite = 0;
    for (float value : vector) {
      missing += Float.isNaN(value) ? 1 : 0;
      infinite += Float.isInfinite(value) ? 1 : 0;
    }
    row[features] = score;
    row[features + 1] = (float) missing / features;
    row[features + 2] = (float) infinite / features;
    return row;
  }

  private List<WatchedSeries> watched() {
    List<WatchedSeries> all = new ArrayList<>();
    Baseline baseline = model.baseline();
    for (int i = 0; i < baseline.names().size(); i++) {
      String role = baseline.roles().get(i);
      if (!role.equals("ignore")) {
        all.add(new WatchedSeries(baseline.names().get(i), role.equals("pause"), column(i)));
      }
    }
    all.add(new WatchedSeries(DriftBaseline.MISSING_RATE, true, column(features + 1)));
    all.add(new WatchedSeries(DriftBaseline.NON_FINITE_RATE, true, column(features + 2)));
    return all;
  }

  private float[] column(int place) {
    float[] column = new float[rows.size()];
    for (int i = 0; i < column.length; i++) {
      column[i] = rows.get(i)[place];
    }
    return column;
  }
}
