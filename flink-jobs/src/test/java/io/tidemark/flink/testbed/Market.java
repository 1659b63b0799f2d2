package io.tidemark.flink.testbed;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Control;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Sentiment;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Tick;
import io.tidemark.core.fact.Trade;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A market of three instruments from a seed: calm at first, wild from {@link #CHANGE} on, with late
 * trades, stale ones, an hour of silence, and a kill switch that is pulled and let go.
 */
public final class Market {

  /** What is traded. */
  public static final List<String> INSTRUMENTS =
      List.of("BTC-USDT@test", "ETH-USDT@test", "SOL-USDT@test");

  static final long SECOND = 1_000_000;
  static final long HOUR = 3_600 * SECOND;

  /** When it begins: 2026-01-01T00:00:00Z, µs since the epoch. */
  public static final long START = 1_767_225_600L * SECOND;

  private static final int HOURS = 150;
  private static final int CHANGE = 100;
  private static final int TRADES_AN_HOUR = 10;

  private final Random random;
  private final List<Fact> facts = new ArrayList<>();

  private Market(long seed) {
    random = new Random(seed);
  }

  /** All facts in the order in which they could be known; market-wide ones once. */
  public static List<Fact> facts(long seed) {
    Market market = new Market(seed);
    for (int i = 0; i < INSTRUMENTS.size(); i++) {
      market.trades(INSTRUMENTS.get(i), 100 * (i + 1), i == 2 ? 110 : -1);
      market.context(INSTRUMENTS.get(i));
    }
    market.marketWide();
    market.facts.sort(Comparator.comparingLong(Fact::availableAt));
    return market.facts;
  }

  private void trades(String instrument, double price, int silentHour) {
    double last = price;
    for (int hour = 0; hour < HOURS; hour++) {
      double drift = random.nextGaussian() * (hour < CHANGE ? 0.01 : 0.06);
      for (int i = 0; i < TRADES_AN_HOUR; i++) {
        last *= Math.exp(drift / TRADES_AN_HOUR + random.nextGaussian() * 0.001);
        long at = START + hour * HOUR + i * HOUR / TRADES_AN_HOUR + random.nextInt(60_000_000);
        long lag = random.nextInt(200) == 0 ? 50 * SECOND : random.nextInt(2_000_000);
        long late = hour > 1 && random.nextInt(150) == 0 ? 2 * HOUR : 0;
        if (hour != silentHour) {
          trade(instrument, at - late, at + lag, last);
        }
      }
    }
  }

  private void trade(String instrument, long at, long received, double price) {
    Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
    String id = Long.toString(random.nextLong() >>> 1);
    facts.add(
        Valid.of(Trade.of(instrument, at, received, id, price, 0.1 + random.nextDouble(), side)));
  }

  private void context(String instrument) {
    for (int hour = 0; hour < HOURS; hour++) {
      long at = START + hour * HOUR + 7 * SECOND;
      if (hour % 8 == 0) {
        double rate = random.nextGaussian() * 0.0005;
        facts.add(Valid.of(Funding.of(instrument, at, at + SECOND, rate)));
      }
      if (hour % 5 == 0) {
        double[] bids = {99.5, 99};
        double[] asks = {100.5, 101};
        double[] sizes = {1 + random.nextDouble(), 2};
        facts.add(
            Valid.of(Book.of(instrument, at, at + 2 * SECOND, bids, sizes, asks, sizes.clone())));
      }
    }
    facts.add(control(instrument, 70, ControlCommand.KILL));
    facts.add(control(instrument, 73, ControlCommand.RESUME));
  }

  private void marketWide() {
    for (int hour = 0; hour <= HOURS; hour++) {
      long at = START + hour * HOUR + 3 * SECOND;
      facts.add(Valid.of(Tick.of(Instruments.ALL, at)));
      facts.add(Valid.of(Tick.of(Instruments.ALL, at + HOUR / 2)));
      if (hour % 24 == 0) {
        double index = 20 + random.nextInt(79);
        facts.add(Valid.of(Metric.of(Instruments.ALL, at, at, Metric.FEAR_GREED, index)));
      }
      if (hour % 6 == 0) {
        double score = random.nextDouble() - 0.5;
        facts.add(Valid.of(Sentiment.of(Instruments.ALL, at, at, "test", score, 1)));
      }
    }
  }

  private static Fact control(String instrument, int hour, ControlCommand command) {
    long at = START + hour * HOUR + 11 * SECOND;
    return Valid.of(Control.of(instrument, at, at, command, "test", ""));
  }
}
