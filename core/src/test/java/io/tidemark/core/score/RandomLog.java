package io.tidemark.core.score;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Sentiment;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Tick;
import io.tidemark.core.fact.Trade;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The log of one instrument, from a seed. */
final class RandomLog {

  static final String INSTRUMENT = "BTC-USDT@sim";
  static final long MINUTE = 60_000_000L;

  private RandomLog() {}

  /** A few facts a minute; a hole of ten minutes now and then. */
  static List<LogEvent> of(long seed, int events) {
    Random random = new Random(seed);
    List<LogEvent> log = new ArrayList<>();
    long time = 1_000 * MINUTE;
    double price = 100;
    for (int i = 0; i < events; i++) {
      time += 1 + random.nextInt((int) (MINUTE / 4)) + (i % 1_900 == 1_899 ? 10 * MINUTE : 0);
      price *= Math.exp(0.001 * random.nextGaussian());
      long available = time + random.nextInt(300_000);
      log.add(event(i, fact(random, time, available, price)));
    }
    return log;
  }

  /** What a log makes of an instrument that was never heard of before. */
  static List<Assessment> assessments(FeatureScoring scoring, List<LogEvent> log) {
    ScoringState state = new ScoringState();
    List<Assessment> assessments = new ArrayList<>();
    for (LogEvent event : log) {
      Assessment assessment = scoring.step(state, event).assessment();
      if (assessment != null) {
        assessments.add(assessment);
      }
    }
    return assessments;
  }

  static LogEvent event(long offset, Fact fact) {
    Origin origin = new Origin("raw", 0, offset);
    return new LogEvent(INSTRUMENT, fact.availableAt(), origin, offset, 0, fact);
  }

  private static Fact fact(Random random, long time, long available, double price) {
    return switch (random.nextInt(10)) {
      case 0 -> new Tick(INSTRUMENT, available);
      case 1 ->
          new Book(
              INSTRUMENT,
              time,
              available,
              new double[] {price * 0.9999},
              new double[] {1 + random.nextInt(9)},
              new double[] {price * 1.0001},
              new double[] {1 + random.nextInt(9)});
      case 2 -> new Sentiment("*", time, available, "news", random.nextDouble() * 2 - 1, 1);
      default ->
          new Trade(
              INSTRUMENT,
              time - random.nextInt((int) MINUTE / 10),
              available,
              "",
              price,
              random.nextDouble(),
              random.nextBoolean() ? Side.BUY : Side.SELL);
    };
  }
}
