package io.tidemark.dataset;

import io.tidemark.core.fact.PriceScale;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * Tells what came of each scored vector of one instrument: the price when it was scored against the
 * last price known a horizon later, and how much it moved on the way.
 *
 * <p>What is known exactly at that time counts, what is known later does not. The forward price
 * must be at most a bar old by then; else it lies in a hole and the row is dropped, as are rows
 * whose time has not come when the log ends. Rows come out in the order in which they went in.
 *
 * <p>Realised volatility is the root of the sum of squared log returns between the row's price, the
 * prices known at each whole sampling step since the epoch on the way, and the forward price,
 * annualised: times the root of a year (8,760 hours) over the horizon. It does not depend on upon
 * what rows are made. Five minutes are the usual step: shorter ones measure the bouncing between
 * bid and ask, too (Liu, Patton and Sheppard, Does anything beat 5-minute RV?, 2015).
 */
final class ForwardLabels {

  private static final long LONGEST_STEP = 300_000_000L;
  private static final double YEAR = 8_760d * 3_600 * 1_000_000;

  /** A row on its way to its horizon. */
  private static final class Waiting {

    final long clock;
    final boolean barClosed;
    final double price;
    final float[] features;

    /** The last sample on the way, and the sum of squared returns up to it. */
    double sampled;

    double squares;

    Waiting(long clock, boolean barClosed, double price, float[] features) {
      this.clock = clock;
      this.barClosed = barClosed;
      this.price = price;
      this.features = features;
      this.sampled = price;
    }

    void sample(double next) {
      if (next != sampled) {
        double move = StrictMath.log(next / sampled);
        squares += move * move;
        sampled = next;
      }
    }
  }

  private final long horizon;
  private final long bar;
  private final long step;
  private final double horizonsPerYear;
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
    this.step = samplingStep(bar);
    this.horizonsPerYear = YEAR / horizon;
    this.mostWaiting = mostWaiting;
    this.out = out;
  }

  /** How far the samples of realised volatility are apart: five minutes, or a shorter bar; µs. */
  static long samplingStep(long bar) {
    return Math.min(bar, LONGEST_STEP);
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
    if (PriceScale.power(price, lastPrice) != 0) {
      holes += waiting.size(); // their way to the horizon would count a change of unit as a move
      waiting.clear();
    }
    clock = now;
    price = lastPrice;
    pricedAt = lastPricedAt;
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
    waiting.add(new Waiting(clock, barClosed, price, features));
  }

  /** The log is over: all that was known at its last time is known. */
  void finish() {
    settle(clock);
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

  /**
   * The price has stood since the last event, and stands until {@code time}: only the first of the
   * sampling times in between can see it move.
   */
  private void settle(long time) {
    if (waiting.isEmpty()) {
      return;
    }
    long sampling = clock + Math.floorMod(-clock, step);
    if (sampling <= time) {
      settleRows(sampling - 1);
      waiting.forEach(row -> row.sample(price));
    }
    settleRows(time);
  }

  /** Gives out what was due by {@code time}, with the price that stands. */
  private void settleRows(long time) {
    for (Waiting row = waiting.peek();
        row != null && row.clock + horizon <= time;
        row = waiting.peek()) {
      waiting.remove();
      double change = (price - row.price) / row.price;
      if (pricedAt <= row.clock + horizon - bar || Double.isNaN(change)) {
        holes++;
      } else {
        out.accept(labelled(row, change));
      }
    }
  }

  private LabelledRow labelled(Waiting row, double change) {
    row.sample(price);
    return new LabelledRow(
        row.clock,
        row.barClosed,
        row.features,
        StrictMath.log1p(change), // keeps the sign of the smallest change
        Math.sqrt(row.squares * horizonsPerYear));
  }
}
