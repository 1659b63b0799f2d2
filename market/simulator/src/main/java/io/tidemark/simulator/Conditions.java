package io.tidemark.simulator;

import java.util.List;

/**
 * What the phases make of one instrument's next second.
 *
 * @param price how it moves
 * @param flow of trades
 * @param mood added to sentiment
 * @param silent nothing arrives
 */
record Conditions(Price price, Flow flow, double mood, boolean silent) {

  private static final Conditions CALM =
      new Conditions(new Price(0, 1, 1, 0), new Flow(1, 1, 0), 0, false);

  /**
   * How the price moves.
   *
   * @param drift log return per second
   * @param volatility multiplies the instrument's own
   * @param reversion 1: moves turn back as usual; below 0: they go on
   * @param offset added to the log price, gone when the phase is
   */
  record Price(double drift, double volatility, double reversion, double offset) {}

  /**
   * How people trade.
   *
   * @param activity multiplies the number of trades
   * @param size multiplies the size of trades
   * @param pressure -1 (everybody sells) to 1 (everybody buys), on top of the usual flow
   */
  record Flow(double activity, double size, double pressure) {}

  /** A crash falls in this part of its phase and recovers in the rest: 4 of 24 minutes. */
  private static final double FALL = 1.0 / 6;

  static Conditions of(List<Phase> phases, String instrument, long sinceStart) {
    Conditions now = CALM;
    for (Phase phase : phases) {
      if (phase.covers(instrument, sinceStart)) {
        now = now.under(phase, sinceStart);
      }
    }
    return now;
  }

  private Conditions under(Phase phase, long sinceStart) {
    return switch (phase.kind()) {
      case CALM -> this;
      case TREND -> trending(phase.strength() / ((double) phase.length() / Scenario.SECOND));
      case VOLATILE -> livelier(phase.strength(), price.reversion(), 1.2, mood);
      case REGIME -> livelier(phase.strength(), -0.5, 2, mood - 0.6);
      case SILENCE -> new Conditions(price, flow, mood, true);
      case FLASH_CRASH -> crashing(phase.progress(sinceStart), phase.strength());
    };
  }

  private Conditions trending(double perSecond) {
    return new Conditions(
        new Price(perSecond, price.volatility(), price.reversion(), price.offset()),
        flow,
        mood,
        silent);
  }

  private Conditions livelier(double scale, double turning, double larger, double feeling) {
    return new Conditions(
        new Price(price.drift(), price.volatility() * scale, turning, price.offset()),
        new Flow(flow.activity(), flow.size() * larger, flow.pressure()),
        feeling,
        silent);
  }

  private Conditions crashing(double progress, double depth) {
    double bottom = StrictMath.log(1 - depth);
    boolean falling = progress < FALL;
    double way = falling ? progress / FALL : (1 - progress) / (1 - FALL);
    return new Conditions(
        new Price(price.drift(), price.volatility() * 1.5, price.reversion(), bottom * way),
        new Flow(flow.activity() * (falling ? 5 : 2), flow.size() * 2, falling ? -0.8 : 0.3),
        mood - 0.3,
        silent);
  }
}
