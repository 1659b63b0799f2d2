package io.tidemark.bench.kernel;

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
import java.util.Random;

/** A market of minute bars that moves at random and costs nearly nothing to make. */
final class Moves {

  static final long MINUTE = 60_000_000L;
  static final long DAY = 1_440 * MINUTE;
  static final long START = 28_333_334L * MINUTE;
  static final String BTC = "BTC-USDT@sim";

  /** The instrument, or metric, by which the catalogue's examples mean another one. */
  static final String OTHER = "eth_usdt.binance";

  /** How many kinds of facts there are that are no part of a bar. */
  static final int KINDS = 6;

  private static final String ETH = "ETH-USDT@binance";
  private static final int SIZE = 1 << 12;

  final double[] prices = new double[SIZE];
  final double[] quantities = new double[SIZE];

  Moves() {
    Random random = new Random(11);
    double price = 40_000;
    for (int i = 0; i < SIZE; i++) {
      // drawn back, so that it may begin anew where it ends
      price *= Math.exp(1e-4 * random.nextGaussian() - 1e-2 * Math.log(price / 40_000));
      prices[i] = price;
      quantities[i] = Math.exp(random.nextGaussian());
    }
  }

  double price(long i) {
    return prices[(int) (i & (SIZE - 1))];
  }

  double quantity(long i) {
    return quantities[(int) (i & (SIZE - 1))];
  }

  private double signed(long i) {
    return (((i * 0x9E3779B9L) >>> 13) & 1) == 0 ? quantity(i) : -quantity(i);
  }

  Side side(long i) {
    return signed(i) > 0 ? Side.BUY : Side.SELL;
  }

  /** Makes this the i-th bar: some trades, the last at the i-th price. */
  void bar(Bar bar, long i) {
    bar.flat(START + i * MINUTE, price(i - 1));
    bar.trade(price(i - 1), quantity(i - 1), signed(i - 1));
    bar.trade(price(i + 7), quantity(i + 7), signed(i + 7));
    bar.trade(price(i), quantity(i), signed(i));
  }

  /** Makes this the i-th trade, at that time. */
  void print(Print print, long i, long time) {
    print.start = time;
    print.end = time + 1;
    double price = price(i);
    print.open = price;
    print.high = price;
    print.low = price;
    print.price = price;
    print.quantity = quantity(i);
    print.signed = signed(i);
    print.notional = price * print.quantity;
  }

  Trade trade(long i, long time) {
    return new Trade(BTC, time, time, "", price(i), quantity(i), side(i));
  }

  /** The i-th fact of a kind that is no part of a bar, at that time. */
  Fact fact(int kind, long i, long time) {
    double x = price(i) / 40_000 - 1;
    return switch (kind) {
      case 0 -> book(i, time, 10);
      case 1 -> new Funding(BTC, time, time, 1e-4 * x);
      case 2 -> new Sentiment(BTC, time, time, "news", x, 1);
      case 3 -> new Metric("*", time - 2 * DAY, time, Metric.FEAR_GREED, 50 + 50 * x);
      case 4 -> new Metric("*", time, time, OTHER, price(i + 99));
      default -> candle(i, time - time % MINUTE, price(i + 99));
    };
  }

  private static Candle candle(long i, long start, double price) {
    return new Candle(
        ETH, start, MINUTE, start + MINUTE, price, price * 1.001, price * 0.999, price, i & 7);
  }

  Book book(long i, long time, int levels) {
    double[] bids = new double[levels];
    double[] asks = new double[levels];
    double[] bidSizes = new double[levels];
    double[] askSizes = new double[levels];
    for (int level = 0; level < levels; level++) {
      bids[level] = price(i) * (1 - 1e-5 * (level + 1));
      asks[level] = price(i) * (1 + 1e-5 * (level + 1));
      bidSizes[level] = quantity(i + 2L * level);
      askSizes[level] = quantity(i + 3L * level);
    }
    return new Book(BTC, time, time, bids, bidSizes, asks, askSizes);
  }
}
