package io.tidemark.backtest.metric;

/**
 * What was called and what came, rows.
 *
 * @param upCalledUp rises that were called
 * @param upCalledDown rises that were not
 * @param downCalledUp falls, and what did not move, called rises
 * @param downCalledDown falls that were called
 */
public record ConfusionCounts(
    long upCalledUp, long upCalledDown, long downCalledUp, long downCalledDown) {

  /** Share of the called rises that came; NaN if none was called. */
  double precision() {
    return (double) upCalledUp / (upCalledUp + downCalledUp);
  }

  /** Share of the rises that were called. */
  double recall() {
    return (double) upCalledUp / (upCalledUp + upCalledDown);
  }

  /** The harmonic mean of both. */
  double f1() {
    return 2.0 * upCalledUp / (2.0 * upCalledUp + upCalledDown + downCalledUp);
  }

  /** The correlation of call and outcome (Matthews, 1975); 0 where all calls are alike. */
  double mcc() {
    double calledUp = upCalledUp + downCalledUp;
    double calledDown = upCalledDown + downCalledDown;
    double up = upCalledUp + upCalledDown;
    double down = downCalledUp + downCalledDown;
    double spread = Math.sqrt(calledUp) * Math.sqrt(calledDown) * Math.sqrt(up) * Math.sqrt(down);
    double product = (double) upCalledUp * downCalledDown - (double) upCalledDown * downCalledUp;
    return spread == 0 ? 0 : product / spread;
  }
}
