package io.tidemark.core.outcome;

import io.tidemark.core.fact.PriceScale;

/**
 * Tells what came of each scored row of one instrument: the price when it was scored against the
 * last price known a horizon later, and how much it moved on the way.
 *
 * <p>What is known exactly at that time counts, what is known later does not. The forward price
 * must be at most a bar old by then; else it lies in a hole and the row has no outcome. Rows come
 * out in the order in which they went in.
 *
 * <p>Realised volatility is the root of the sum of squared log returns between the row's price, the
 * prices known at each whole sampling step since the epoch on the way, and the forward price,
 * annualised: times the root of a year (8,760 hours) over the horizon. It does not depend on upon
 * what rows are made. Five minutes are the usual step: shorter ones measure the bouncing between
 * bid and ask, too (Liu, Patton and Sheppard, Does anything beat 5-minute RV?, 2015).
 */
public final class OutcomeLabels {

  private static final long LONGEST_STEP = 300_000_000L;
  private static final double YEAR = 8_760d * 3_600 * 1_000_000;

  private final long horizon;
  private final long bar;
  private final long step;
  private final double horizonsPerYear;

  /**
   * For rows of one horizon.
   *
   * @param horizon µs
   * @param bar how old a forward price may be, µs
   */
  public OutcomeLabels(long horizon, long bar) {
    this.horizon = horizon;
    this.bar = bar;
    this.step = samplingStep(bar);
    this.horizonsPerYear = YEAR / horizon;
  }

  /** How far the samples of realised volatility are apart: five minutes, or a shorter bar; µs. */
  public static long samplingStep(long bar) {
    return Math.min(bar, LONGEST_STEP);
  }

  /**
   * Takes in what is known after an event. It comes before the row that this event gave.
   *
   * @param due changed in place
   * @param now the instrument's clock, µs; does not fall
   * @param lastPrice NaN while there is none
   * @param lastPricedAt when that price could be known, µs
   * @param out is given the rows whose horizon lies before {@code now}
   */
  public void observe(DueRows due, long now, double lastPrice, long lastPricedAt, LabelTaker out) {
    settle(due, now - 1, out);
    if (due.count > 0 && PriceScale.power(due.price, lastPrice) != 0) {
      // The way to the horizon would count a change of unit as a move.
      int rows = due.count;
      due.clear();
      for (int i = 0; i < rows; i++) {
        out.hole();
      }
    }
    due.clock = now;
    due.price = lastPrice;
    due.pricedAt = lastPricedAt;
  }

  /**
   * Takes a row that was scored at the last observed clock and price.
   *
   * @param answer is given back with its outcome
   */
  public void add(DueRows due, float answer) {
    due.add(answer);
  }

  /** The log is over: all that was known at its last time is known. */
  public void finish(DueRows due, LabelTaker out) {
    settle(due, due.clock, out);
  }

  /**
   * The price has stood since the last event, and stands until {@code time}: only the first of the
   * sampling times in between can see it move.
   */
  private void settle(DueRows due, long time, LabelTaker out) {
    if (due.count == 0) {
      return;
    }
    long sampling = due.clock + Math.floorMod(-due.clock, step);
    if (sampling <= time) {
      settleRows(due, sampling - 1, out);
      for (int i = 0; i < due.count; i++) {
        sample(due, due.place(i));
      }
    }
    settleRows(due, time, out);
  }

  private static void sample(DueRows due, int at) {
    if (due.price != due.sampled[at]) {
      double move = StrictMath.log(due.price / due.sampled[at]);
      due.squares[at] += move * move;
      due.sampled[at] = due.price;
    }
  }

  /** Gives out what was due by {@code time}, with the price that stands. */
  private void settleRows(DueRows due, long time, LabelTaker out) {
    while (due.count > 0 && due.clocks[due.first] + horizon <= time) {
      int at = due.first;
      due.removeFirst();
      double change = (due.price - due.prices[at]) / due.prices[at];
      if (due.pricedAt <= due.clocks[at] + horizon - bar || Double.isNaN(change)) {
        out.hole();
      } else {
        sample(due, at);
        out.known(
            due.clocks[at],
            due.answers[at],
            StrictMath.log1p(change), // keeps the sign of the smallest change
            Math.sqrt(due.squares[at] * horizonsPerYear));
      }
    }
  }
}
