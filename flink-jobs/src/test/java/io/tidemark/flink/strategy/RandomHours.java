package io.tidemark.flink.strategy;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The log of an instrument whose hourly returns are normal and independent, from a seed. */
final class RandomHours {

  /** What the shipped models of Bitcoin are for. */
  static final String INSTRUMENT = "BTC-USDT@binance";

  static final long HOUR = 3_600_000_000L;

  /** Standard deviation of the log return of an hour; a year has 8,760. */
  static final double SIGMA = 0.01;

  private RandomHours() {}

  /** One candle an event, known when its hour is over. */
  static List<LogEvent> log(int bars) {
    Random chance = new Random(7);
    List<LogEvent> log = new ArrayList<>();
    double close = 10_000;
    long start = 1_600_000_000_000_000L / HOUR * HOUR;
    for (int i = 0; i < bars; i++) {
      double open = close;
      close = open * Math.exp(SIGMA * chance.nextGaussian());
      double high = Math.max(open, close) * Math.exp(SIGMA / 3 * chance.nextDouble());
      double low = Math.min(open, close) * Math.exp(-SIGMA / 3 * chance.nextDouble());
      double volume = Math.exp(6 + 0.3 * chance.nextGaussian());
      long at = start + i * HOUR;
      Candle candle = new Candle(INSTRUMENT, at, HOUR, at + HOUR, open, high, low, close, volume);
      log.add(new LogEvent(INSTRUMENT, at + HOUR, new Origin("t", 0, i), i, 0, candle));
    }
    return log;
  }
}
