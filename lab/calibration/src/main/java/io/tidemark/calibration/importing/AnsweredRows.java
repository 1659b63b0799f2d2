package io.tidemark.calibration.importing;

import io.tidemark.core.score.AnswerForm;
import io.tidemark.core.score.Prediction;
import io.tidemark.models.ModelRejectedException;
import io.tidemark.models.OnnxGraph;
import io.tidemark.models.importing.HouseModel;
import io.tidemark.models.importing.ImportCheck.CheckedModel;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a model answers at every row that belongs to a part, as the house's form of it answers. Rows
 * are numbered over all series, one series after the other.
 */
final class AnsweredRows {

  /** As the serving scorer takes them. */
  private static final int BATCH = 32;

  private final ExportedHistory history;
  private final AnswerForm form;
  private final int[] series;
  private final int[] rows;
  private final Part[] parts;
  private final float[] numbers;
  private int count;
  private long nanos;

  private AnsweredRows(ExportedHistory history, AnswerForm form, int most) {
    this.history = history;
    this.form = form;
    this.series = new int[most];
    this.rows = new int[most];
    this.parts = new Part[most];
    this.numbers = new float[most * form.width()];
  }

  /**
   * Scores the rows.
   *
   * @throws ModelRejectedException if the model does not open
   */
  static AnsweredRows of(
      ExportedHistory history, TimeSplit split, CheckedModel model, AnswerForm form)
      throws ModelRejectedException {
    int most = history.series().stream().mapToInt(ExportSeries::rows).sum();
    AnsweredRows answered = new AnsweredRows(history, form, most);
    HouseModel house = model.model();
    try (OnnxGraph graph =
        OnnxGraph.open(
            house.file(), house.bytes(), house.opset(), house.input(), house.output(), BATCH)) {
      for (int i = 0; i < history.series().size(); i++) {
        answered.score(graph, split, i, model.window(), model.scoredAlone() ? 1 : BATCH);
      }
    }
    return answered;
  }

  private void score(OnnxGraph graph, TimeSplit split, int place, int bars, int batch) {
    ExportSeries of = history.series().get(place);
    float[] inputs = new float[batch * graph.inputWidth()];
    float[] made = new float[batch * form.width()];
    int waiting = 0;
    for (int row = 0; row < of.rows(); row++) {
      Part part = split.part(of.export, of.time(row));
      if (part == null || !of.input(row, bars, inputs, waiting * graph.inputWidth())) {
        continue;
      }
      series[count + waiting] = place;
      rows[count + waiting] = row;
      parts[count + waiting] = part;
      waiting++;
      if (waiting == batch) {
        run(graph, inputs, waiting, made);
        waiting = 0;
      }
    }
    if (waiting > 0) {
      run(graph, inputs, waiting, made);
    }
  }

  private void run(OnnxGraph graph, float[] inputs, int size, float[] made) {
    long before = System.nanoTime();
    graph.run(inputs, size, made);
    nanos += System.nanoTime() - before;
    System.arraycopy(made, 0, numbers, count * form.width(), size * form.width());
    count += size;
  }

  int count() {
    return count;
  }

  /** Time of the calling thread for one answer, within batches, µs. */
  double microsEach() {
    return count == 0 ? 0 : nanos / 1e3 / count;
  }

  /** The numbers of the rows of a part that the model answers, in their order. */
  int[] of(Part part) {
    return where(row -> parts[row] == part && !abstains(row));
  }

  /** Those of them whose bar had just closed. */
  int[] closes(Part part) {
    return where(row -> parts[row] == part && !abstains(row) && of(row).isClose(rows[row]));
  }

  /** How many rows of a part the model does not answer. */
  int abstentions(Part part) {
    return where(row -> parts[row] == part && abstains(row)).length;
  }

  /** Whether none of the numbers of an answer is one. */
  private boolean abstains(int row) {
    for (int i = row * form.width(); i < (row + 1) * form.width(); i++) {
      if (!Float.isNaN(numbers[i])) {
        return false;
      }
    }
    return true;
  }

  private int[] where(IntPredicate wanted) {
    return IntStream.range(0, count).filter(wanted).toArray();
  }

  /** The series of a row. */
  ExportSeries of(int row) {
    return history.series().get(series[row]);
  }

  /** The place of a row's series. */
  int seriesOf(int row) {
    return series[row];
  }

  /** The place of a row in its series. */
  int rowOf(int row) {
    return rows[row];
  }

  /** µs since the epoch. */
  long time(int row) {
    return of(row).time(rows[row]);
  }

  /** The numbers of an answer. */
  float[] answer(int row) {
    return Arrays.copyOfRange(numbers, row * form.width(), (row + 1) * form.width());
  }

  /** The answer, and what follows from it. */
  Prediction prediction(int row) {
    return Prediction.of(form, numbers, row * form.width());
  }

  /** The first row whose answer makes no sense, abstentions apart; null if there is none. */
  @Nullable Integer unsound() {
    for (int row = 0; row < count; row++) {
      if (!abstains(row) && !prediction(row).isValid()) {
        return row;
      }
    }
    return null;
  }
}
