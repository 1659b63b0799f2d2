package io.tidemark.flink.io;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Control;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.Sentiment;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Tick;
import io.tidemark.core.fact.Trade;
import java.util.HexFormat;
import java.util.Random;

/** Valid facts from a seed, with the extremes that doubles and times have. */
public final class RandomFacts {

  private static final long MINUTE = 60_000_000L;

  private final Random random;
  private final RandomValues values;

  public RandomFacts(long seed) {
    random = new Random(seed);
    values = new RandomValues(random);
  }

  public Fact fact(EventKind kind) {
    String one = "BTC-USDT@binance";
    String any = random.nextBoolean() ? one : Instruments.ALL;
    long at = values.time();
    long received = at + random.nextInt(1_000_000);
    return switch (kind) {
      case TRADE ->
          valid(
              Trade.of(
                  one,
                  at,
                  received,
                  values.text(),
                  values.positive(),
                  values.positive(),
                  values.pick(Side.values())));
      case CANDLE -> candle(one, at, received);
      case BOOK -> book(one, at, received);
      case FUNDING -> valid(Funding.of(one, at, received, values.unit()));
      case SENTIMENT ->
          valid(Sentiment.of(any, at, received, values.text(), values.unit(), values.positive()));
      case METRIC ->
          valid(Metric.of(any, at, received, "m" + values.text(), random.nextGaussian()));
      case CONTROL -> valid(Control.of(any, at, received, command(), values.text(), values.text()));
      case TICK -> valid(Tick.of(any, at));
      case MODEL -> valid(ModelUpdate.of(any, at, received, action(), model(), values.text()));
    };
  }

  public LogEvent logEvent(EventKind kind) {
    Fact fact = fact(kind);
    return new LogEvent(
        "ETH-USDT-PERP@okx",
        fact.availableAt() + random.nextInt(5),
        new Origin(values.text(), random.nextInt(), random.nextLong(), values.text()),
        random.nextLong(),
        random.nextLong(),
        fact);
  }

  private Candle candle(String instrument, long start, long received) {
    double low = values.positive();
    double high = Math.max(low, values.positive());
    return valid(
        Candle.of(
            instrument,
            start / 2 / MINUTE * MINUTE,
            MINUTE,
            received,
            low,
            high,
            low,
            high,
            random.nextInt(3) - 0.0));
  }

  private Book book(String instrument, long at, long received) {
    int bids = 1 + random.nextInt(Book.MAX_LEVELS);
    int asks = 1 + random.nextInt(Book.MAX_LEVELS);
    return valid(
        Book.of(
            instrument,
            at,
            received,
            ladder(bids, 100, -1),
            ladder(bids, 1, 1),
            ladder(asks, 100.5, 1),
            ladder(asks, 1, 1)));
  }

  private double[] ladder(int levels, double from, int direction) {
    double[] ladder = new double[levels];
    double at = from;
    for (int i = 0; i < levels; i++) {
      ladder[i] = at;
      at += direction * (0.1 + random.nextDouble());
    }
    return ladder;
  }

  private ModelAction action() {
    ModelAction[] actions = ModelAction.values();
    return actions[1 + random.nextInt(actions.length - 1)]; // the first is none
  }

  private ModelRef model() {
    byte[] hash = new byte[32];
    random.nextBytes(hash);
    return new ModelRef(
        "m-" + random.nextInt(1_000),
        Integer.toString(1 + random.nextInt(1_000)),
        HexFormat.of().formatHex(hash));
  }

  private ControlCommand command() {
    return values.pick(
        new ControlCommand[] {
          ControlCommand.KILL,
          ControlCommand.RESUME,
          ControlCommand.ACKNOWLEDGE,
          ControlCommand.RESUME_MODEL
        });
  }

  private static <T> T valid(Parsed<T> parsed) {
    if (parsed instanceof Parsed.Valid<T> valid) {
      return valid.value();
    }
    throw new AssertionError("the generator made " + parsed);
  }
}
