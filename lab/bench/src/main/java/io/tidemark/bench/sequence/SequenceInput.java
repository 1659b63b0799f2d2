package io.tidemark.bench.sequence;

import io.tidemark.bench.BenchFixture;
import io.tidemark.client.topic.TopicWriter;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.flink.io.RawEncoder;
import io.tidemark.flink.io.Topic;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Input topics of a busy market: of each of eight instruments 30 trades, ten books of 20 levels and
 * one mark price a second.
 *
 * @param prefix of the topics
 * @param records in them
 */
record SequenceInput(String prefix, long records) {

  static final List<String> INSTRUMENTS =
      IntStream.range(0, 8).mapToObj(i -> "COIN" + i + "-USDT@bench").toList();

  /** 2026-01-01T00:00:00Z, µs since the epoch. */
  private static final long START = 1_767_225_600_000_000L;

  private static final int TRADES_A_SECOND = 30;
  private static final int TRADES_A_BOOK = 3;
  private static final int WAY = 20_000;

  /**
   * Writes it; topics of one partition, so that every run reads the same in one order.
   *
   * @param prefix of the topics
   * @param collectors how often each fact is said, in records that follow each other
   */
  static SequenceInput write(BenchFixture ground, String prefix, int collectors, long least) {
    for (Topic topic : Topic.of(Topic.Role.INPUT)) {
      ground.createTopic(
          prefix + topic.topicName(),
          Map.of("retention.ms", "-1", "message.timestamp.type", "CreateTime"));
    }
    Random random = new Random(71);
    Output output = new Output(prefix, collectors);
    try (TopicWriter writer = new TopicWriter(ground.client())) {
      for (int i = 0; output.written < least; i++) {
        long time = START + i * 1_000_000L / TRADES_A_SECOND;
        for (String instrument : INSTRUMENTS) {
          output.say(writer, trade(instrument, time, i, random));
          if (i % TRADES_A_BOOK == 0) {
            output.say(writer, book(instrument, time, random));
          }
          if (i % TRADES_A_SECOND == 0) {
            double price = 100 + random.nextDouble();
            output.say(writer, new Metric(instrument, time, time + WAY, "mark_price", price));
          }
        }
      }
      writer.flush();
    }
    return new SequenceInput(prefix, output.written);
  }

  /** Says each fact as often as there are collectors. */
  private static final class Output {

    private final RawEncoder encoder = new RawEncoder();
    private final String prefix;
    private final int collectors;
    private long written;

    Output(String prefix, int collectors) {
      this.prefix = prefix;
      this.collectors = collectors;
    }

    void say(TopicWriter writer, Fact fact) {
      byte[] bytes = encoder.encode(fact);
      String topic = prefix + Topic.carrying(fact.kind()).topicName();
      for (int i = 0; i < collectors; i++) {
        writer.write(topic, fact.instrument(), bytes, fact.availableAt());
        written++;
      }
    }
  }

  private static Trade trade(String instrument, long time, int id, Random random) {
    Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
    double price = 100 + random.nextDouble();
    return new Trade(instrument, time, time + WAY, "" + id, price, 1 + random.nextInt(9), side);
  }

  private static Book book(String instrument, long time, Random random) {
    double[] bids = new double[Book.MAX_LEVELS];
    double[] asks = new double[Book.MAX_LEVELS];
    for (int level = 0; level < Book.MAX_LEVELS; level++) {
      bids[level] = 100 - 0.01 * level;
      asks[level] = 100.01 + 0.01 * level;
    }
    return new Book(instrument, time, time + WAY, bids, sizes(random), asks, sizes(random));
  }

  private static double[] sizes(Random random) {
    return random.doubles(Book.MAX_LEVELS, 1, 100).toArray();
  }
}
