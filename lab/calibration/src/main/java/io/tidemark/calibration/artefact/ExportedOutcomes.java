package io.tidemark.calibration.artefact;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.ParquetReader;
import io.tidemark.calibration.OutcomeRows;
import io.tidemark.core.outcome.OutcomeMeasure;
import io.tidemark.core.score.ModelTiming;
import io.tidemark.models.LoadedModel;
import io.tidemark.models.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a model answers at the bar closes of its validation period, and what an export says came of
 * it. A row whose outcome is known only after the period's end is left out, as training does.
 */
final class ExportedOutcomes {

  private static final String TIME = "event_time";
  private static final String BAR_CLOSED = "bar_closed";
  private static final String RETURN = "label_return";
  private static final String VOLATILITY = "label_volatility";

  private final LoadedModel model;
  private final List<Answered> all = new ArrayList<>();

  private record Answered(float answer, double forwardReturn, double forwardVolatility) {}

  private ExportedOutcomes(LoadedModel model) {
    this.model = model;
  }

  /**
   * The rows of all files, one after the other.
   *
   * @throws CalibrationException if a file has no labels
   */
  static OutcomeRows of(LoadedModel model, List<Path> files) {
    ExportedOutcomes outcomes = new ExportedOutcomes(model);
    files.forEach(outcomes::take);
    return new OutcomeRows(
        model.metadata().form().task(),
        floats(outcomes.all),
        outcomes.all.stream().mapToDouble(Answered::forwardReturn).toArray(),
        outcomes.all.stream().mapToDouble(Answered::forwardVolatility).toArray());
  }

  private static float[] floats(List<Answered> all) {
    float[] answers = new float[all.size()];
    for (int i = 0; i < answers.length; i++) {
      answers[i] = all.get(i).answer();
    }
    return answers;
  }

  private void take(Path file) {
    Manifest.Period period = model.description().manifest().data().validation();
    ModelTiming timing = model.metadata().timing();
    long from = micros(period.from());
    long to = micros(period.to()) - timing.horizon() + 1;
    ExportedRows rows = ExportedRows.read(file, model.featureNames(), from, to);
    List<Labels> labels = labels(file, from, to);
    rows.windows(
        timing.windowBars(),
        timing.barLength(),
        (last, window) -> {
          if (isFinite(window)) { // of anything else a model is not asked
            float answer = OutcomeMeasure.answerOf(model.predict(window));
            Labels came = labels.get(last);
            if (!Float.isNaN(answer)) {
              all.add(new Answered(answer, came.forwardReturn, came.forwardVolatility));
            }
          }
        });
  }

  /** Of the same rows, in the same order. */
  private static List<Labels> labels(Path file, long from, long to) {
    try {
      List<String> there =
          ParquetReader.readMetadata(file.toFile())
              .getFileMetaData()
              .getSchema()
              .getFields()
              .stream()
              .map(field -> field.getName())
              .toList();
      if (!there.containsAll(List.of(RETURN, VOLATILITY))) {
        throw new CalibrationException(file + " has no columns " + RETURN + ", " + VOLATILITY);
      }
      try (Stream<Labels> all = ParquetReader.streamContent(file.toFile(), new LabelReader())) {
        return all.filter(row -> row.closed && row.time >= from && row.time < to).toList();
      }
    } catch (IOException | UncheckedIOException e) {
      throw new CalibrationException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static boolean isFinite(float[] window) {
    for (float value : window) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  private static long micros(String instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
  }

  private static final class Labels {

    private long time;
    private boolean closed;
    private double forwardReturn;
    private double forwardVolatility;
  }

  private static final class LabelReader implements Hydrator<Labels, Labels, String[]> {

    @Override
    public Labels start() {
      return new Labels();
    }

    @Override
    public Labels add(Labels row, String[] path, Object value) {
      switch (String.join(".", path)) {
        case TIME -> row.time = (Long) value;
        case BAR_CLOSED -> row.closed = (Boolean) value;
        case RETURN -> row.forwardReturn = (Double) value;
        case VOLATILITY -> row.forwardVolatility = (Double) value;
        default -> {
          // a feature, which is read beside
        }
      }
      return row;
    }

    @Override
    public Labels finish(Labels row) {
      return row;
    }
  }
}
