package io.tidemark.dataset;

/**
 * A scored vector and what came of it.
 *
 * @param clock when the vector could be known, µs since the epoch
 * @param barClosed whether it is of a bar that had just closed, and not of one still forming
 * @param features as the model would have been given them
 * @param forwardReturn log return of the price from then to the horizon
 * @param forwardVolatility realised volatility from then to the horizon, annualised; 1 is 100 %
 */
@SuppressWarnings("ArrayRecordComponent") // the scoring's own vector, written and forgotten
public record LabelledRow(
    long clock,
    boolean barClosed,
    float[] features,
    double forwardReturn,
    double forwardVolatility) {

  /** Whether the price was higher at the horizon. */
  boolean up() {
    return forwardReturn > 0;
  }
}
