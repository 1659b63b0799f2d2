package io.tidemark.bench;

import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import java.util.Arrays;
import java.util.Iterator;
import java.util.SplittableRandom;

/**
 * Trades without end of many instruments, a hundred a second over all of them: the k-th most
 * frequent one has a share of 1/k of the first one's (Zipf's law with exponent 1). Keys and seed
 * decide all of it.
 */
final class ZipfLog implements Iterator<LogEvent> {

  private static final long START = 1_704_067_200_000_000L;
  private static final long BETWEEN = 10_000;

  private final SplittableRandom random;
  private final double[] cumulated;
  private final double[] prices;
  private long done;

  /**
   * From the first trade.
   *
   * @param keys how many instruments there are
   */
  ZipfLog(int keys, long seed) {
    random = new SplittableRandom(seed);
    cumulated = new double[keys];
    prices = new double[keys];
    double sum = 0;
    for (int i = 0; i < keys; i++) {
      sum += 1.0 / (i + 1);
      cumulated[i] = sum;
    }
    Arrays.fill(prices, 100);
  }

  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public LogEvent next() {
    int key = key();
    long time = START + done * BETWEEN;
    prices[key] *= 1 + 2e-4 * (random.nextDouble() - 0.5);
    Trade trade =
        new Trade(
            "BTC-K%05d@sim".formatted(key),
            time,
            time,
            Long.toString(done),
            prices[key],
            0.1 + random.nextDouble(),
            random.nextBoolean() ? Side.BUY : Side.SELL);
    done++;
    return new LogEvent(trade.instrument(), time, new Origin("zipf", 0, done), -1, 0, trade);
  }

  private int key() {
    double at = random.nextDouble() * cumulated[cumulated.length - 1];
    int found = Arrays.binarySearch(cumulated, at);
    return found >= 0 ? found : Math.min(-found - 1, cumulated.length - 1);
  }
}
