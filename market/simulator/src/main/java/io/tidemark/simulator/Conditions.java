package io.tidemark.simulator;

import java.util.List;

/**
 * What the phases make of one instrument's next second.
 *
 * @param drift log return per second
 * @param volatility multiplies the instrument's own
 * @param reversion 1: moves turn back as usual; below 0: they go on
 * @param activity multiplies the number of trades
 * @param size multiplies the size of trades
 * @param mood added to sentiment
 * @param pressure -1 (everybody sells) to 1 (everybody buys), on top of the usual flow
 * @param offset added to the log price, gone when the phase is
 * @param silent nothing arrives
 */
record Conditions(
    double drift,
    double volatility,
    double reversion,
    double activity,
    double size,
    double mood,
    double pressure,
    double offset,
    boolean silent) {

  private static final Conditions CALM = new Conditions(0, 1, 1, 1, 1, 0, 0, 0, false);

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
      case VOLATILE -> livelier(phase.strength(), reversion, size * 1.2, mood);
      case REGIME -> livelier(phase.strength(), -0.5, size * 2, mood - 0.6);
      case SILENCE ->
          new Conditions(
              drift, volatility, reversion, activity, size, mood, pressure, offset, true);
      case FLASH_CRASH -> crashing(phase.progress(sinceStart), phase.strength());
    };
  }

  private Conditions trending(double perSecond) {
    return new Conditions(
        perSecond, volatility, reversion, activity, size, mood, pressure, offset, silent);
  }

  private Conditions livelier(double scale, double turning, double sizes, double feeling) {
    return new Conditions(
        drift, volatility * scale, turning, activity, sizes, feeling, pressure, offset, silent);
  }

  private Conditions crashing(double progress, double depth) {
    double bottom = StrictMath.log(1 - depth);
    boolean falling = progress < FALL;
    double way = falling ? progress / FALL : (1 - progress) / (1 - FALL);
    return new Conditions(
        drift,
        volatility * 1.5,
        reversion,
        activity * (falling ? 5 : 2),
        size * 2,
        mood - 0.3,
        falling ? -0.8 : 0.3,
        bottom * way,
        silent);
  }
}
