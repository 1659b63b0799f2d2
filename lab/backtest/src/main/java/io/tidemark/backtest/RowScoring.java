package io.tidemark.backtest;

import io.tidemark.core.score.ModelTiming;
import io.tidemark.core.score.Prediction;
import io.tidemark.core.score.Task;
import io.tidemark.core.score.Trigger;
import io.tidemark.dataset.LabelledRow;
import io.tidemark.models.LoadedModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks a model about the rows of one instrument as they come, in the order of time. A model of
 * several bars is given whole windows: a row after a hole has none until the window is full.
 */
final class RowScoring {

  /** They take some hundred megabytes. */
  static final int MOST_ROWS = 1 << 22;

  private final LoadedModel model;
  private final EvaluationRequest request;
  private final RowLayout layout;
  private final ModelTiming timing;
  private final int features;
  private final boolean keepsPast;
  private final float[] window;
  private int barsInWindow;
  private long lastBar = Long.MIN_VALUE;
  private final List<ScoredRow> rows = new ArrayList<>();
  private long unanswered;

  RowScoring(LoadedModel model, EvaluationRequest request, RowLayout layout) {
    this.model = model;
    this.request = request;
    this.layout = layout;
    this.timing = model.metadata().timing();
    this.features = model.featureNames().size();
    this.keepsPast = model.metadata().form().task() == Task.VOLATILITY;
    this.window = new float[timing.windowBars() * features];
  }

  /**
   * Takes the next row.
   *
   * @throws EvaluationException if there are too many
   */
  void accept(LabelledRow row) {
    if (!row.barClosed() && timing.trigger() == Trigger.BAR) {
      return;
    }
    boolean whole = fill(row);
    boolean counts = request.counts(row.clock());
    if (!counts && !(keepsPast && row.clock() < request.to())) {
      return;
    }
    Prediction prediction = whole && counts ? model.predict(window) : Prediction.NOT_ASKED;
    if (prediction.asked() && !prediction.isValid()) {
      unanswered++;
      return;
    }
    if (prediction.asked() || keepsPast) {
      keep(
          new ScoredRow(
              row.clock(),
              row.barClosed(),
              prediction,
              row.forwardReturn(),
              row.forwardVolatility(),
              layout.barReturn(row.features())));
    }
  }

  /** Rows in the order of time. */
  List<ScoredRow> rows() {
    return rows;
  }

  /** How many answers made no sense. */
  long unanswered() {
    return unanswered;
  }

  private void keep(ScoredRow row) {
    if (rows.size() == MOST_ROWS) {
      throw new EvaluationException(
          "There are more than " + MOST_ROWS + " rows: choose a period with --from and --to.");
    }
    rows.add(row);
  }

  /** Puts the row at the window's end. Whether the window then holds every bar up to it. */
  private boolean fill(LabelledRow row) {
    // a bar that has closed is named by the time from which it is known: the start of the next
    long bar = Math.floorDiv(row.clock(), timing.barLength()) + (row.barClosed() ? 0 : 1);
    if (bar != lastBar) {
      barsInWindow = bar == lastBar + 1 ? Math.min(barsInWindow + 1, timing.windowBars()) : 1;
      System.arraycopy(window, features, window, 0, window.length - features);
      lastBar = bar;
    }
    for (int i = 0; i < features; i++) {
      window[window.length - features + i] = row.features()[layout.place(i)];
    }
    return barsInWindow == timing.windowBars();
  }
}
