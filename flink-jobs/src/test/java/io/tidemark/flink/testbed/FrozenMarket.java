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
 * The market in whose middle every released version leaves its savepoint: minutes of the demo's
 * three instruments, with late and stale trades, a silence, a kill switch, a stretch that is wild.
 *
 * <p>It is frozen: another fact in it, or another draw, and no savepoint fits the log any more. It
 * takes its exponentials from {@link StrictMath}, which gives the same bits everywhere.
 */
public final class FrozenMarket {

  /** What is traded. */
  public static final List<String> INSTRUMENTS =
      List.of("BTC-USDT@sim", "ETH-USDT@sim", "SOL-USDT-PERP@sim");

  /** When it begins: 2026-01-01T00:00:00Z, µs since the epoch. */
  public static final long START = 1_767_225_600_000_000L;

  /** When the savepoints are taken, µs since the epoch. */
  public static final long SAVEPOINT = minute(430);

  private static final long SECOND = 1_000_000;
  private static final int MINUTES = 1_560;
  private static final int TRADES_A_MINUTE = 4;
  private static final int WILD_FROM = 300;
  private static final int WILD_UNTIL = 330;

  private final Random random = new Random(16);
  private final List<Fact> facts = new ArrayList<>();

  private FrozenMarket() {}

  /** All facts in the order in which they could be known; market-wide ones once. */
  public static List<Fact> facts() {
    FrozenMarket market = new FrozenMarket();
    for (int i = 0; i < INSTRUMENTS.size(); i++) {
      market.trades(INSTRUMENTS.get(i), 1_000 * (i + 1), i == 2 ? 900 : -1);
    }
    market.marketWide();
    market.facts.sort(Comparator.comparingLong(Fact::availableAt));
    return market.facts;
  }

  private static long minute(int minute) {
    return START + minute * 60L * SECOND;
  }

  private void trades(String instrument, double price, int silence) {
    double last = price;
    for (int minute = 0; minute < MINUTES; minute++) {
      boolean wild = minute >= WILD_FROM && minute < WILD_UNTIL;
      for (int i = 0; i < TRADES_A_MINUTE; i++) {
        last *= StrictMath.exp(random.nextGaussian() * (wild ? 0.003 : 0.0005));
        long at = minute(minute) + i * 15L * SECOND + random.nextInt(14_000_000);
        long lag = random.nextInt(200) == 0 ? 40 * SECOND : random.nextInt(900_000);
        long late = minute > 2 && random.nextInt(300) == 0 ? 120 * SECOND : 0;
        if (minute < silence || minute >= silence + 8) {
          trade(instrument, at - late, at + lag, last);
        }
      }
      context(instrument, minute, last);
    }
    facts.add(control(instrument, 420, ControlCommand.KILL));
    facts.add(control(instrument, 440, ControlCommand.RESUME));
  }

  private void trade(String instrument, long at, long received, double price) {
    Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
    String id = Long.toString(random.nextLong() >>> 1);
    double quantity = 0.1 + random.nextDouble();
    facts.add(Valid.of(Trade.of(instrument, at, received, id, price, quantity, side)));
  }

  private void context(String instrument, int minute, double price) {
    long at = minute(minute) + 7 * SECOND;
    double[] bids = {price * 0.99995, price * 0.9999};
    double[] asks = {price * 1.00005, price * 1.0001};
    double[] bidSizes = {1 + random.nextDouble(), 2};
    double[] askSizes = {1 + random.nextDouble(), 2};
    facts.add(Valid.of(Book.of(instrument, at, at + SECOND, bids, bidSizes, asks, askSizes)));
    if (minute % 480 == 0) {
      double rate = random.nextGaussian() * 0.0003;
      facts.add(Valid.of(Funding.of(instrument, at, at + SECOND, rate)));
    }
  }

  private void marketWide() {
    for (int minute = 0; minute < MINUTES; minute++) {
      long at = minute(minute) + 3 * SECOND;
      facts.add(Valid.of(Tick.of(Instruments.ALL, at)));
      if (minute % 720 == 0) {
        double index = 20 + random.nextInt(60);
        facts.add(Valid.of(Metric.of(Instruments.ALL, at, at, Metric.FEAR_GREED, index)));
      }
      if (minute % 10 == 0) {
        double score = random.nextDouble() - 0.5;
        facts.add(Valid.of(Sentiment.of(Instruments.ALL, at, at, "test", score, 1)));
      }
    }
  }

  private static Fact control(String instrument, int minute, ControlCommand command) {
    long at = minute(minute) + 11 * SECOND;
    return Valid.of(Control.of(instrument, at, at, command, "test", ""));
  }
}
