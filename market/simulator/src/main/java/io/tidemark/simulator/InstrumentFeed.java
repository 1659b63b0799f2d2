package io.tidemark.simulator;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Sentiment;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import java.util.Arrays;
import java.util.List;

/** Everything that one instrument sends in one second. */
final class InstrumentFeed {

  private static final double TRADES_PER_MINUTE = 12;
  private static final double MORE_IN_THE_SAME_MILLISECOND = 0.25;
  private static final double BOOKS_PER_MINUTE = 4;
  private static final double SENTIMENTS_PER_MINUTE = 0.25;
  private static final int LEVELS = 5;
  private static final double MOOD_SECONDS = 1_200;

  private final SimInstrument instrument;
  private final List<Phase> phases;
  private final PriceProcess price;
  private final Noise trading;
  private final Noise quoting;
  private final Noise talking;
  private final Wire tradeWire;
  private final Wire bookWire;
  private final Wire fundingWire;
  private final Wire sentimentWire;
  private double mood;
  private long tradeId;

  InstrumentFeed(SimInstrument instrument, List<Phase> phases, Noise noise) {
    this.instrument = instrument;
    this.phases = phases;
    this.price = new PriceProcess(instrument, noise.fork(1));
    this.trading = noise.fork(2);
    this.quoting = noise.fork(3);
    this.talking = noise.fork(4);
    this.tradeWire = new Wire(noise.fork(5));
    this.bookWire = new Wire(noise.fork(6));
    this.fundingWire = new Wire(noise.fork(7));
    this.sentimentWire = new Wire(noise.fork(8));
  }

  /** Lives through the second that begins at {@code now} µs, {@code sinceStart} µs into it all. */
  void second(long now, long sinceStart, Outbox outbox) {
    Conditions conditions = Conditions.of(phases, instrument.name(), sinceStart);
    price.step(conditions);
    mood =
        mood * (1 - 1 / MOOD_SECONDS)
            + StrictMath.sqrt(2 / MOOD_SECONDS) * talking.gaussian() * 0.25;
    if (!conditions.silent()) {
      trades(now, conditions, outbox);
      books(now, outbox);
    }
    if (instrument.perpetual() && now % Scenario.HOUR == 0) {
      funding(now, conditions, outbox);
    }
    if (talking.uniform() < SENTIMENTS_PER_MINUTE / 60) {
      sentiment(now + millis(talking), conditions, outbox);
    }
  }

  /** What people feel about it just now, without noise. */
  double mood(long sinceStart) {
    return mood + Conditions.of(phases, instrument.name(), sinceStart).mood();
  }

  private void trades(long now, Conditions conditions, Outbox outbox) {
    double perSecond =
        TRADES_PER_MINUTE / 60 * (1 - MORE_IN_THE_SAME_MILLISECOND) * conditions.flow().activity();
    long[] times = new long[trading.poisson(perSecond)];
    Arrays.setAll(times, i -> now + millis(trading));
    Arrays.sort(times);
    for (long time : times) {
      double lean = 0.35 * StrictMath.tanh(price.flow()) + 0.5 * conditions.flow().pressure();
      boolean buy = trading.uniform() < 0.5 + lean;
      double at = price.mid() * (1 + (buy ? 1 : -1) * halfSpread(conditions));
      do {
        trade(time, at, buy, conditions.flow().size(), outbox);
        at *= 1 + (buy ? 1 : -1) * 0.000_02 * trading.uniform();
      } while (trading.uniform() < MORE_IN_THE_SAME_MILLISECOND);
    }
  }

  private void trade(long time, double at, boolean buy, double scale, Outbox outbox) {
    double size = trading.logNormal(instrument.medianSize() * scale, 1.1);
    outbox.send(
        Trade.of(
            instrument.name(),
            time,
            tradeWire.arrival(time),
            Long.toString(++tradeId),
            rounded(at, instrument.decimals()),
            Math.max(0.000_01, rounded(size, 5)),
            buy ? Side.BUY : Side.SELL));
  }

  private void books(long now, Outbox outbox) {
    if (quoting.uniform() >= BOOKS_PER_MINUTE / 60) {
      return;
    }
    double tick = StrictMath.pow(10, -instrument.decimals());
    double step = Math.max(tick, rounded(price.mid() * 0.000_1, instrument.decimals()));
    double bid = rounded(price.mid() - step / 2, instrument.decimals());
    double[] bidPrices = new double[LEVELS];
    double[] bidSizes = new double[LEVELS];
    double[] askPrices = new double[LEVELS];
    double[] askSizes = new double[LEVELS];
    double lean = 0.35 * price.flow() + 0.2 * quoting.gaussian();
    for (int level = 0; level < LEVELS; level++) {
      bidPrices[level] = rounded(bid - level * step, instrument.decimals());
      askPrices[level] = rounded(bid + (level + 1) * step, instrument.decimals());
      bidSizes[level] = depth(lean);
      askSizes[level] = depth(-lean);
    }
    long time = now + millis(quoting);
    outbox.send(
        Book.of(
            instrument.name(),
            time,
            bookWire.arrival(time),
            bidPrices,
            bidSizes,
            askPrices,
            askSizes));
  }

  private double depth(double lean) {
    double size = quoting.logNormal(20 * instrument.medianSize() * StrictMath.exp(lean), 0.3);
    return Math.max(0.000_01, rounded(size, 5));
  }

  private void funding(long now, Conditions conditions, Outbox outbox) {
    double rate =
        0.000_1
            + 0.05 * price.premium()
            + 100 * conditions.price().drift()
            + 0.000_02 * talking.gaussian();
    outbox.send(
        Funding.of(
            instrument.name(),
            now,
            fundingWire.arrival(now),
            rounded(Math.max(-0.003, Math.min(0.003, rate)), 8)));
  }

  private void sentiment(long time, Conditions conditions, Outbox outbox) {
    double score = StrictMath.tanh(mood + conditions.mood() + 0.15 * talking.gaussian());
    outbox.send(
        Sentiment.of(
            instrument.name(),
            time,
            sentimentWire.arrival(time),
            "sim-news",
            rounded(score, 4),
            rounded(0.5 + 1.5 * talking.uniform(), 2)));
  }

  private static double halfSpread(Conditions conditions) {
    return 0.000_05 * conditions.price().volatility();
  }

  private static long millis(Noise noise) {
    return noise.below(1_000) * 1_000L;
  }

  private static double rounded(double value, int decimals) {
    double scale = StrictMath.pow(10, decimals);
    return Math.rint(value * scale) / scale;
  }
}
