package io.tidemark.simulator;

import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Sentiment;
import io.tidemark.core.fact.Tick;
import java.util.List;

/** What concerns every instrument: the market's sentiment, fear and greed, and the time. */
final class MarketFeed {

  private static final double SENTIMENTS_PER_MINUTE = 1.0 / 6;
  private static final long TICK_EVERY = 10 * Scenario.SECOND;

  private final List<InstrumentFeed> feeds;
  private final long start;
  private final Noise noise;
  private final Wire wire;

  MarketFeed(List<InstrumentFeed> feeds, long start, Noise noise) {
    this.feeds = feeds;
    this.start = start;
    this.noise = noise.fork(1);
    this.wire = new Wire(noise.fork(2));
  }

  /** Lives through the second that begins at {@code now} µs since the epoch. */
  void second(long now, Outbox outbox) {
    if (now == start || now % Scenario.DAY == 0) {
      fearAndGreed(now, outbox);
    }
    if (noise.uniform() < SENTIMENTS_PER_MINUTE / 60) {
      sentiment(now, outbox);
    }
    if (now % TICK_EVERY == 0) {
      outbox.send(Tick.of(Instruments.ALL, now));
    }
  }

  /** The value speaks of the day before and is published with the new day. */
  private void fearAndGreed(long now, Outbox outbox) {
    double value = Math.max(5, Math.min(95, Math.rint(52 + 8 * noise.gaussian())));
    outbox.send(Metric.of(Instruments.ALL, now - Scenario.DAY, now, Metric.FEAR_GREED, value));
  }

  private void sentiment(long now, Outbox outbox) {
    double mood = 0;
    for (InstrumentFeed feed : feeds) {
      mood += feed.mood(now - start) / feeds.size();
    }
    double score = StrictMath.tanh(mood + 0.15 * noise.gaussian());
    outbox.send(
        Sentiment.of(
            Instruments.ALL,
            now,
            wire.arrival(now),
            "sim-market",
            Math.rint(score * 10_000) / 10_000,
            1));
  }
}
