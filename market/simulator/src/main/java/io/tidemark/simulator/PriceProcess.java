package io.tidemark.simulator;

/**
 * One instrument's price, a second at a time: a random walk that turns back a little towards its
 * own five-minute average and is pushed a little by an order flow that can be seen in trades and
 * book before it is in the price. The predictable part of a five-minute return is about a tenth of
 * its variance, so an honest model is right a little more often than not.
 */
final class PriceProcess {

  private static final double FLOW_SECONDS = 300;
  private static final double AVERAGE_SECONDS = 300;
  private static final double CLUSTER_SECONDS = 3_600;

  /** Drift per second of one unit of flow, in units of the volatility of a second. */
  private static final double PUSH = 0.027;

  /** Pull per second towards the average. */
  private static final double PULL = 0.002;

  /** How far volatility wanders by itself, in logs. */
  private static final double CLUSTERING = 0.12;

  private final SimInstrument instrument;
  private final Noise noise;
  private double logPrice;
  private double average;
  private double flow;
  private double cluster;
  private double offset;

  PriceProcess(SimInstrument instrument, Noise noise) {
    this.instrument = instrument;
    this.noise = noise;
    this.logPrice = StrictMath.log(instrument.startPrice());
    this.average = logPrice;
    this.flow = noise.gaussian();
    this.cluster = noise.gaussian();
  }

  void step(Conditions now) {
    flow = wander(flow, FLOW_SECONDS);
    cluster = wander(cluster, CLUSTER_SECONDS);
    double shock =
        now.price().volatility() * StrictMath.exp(CLUSTERING * cluster) * noise.gaussian();
    logPrice +=
        now.price().drift()
            + instrument.volatility() * (PUSH * flow + shock)
            - PULL * now.price().reversion() * (logPrice - average);
    average += (logPrice - average) / AVERAGE_SECONDS;
    offset = now.price().offset();
  }

  /** Halfway between the best bid and the best ask. */
  double mid() {
    return StrictMath.exp(logPrice + offset);
  }

  /** Which way orders lean: mean 0, deviation 1. */
  double flow() {
    return flow;
  }

  /** How far the price stands from its five-minute average, in logs. */
  double premium() {
    return logPrice - average;
  }

  private double wander(double value, double seconds) {
    return value * (1 - 1 / seconds) + StrictMath.sqrt(2 / seconds) * noise.gaussian();
  }
}
