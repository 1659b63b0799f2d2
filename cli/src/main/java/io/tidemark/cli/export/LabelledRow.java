package io.tidemark.cli.export;

/**
 * A scored vector and what came of it.
 *
 * @param clock when the vector could be known, µs since the epoch
 * @param features as the model would have been given them
 * @param forwardReturn log return of the price from then to the horizon
 */
@SuppressWarnings("ArrayRecordComponent") // the scoring's own vector, written and forgotten
record LabelledRow(long clock, float[] features, double forwardReturn) {

  /** Whether the price was higher at the horizon. */
  boolean up() {
    return forwardReturn > 0;
  }
}
