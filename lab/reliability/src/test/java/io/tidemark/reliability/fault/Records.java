package io.tidemark.reliability.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.topic.TopicWriter;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Tick;
import io.tidemark.core.fact.Trade;
import io.tidemark.flink.io.RawEncoder;
import io.tidemark.flink.io.Topic;
import io.tidemark.reliability.RawMarket;
import io.tidemark.testbed.cluster.Patience;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

/** What can stand on the raw topics beside the market. */
final class Records {

  private static final long SECOND = 1_000_000;
  private static final long HOUR = 3_600 * SECOND;

  /** A late trade is lost to its bar; where bars are candles it is an event as any other. */
  private static final List<String> BY_TRADES =
      RawMarket.INSTRUMENTS.stream().filter(each -> !each.equals(RawMarket.BY_CANDLES)).toList();

  private Records() {}

  /** Text, unknown schemas, records without a value, cut and bent ones, on every input topic. */
  static Fault poison(int records) {
    return (stage, run) -> {
      long begin = System.currentTimeMillis();
      List<Topic> inputs = Topic.of(Topic.Role.INPUT);
      List<Fact> market = stage.market(60);
      RawEncoder encoder = new RawEncoder();
      Random random = new Random(stage.seed());
      long before = run.deadLetters();
      // The market's own writer would let the market wait behind it, partition by partition.
      try (TopicWriter stranger = MarketRun.patientWriter(run.topics())) {
        for (int i = 0; i < records; i++) {
          stranger.write(
              run.topics().name(inputs.get(i % inputs.size())),
              ("poison-" + i % 7).getBytes(StandardCharsets.UTF_8),
              bent(encoder, market.get(random.nextInt(market.size())), random, i),
              System.currentTimeMillis());
        }
        stranger.flush();
      }
      Patience.until(
          "all are dead letters",
          300,
          () -> run.deadLetters() - before >= records,
          () -> (run.deadLetters() - before) + " of " + records + " dead letters");
      double seconds = (System.currentTimeMillis() - begin) / 1e3;
      return new Hit(
          "%,d records stood on %d topics; there are as many dead letters"
              .formatted(records, inputs.size()),
          "all refused after %.1f s".formatted(seconds),
          "",
          (after, judgement) -> {
            long letters = run.deadLetters() - before;
            return letters == records ? Hit.calm(judgement) : "%,d dead letters".formatted(letters);
          });
    };
  }

  /** A record that must not be taken for one; which kind, turns with the number. */
  private static byte[] bent(RawEncoder encoder, Fact fact, Random random, int number) {
    byte[] good = encoder.encode(fact);
    return switch (number % 4) {
      case 0 -> ("{\"price\": \"" + number + "\"}").getBytes(StandardCharsets.UTF_8);
      case 1 -> { // behind the single-object marker, a schema that nobody has
        good[2 + random.nextInt(8)] ^= (byte) (1 + random.nextInt(255));
        yield good;
      }
      case 2 -> Arrays.copyOf(good, random.nextInt(10));
      default -> new byte[0];
    };
  }

  /**
   * Trades, and a heartbeat among them, of a producer whose clock is an hour ahead, Kafka's time
   * with it.
   */
  static Fault ahead(int records) {
    return flood(records, HOUR, "an hour ahead");
  }

  /** Trades of a producer whose clock is an hour back. */
  static Fault back(int records) {
    return flood(records, -HOUR, "an hour back");
  }

  private static Fault flood(int records, long offset, String where) {
    return (stage, run) -> {
      long now = run.newestTime();
      RawEncoder encoder = new RawEncoder();
      IntFunction<Fact> make =
          i -> {
            long at = now + offset + i;
            String instrument = BY_TRADES.get(i % BY_TRADES.size());
            // a heartbeat moves every clock; the late ones move none
            return offset > 0 && i % 100 == 99
                ? new Tick("*", at)
                : new Trade(instrument, at, at, "flood-" + i, 1, 1, Side.BUY);
          };
      long before = run.records(Topic.TRADES);
      for (int i = 0; i < records; i++) {
        Fact fact = make.apply(i);
        run.writer()
            .write(
                run.topics().name(Topic.carrying(fact.kind())),
                fact.instrument(),
                encoder.encode(fact),
                fact.availableAt());
      }
      run.writer().flush();
      long there = run.records(Topic.TRADES) - before;
      assertThat(there).as("records of the flood on the topic").isGreaterThan(records / 2);
      run.ignore(now + offset, now + offset + records);
      return Hit.of("%,d records %s lie among the market's".formatted(records, where), "");
    };
  }
}
