package io.tidemark.simulator;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Sentiment;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Records that are not what they should be, every kind in turn, at random times. */
final class PoisonFeed {

  /** Makes the poison of one kind. */
  private interface Recipe {
    SimItem.Poison at(long time);
  }

  private static final String BTC = SimInstrument.BTC.name();

  private final long[] times;
  private final Noise noise;
  private final List<Recipe> recipes =
      List.of(
          this::text,
          this::unknownSchema,
          PoisonFeed::nothing,
          time -> trade(time, BTC, Double.NaN, RejectReason.NOT_A_NUMBER, "price NaN"),
          time -> trade(time, BTC, -1, RejectReason.NON_POSITIVE, "price -1"),
          time ->
              trade(
                  time,
                  "DOGE-USDT@sim",
                  0.1,
                  RejectReason.UNKNOWN_INSTRUMENT,
                  "an instrument that nobody configured"),
          time ->
              trade(
                  time, "btc/usdt", 60_000, RejectReason.UNKNOWN_INSTRUMENT, "a name without form"),
          PoisonFeed::tomorrow,
          PoisonFeed::crossed,
          PoisonFeed::overjoyed,
          PoisonFeed::usury,
          PoisonFeed::greedierThanGreed);
  private int next;

  PoisonFeed(Scenario scenario, Noise noise) {
    this.noise = noise;
    this.times = new long[scenario.poisons()];
    Arrays.setAll(times, i -> scenario.start() + (long) (noise.uniform() * scenario.length()));
    Arrays.sort(times);
  }

  /** Sends what falls before {@code end} µs since the epoch. */
  void until(long end, Outbox outbox) {
    while (next < times.length && times[next] < end) {
      outbox.send(recipes.get(next % recipes.size()).at(times[next]));
      next++;
    }
  }

  private SimItem.Poison text(long time) {
    byte[] bytes =
        ("{\"price\":\"oops\",\"n\":" + noise.below(1_000) + "}").getBytes(StandardCharsets.UTF_8);
    return new SimItem.BadBytes(
        time, EventKind.TRADE, bytes, RejectReason.UNDECODABLE, "text instead of a record");
  }

  /** Avro's single-object marker, then a fingerprint that no schema has. */
  private SimItem.Poison unknownSchema(long time) {
    byte[] bytes = new byte[40];
    bytes[0] = (byte) 0xC3;
    bytes[1] = 0x01;
    for (int i = 2; i < bytes.length; i++) {
      bytes[i] = (byte) noise.bits();
    }
    return new SimItem.BadBytes(
        time, EventKind.TRADE, bytes, RejectReason.UNKNOWN_SCHEMA, "a schema that nobody knows");
  }

  private static SimItem.Poison nothing(long time) {
    return new SimItem.BadBytes(
        time, EventKind.BOOK, new byte[0], RejectReason.EMPTY, "a record without a value");
  }

  private static SimItem.Poison trade(
      long time, String instrument, double price, RejectReason expected, String description) {
    Trade trade = new Trade(instrument, time, time, "", price, 1, Side.BUY);
    return new SimItem.BadFact(time, trade, expected, description);
  }

  private static SimItem.Poison tomorrow(long time) {
    long later = time + Scenario.DAY;
    Trade trade = new Trade(BTC, later, later, "", 60_000, 1, Side.BUY);
    return new SimItem.BadFact(time, trade, RejectReason.IN_FUTURE, "a trade of tomorrow");
  }

  private static SimItem.Poison crossed(long time) {
    Book book =
        new Book(
            BTC,
            time,
            time,
            new double[] {60_001},
            new double[] {1},
            new double[] {60_000},
            new double[] {1});
    return new SimItem.BadFact(time, book, RejectReason.INCONSISTENT, "a bid above the ask");
  }

  private static SimItem.Poison overjoyed(long time) {
    Sentiment sentiment = new Sentiment(BTC, time, time, "sim-news", 1.7, 1);
    return new SimItem.BadFact(time, sentiment, RejectReason.OUT_OF_RANGE, "sentiment above 1");
  }

  private static SimItem.Poison usury(long time) {
    Funding funding = new Funding(SimInstrument.SOL.name(), time, time, 5);
    return new SimItem.BadFact(time, funding, RejectReason.OUT_OF_RANGE, "a funding rate of 500 %");
  }

  private static SimItem.Poison greedierThanGreed(long time) {
    Metric metric = new Metric(Instruments.ALL, time, time, Metric.FEAR_GREED, 140);
    return new SimItem.BadFact(time, metric, RejectReason.OUT_OF_RANGE, "fear and greed above 100");
  }
}
