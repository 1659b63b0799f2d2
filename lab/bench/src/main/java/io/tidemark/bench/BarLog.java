package io.tidemark.bench;

import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.simulator.SimInstrument;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Trades without end of the simulated market's instruments in turn, evenly spaced: each has the
 * same number of trades in every minute, but for the first {@link #WARM_UP_BARS} minutes with
 * {@link #TRADES_OF_WARM_UP} each, in which features and windows warm up. Prices walk at random, by
 * the same deviation a minute whatever their number. All is decided by that number and the seed.
 */
public final class BarLog implements Iterator<LogEvent> {

  static final int WARM_UP_BARS = 130;
  static final int TRADES_OF_WARM_UP = 2;

  private static final long MINUTE = 60_000_000L;
  private static final long START = 1_704_067_200_000_000L;
  private static final double DEVIATION_A_MINUTE = 5e-4;

  private final SplittableRandom random;
  private final int perBar;
  private final double[] prices;
  private final List<String> instruments =
      SimInstrument.ALL.stream().map(SimInstrument::name).toList();
  private long bar;
  private int trade;
  private int instrument;
  private long done;

  /**
   * From the first trade.
   *
   * @param perBar trades of each instrument in a minute
   */
  BarLog(int perBar, long seed) {
    this.perBar = perBar;
    this.random = new SplittableRandom(seed);
    this.prices = new double[instruments.size()];
    Arrays.fill(prices, 100);
  }

  /** How many events warm up; after them every event can be scored. */
  public static long warmUp() {
    return (long) WARM_UP_BARS * TRADES_OF_WARM_UP * SimInstrument.ALL.size();
  }

  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public LogEvent next() {
    int trades = bar < WARM_UP_BARS ? TRADES_OF_WARM_UP : perBar;
    long time = START + bar * MINUTE + trade * MINUTE / trades;
    double deviation = DEVIATION_A_MINUTE / Math.sqrt(trades);
    prices[instrument] *= 1 + deviation * (random.nextInt(4) - 1.5) / Math.sqrt(1.25);
    Trade fact =
        new Trade(
            instruments.get(instrument),
            time,
            time,
            Long.toString(done),
            prices[instrument],
            0.1 + random.nextDouble(),
            random.nextBoolean() ? Side.BUY : Side.SELL);
    advance(trades);
    return new LogEvent(fact.instrument(), time, new Origin("bars", 0, done), -1, 0, fact);
  }

  private void advance(int trades) {
    done++;
    instrument = (instrument + 1) % instruments.size();
    if (instrument == 0) {
      trade++;
    }
    if (trade == trades) {
      trade = 0;
      bar++;
    }
  }
}
