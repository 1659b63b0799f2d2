package io.tidemark.cli.export;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * Tells what came of each scored vector of one instrument: the price when it was scored against the
 * last price known a horizon later.
 *
 * <p>What is known exactly at that time counts, what is known later does not. The forward price
 * must be at most a bar old by then; else it lies in a hole and the row is dropped, as are rows
 * whose time has not come when the log ends. Rows come out in the order in which they went in.
 */
final class ForwardLabels {

  @SuppressWarnings("ArrayRecordComponent") // only handed on
  private record Waiting(long clock, long due, double price, float[] features) {}

  private final long horizon;
  private final long bar;
  private final int mostWaiting;
  private final Consumer<LabelledRow> out;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private long clock = Long.MIN_VALUE;
  private double price = Double.NaN;
  private long pricedAt = Long.MIN_VALUE;
  private long holes;
  private long unfinished;

  /**
   * @param horizon µs
   * @param bar how old a forward price may be, µs
   * @param mostWaiting most rows that may wait for their price
   * @param out is given each row once its price is known
   */
  ForwardLabels(long horizon, long bar, int mostWaiting, Consumer<LabelledRow> out) {
    this.horizon = horizon;
    this.bar = bar;
    this.mostWaiting = mostWaiting;
    this.out = out;
  }

  /**
   * Takes in what is known after an event. It comes before the row that this event gave.
   *
   * @param now the instrument's clock, µs; does not fall
   * @param lastPrice NaN while there is none
   * @param lastPricedAt when that price could be known, µs
   */
  void observe(long now, double lastPrice, long lastPricedAt) {
    settle(now - 1);
    clock = now;
    price = lastPrice;
    pricedAt = lastPricedAt;
  }

  /**
   * Takes a vector that was scored at the last observed clock and price.
   *
   * @throws ExportException if too many rows wait for their price
   */
  void add(float[] features) {
    if (waiting.size() == mostWaiting) {
      throw new ExportException(
          "More than "
              + mostWaiting
              + " rows lie within one horizon: choose a shorter horizon or the trigger bar.");
    }
    waiting.add(new Waiting(clock, clock + horizon, price, features));
  }

  /** The log is over: all that was known at its last time is known. */
  void finish() {
    settle(clock);
    unfinished += waiting.size();
    waiting.clear();
  }

  /** Rows dropped because no price was known near their time. */
  long holes() {
    return holes;
  }

  /** Rows dropped because the log ended before their time. */
  long unfinished() {
    return unfinished;
  }

  /** Gives out what was due by {@code time}, with the price that stands. */
  private void settle(long time) {
    for (Waiting row = waiting.peek(); row != null && row.due() <= time; row = waiting.peek()) {
      waiting.remove();
      double change = (price - row.price()) / row.price();
      if (pricedAt <= row.due() - bar || Double.isNaN(change)) {
        holes++;
      } else {
        // log1p keeps the sign of the smallest change.
        out.accept(new LabelledRow(row.clock(), row.features(), StrictMath.log1p(change)));
      }
    }
  }
}
