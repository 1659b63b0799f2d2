package io.tidemark.core.feature;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.bar.Print;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Sentiment;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.core.feature.catalog.FeatureSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Hourly bars with the trades that make them, and before each of them two facts of every kind that
 * a feature may look at: so that nothing is missing but what bars have to warm up.
 */
public final class SampleMarket {

  public static final long HOUR = 3_600_000_000L;
  private static final long DAY = 24 * HOUR;
  private static final long START = 20_000 * DAY;
  private static final String BTC = "BTC-USDT@binance";
  private static final String ETH = "ETH-USDT@binance";

  /** What happens until a bar closes, and the bar. */
  record Step(List<Fact> facts, List<Print> prints, Bar bar, long clock) {}

  private final List<Step> steps = new ArrayList<>();
  private double price = 40_000;

  /** Features of hourly bars. */
  static FeatureSet set(String... names) {
    return new FeatureSet(List.of(names), HOUR);
  }

  /** What they are at a time while nothing has been traded in the bar. */
  static double[] values(FeatureSet set, double[] state, long clock) {
    double[] out = new double[set.size()];
    set.values(state, new Bar(), clock, out);
    return out;
  }

  /** Adds bars in which everything moves. */
  SampleMarket moving(long seed, int bars) {
    Random random = new Random(seed);
    for (int i = 0; i < bars; i++) {
      Bar bar = bar();
      List<Print> prints = new ArrayList<>();
      int trades = 3 + random.nextInt(5);
      for (int trade = 0; trade < trades; trade++) {
        price *= Math.exp(0.003 * random.nextGaussian());
        double quantity = Math.exp(random.nextGaussian());
        double signed = quantity * (2 * random.nextInt(2) - 1);
        bar.trade(price, quantity, signed);
        Side side = signed > 0 ? Side.BUY : Side.SELL;
        long at = bar.start + (trade + 1) * HOUR / (trades + 1);
        prints.add(new Print().trade(new Trade(BTC, at, at, "", price, quantity, side)));
      }
      add(bar, prints, random);
    }
    return this;
  }

  /** Adds bars in which nothing is traded and every fact repeats what was known. */
  SampleMarket still(int bars) {
    for (int i = 0; i < bars; i++) {
      add(bar(), List.of(), new Random(0));
    }
    return this;
  }

  List<Step> steps() {
    return steps;
  }

  private Bar bar() {
    Bar bar = new Bar();
    bar.flat(START + steps.size() * HOUR, price);
    return bar;
  }

  private void add(Bar bar, List<Print> prints, Random random) {
    long clock = bar.start + HOUR;
    List<Fact> facts = new ArrayList<>();
    for (int i = 2; i > 0; i--) {
      long at = clock - i * 1_000_000L + random.nextInt(900_000);
      facts.add(book(at, random));
      facts.add(new Funding(BTC, at, at, 1e-4 * random.nextGaussian()));
      for (int score = random.nextInt(2); score < 2; score++) {
        facts.add(new Sentiment(BTC, at, at, "news", 2 * random.nextDouble() - 1, 1));
      }
      facts.add(new Metric("*", at - 2 * DAY, at, Metric.FEAR_GREED, random.nextInt(101)));
      facts.add(new Metric("*", at, at, "nvt", 50 + random.nextInt(50)));
      facts.add(new Metric(BTC, at, at, "mark_price", price * (1 + 0.001 * random.nextDouble())));
    }
    double other = 2_000 + random.nextInt(100);
    facts.add(new Candle(ETH, bar.start, HOUR, clock, other, other + 1, other - 1, other, 1));
    steps.add(new Step(facts, prints, bar, clock));
  }

  private Book book(long at, Random random) {
    double[] bids = new double[5];
    double[] asks = new double[5];
    double[] bidSizes = new double[5];
    double[] askSizes = new double[5];
    for (int i = 0; i < 5; i++) {
      bids[i] = price * (1 - 0.0001 * (i + 1));
      asks[i] = price * (1 + 0.0001 * (i + 1));
      bidSizes[i] = 1 + random.nextInt(20);
      askSizes[i] = 1 + random.nextInt(20);
    }
    return new Book(BTC, at, at, bids, bidSizes, asks, askSizes);
  }
}
