package io.tidemark.dataset;

import io.tidemark.core.outcome.DueRows;
import io.tidemark.core.outcome.LabelTaker;
import io.tidemark.core.outcome.OutcomeLabels;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * Keeps the vectors of one instrument until it is known what came of them, as {@link OutcomeLabels}
 * tells it. Rows whose outcome lies in a hole, or whose time has not come when the log ends, are
 * dropped. Rows come out in the order in which they went in.
 */
final class ForwardLabels {

  /** A vector on its way to its horizon. */
  @SuppressWarnings("ArrayRecordComponent") // the scoring's own vector, written and forgotten
  private record Waiting(boolean barClosed, float[] features) {}

  private final OutcomeLabels labels;
  private final DueRows due = new DueRows();
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private final LabelTaker known;
  private final int mostWaiting;
  private long holes;
  private long unfinished;

  /**
   * @param horizon µs
   * @param bar how old a forward price may be, µs
   * @param mostWaiting most rows that may wait for their price
   * @param out is given each row once its price is known
   */
  ForwardLabels(long horizon, long bar, int mostWaiting, Consumer<LabelledRow> out) {
    this.labels = new OutcomeLabels(horizon, bar);
    this.mostWaiting = mostWaiting;
    this.known = new Rows(out);
  }

  /**
   * Takes in what is known after an event. It comes before the row that this event gave.
   *
   * @param now the instrument's clock, µs; does not fall
   * @param lastPrice NaN while there is none
   * @param lastPricedAt when that price could be known, µs
   */
  void observe(long now, double lastPrice, long lastPricedAt) {
    labels.observe(due, now, lastPrice, lastPricedAt, known);
  }

  /**
   * Takes a vector that was scored at the last observed clock and price.
   *
   * @param barClosed whether it is of a bar that had just closed
   * @throws ExportException if too many rows wait for their price
   */
  void add(boolean barClosed, float[] features) {
    if (waiting.size() == mostWaiting) {
      throw new ExportException(
          "More than "
              + mostWaiting
              + " rows lie within one horizon: choose a shorter horizon or the trigger bar.");
    }
    labels.add(due, Float.NaN);
    waiting.add(new Waiting(barClosed, features));
  }

  /** The log is over: all that was known at its last time is known. */
  void finish() {
    labels.finish(due, known);
    unfinished += waiting.size();
    waiting.clear();
  }

  /** Rows dropped because no price, or one in another unit, was known near their time. */
  long holes() {
    return holes;
  }

  /** Rows dropped because the log ended before their time. */
  long unfinished() {
    return unfinished;
  }

  private final class Rows implements LabelTaker {

    private final Consumer<LabelledRow> out;

    Rows(Consumer<LabelledRow> out) {
      this.out = out;
    }

    @Override
    public void known(long clock, float answer, double forwardReturn, double forwardVolatility) {
      Waiting row = waiting.remove();
      out.accept(
          new LabelledRow(
              clock, row.barClosed(), row.features(), forwardReturn, forwardVolatility));
    }

    @Override
    public void hole() {
      waiting.remove();
      holes++;
    }
  }
}
