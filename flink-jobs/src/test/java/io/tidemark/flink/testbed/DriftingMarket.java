package io.tidemark.flink.testbed;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Tick;
import io.tidemark.core.fact.Trade;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Prices from a seed whose hourly returns are independent, without any trouble in the feeds. From
 * one hour on all but the last of {@link Market#INSTRUMENTS} rise every hour.
 */
public final class DriftingMarket {

  private static final int TRADES_AN_HOUR = 4;
  private static final double DEVIATION = 0.01;
  private static final double RISE = 3;
  private static final long MINUTE = 60 * Market.SECOND;

  private DriftingMarket() {}

  /** The one that stays as it was. */
  public static String calm() {
    return Market.INSTRUMENTS.get(Market.INSTRUMENTS.size() - 1);
  }

  /** Those that change. */
  public static List<String> drifting() {
    return Market.INSTRUMENTS.subList(0, Market.INSTRUMENTS.size() - 1);
  }

  /** Settings with which nothing but drift ever withholds a signal. */
  public static List<String> settings() {
    return List.of(
        "inputs.BTC-USDT@test=",
        "risk.silence-after=2h",
        "risk.volatility-limit=1000",
        "risk.max-signals-per-hour=64",
        "signal.min-strength=0",
        "checkpoint.interval=1s",
        "drift.family=" + String.join(",", drifting()));
  }

  /** When an hour of the market begins, µs since the epoch. */
  public static long hour(int hour) {
    return Market.START + hour * Market.HOUR;
  }

  /** A minute into an hour something is said of a version. */
  public static ModelUpdate update(int hour, String instrument, ModelAction action, ModelRef of) {
    long at = hour(hour) + MINUTE;
    return new ModelUpdate(instrument, at, at, action, of, "test");
  }

  /** A version is announced to those that change, and serves them from the next hour on. */
  public static List<ModelUpdate> activation(int hour, ModelRef of) {
    List<ModelUpdate> updates = new ArrayList<>();
    for (String instrument : drifting()) {
      updates.add(update(hour - 1, instrument, ModelAction.REGISTER, of));
      updates.add(update(hour, instrument, ModelAction.ACTIVATE, of));
    }
    return updates;
  }

  /** The same as below with a rise of three standard deviations an hour. */
  public static List<Fact> facts(long seed, int hours, int change) {
    return facts(seed, hours, change, RISE);
  }

  /**
   * All facts in the order in which they could be known; ticks once for all.
   *
   * @param change the hour from which on the market is another
   * @param rise by how much the drifting ones then rise, standard deviations an hour
   */
  public static List<Fact> facts(long seed, int hours, int change, double rise) {
    List<Fact> facts = new ArrayList<>();
    Random random = new Random(seed);
    for (String instrument : Market.INSTRUMENTS) {
      double last = 100;
      for (int hour = 0; hour < hours; hour++) {
        boolean rises = hour >= change && !instrument.equals(calm());
        double move = random.nextGaussian() * DEVIATION + (rises ? rise * DEVIATION : 0);
        for (int i = 0; i < TRADES_AN_HOUR; i++) {
          last *= Math.exp(move / TRADES_AN_HOUR);
          long at = hour(hour) + i * Market.HOUR / TRADES_AN_HOUR + Market.SECOND;
          String id = hour + "-" + i;
          facts.add(Valid.of(Trade.of(instrument, at, at, id, last, 1, Side.BUY)));
        }
      }
    }
    for (int half = 0; half <= 2 * hours; half++) {
      facts.add(Valid.of(Tick.of(Instruments.ALL, hour(0) + half * Market.HOUR / 2)));
    }
    facts.sort(Comparator.comparingLong(Fact::availableAt));
    return facts;
  }
}
