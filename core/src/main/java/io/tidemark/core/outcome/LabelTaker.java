package io.tidemark.core.outcome;

/** Is given what came of rows, in the order in which they were scored. */
public interface LabelTaker {

  /**
   * The outcome of a row is known.
   *
   * @param clock when it was scored, µs since the epoch
   * @param answer what was kept with it
   * @param forwardReturn log return of the price from then to the horizon
   * @param forwardVolatility realised volatility from then to the horizon, annualised; 1 is 100 %
   */
  void known(long clock, float answer, double forwardReturn, double forwardVolatility);

  /** A row has no outcome: no price, or one in another unit, was known near its time. */
  void hole();
}
