package io.tidemark.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.topic.TopicReader;
import io.tidemark.client.topic.TopicWriter;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.DeadLetter;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Sentiment;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Tick;
import io.tidemark.core.fact.Trade;
import io.tidemark.flink.io.RawDecoder;
import io.tidemark.flink.io.RawEncoder;
import io.tidemark.flink.io.Topic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A day's backlog of eight topics, read by the real job from a real broker. What is right follows
 * from the raw topics alone: all that concerns an instrument, by the time at which it could be
 * known.
 */
@Timeout(180)
final class BacklogTest {

  private static final List<String> INSTRUMENTS =
      List.of("BTC-USDT@test", "ETH-USDT@test", "SOL-USDT@test");

  private static final long SECOND = 1_000_000;
  private static final long HOUR = 3_600 * SECOND;

  /** 2026-01-01T00:00:00Z, µs since the epoch. */
  private static final long START = 1_767_225_600L * SECOND;

  @TempDir Path folder;

  private final RawEncoder encoder = new RawEncoder();

  @Test
  void aBacklogGivesTheLogThatNoOutageWouldHaveGiven() throws Exception {
    try (LiveSequence sequence = LiveSequence.start(folder, INSTRUMENTS)) {
      write(sequence, market(24));
      Map<String, List<Origin>> right = inOrder(sequence);

      assertThat(outOfOrder(asRead(sequence)))
          .as("control: read as it comes")
          .isGreaterThan(10_000);
      assertThat(log(sequence, count(right), 0)).isEqualTo(right);
    }
  }

  @Test
  void aClockFarAheadInABacklogCostsThatRecordAlone() throws Exception {
    List<Fact> facts = new ArrayList<>(market(6));
    int half = facts.size() / 2;
    long now = facts.get(half).availableAt();
    facts.add(half, trade("BTC-USDT@test", now + HOUR, "ahead"));
    facts.add(half, trade("BTC-USDT@test", now + HOUR, "ahead again"));
    try (LiveSequence sequence = LiveSequence.start(folder, INSTRUMENTS)) {
      write(sequence, facts);
      Map<String, List<Origin>> right = inOrder(sequence, "ahead", "ahead again");

      assertThat(log(sequence, count(right), 2)).isEqualTo(right);
      List<DeadLetter> dead = new ArrayList<>();
      read(
          sequence,
          List.of(Topic.DEAD_LETTERS),
          record ->
              dead.add(
                  ((Parsed.Valid<DeadLetter>) Topic.DEAD_LETTERS.format().decode(record.value()))
                      .value()));
      assertThat(dead)
          .extracting(DeadLetter::reason)
          .containsExactly(RejectReason.IN_FUTURE, RejectReason.IN_FUTURE);
      assertThat(dead).extracting(DeadLetter::detail).allMatch(it -> it.contains("3600 s later"));
    }
  }

  @Test
  void aClockFarAheadInATimeLapseThatIsKeptUpWithMovesNoClock() throws Exception {
    List<Fact> facts = new ArrayList<>(market(4));
    List<List<Fact>> batches = new ArrayList<>();
    for (int from = 0; from < facts.size(); from += 100) {
      batches.add(new ArrayList<>(facts.subList(from, Math.min(facts.size(), from + 100))));
    }
    long longest = batches.stream().mapToLong(BacklogTest::span).max().orElseThrow();
    List<Fact> middle = batches.get(batches.size() / 2);
    middle.add(50, trade("BTC-USDT@test", middle.get(50).availableAt() + HOUR, "ahead"));
    try (LiveSequence sequence = LiveSequence.start(folder, INSTRUMENTS)) {
      List<LogEvent> log = new ArrayList<>();
      AtomicInteger wanted = new AtomicInteger();
      run(
          sequence,
          () -> {
            for (List<Fact> batch : batches) {
              write(sequence, batch);
              Thread.sleep(5); // slower than the job
            }
            wanted.set(count(inOrder(sequence, "ahead")));
          },
          () -> log.size() < wanted.get(),
          1,
          log::add);

      Map<String, Long> clocks = new HashMap<>();
      for (LogEvent event : log) {
        long clock = clocks.merge(event.instrument(), event.availableAt(), Math::max);
        assertThat(clock - event.availableAt())
            .as("how late; the topics of one batch are written beside each other")
            .isLessThanOrEqualTo(longest);
      }
      assertThat(longest).as("what the clock that is ahead would make late").isLessThan(HOUR / 10);
    }
  }

  /** How much time of the market is in it, µs. */
  private static long span(List<Fact> inOrder) {
    return inOrder.get(inOrder.size() - 1).availableAt() - inOrder.get(0).availableAt();
  }

  private void write(LiveSequence sequence, List<Fact> facts) {
    try (TopicWriter writer = TopicWriter.to(sequence.bootstrapServers())) {
      for (Fact fact : facts) {
        writer.write(
            Topic.carrying(fact.kind()).topicName(),
            fact.instrument(),
            encoder.encode(fact),
            fact.availableAt());
      }
      writer.flush();
    }
  }

  /** What the log holds once so many events are in it, and so many dead letters written. */
  private Map<String, List<Origin>> log(LiveSequence sequence, int events, int deadLetters)
      throws Exception {
    Map<String, List<Origin>> log = new TreeMap<>();
    run(
        sequence,
        () -> {},
        () -> count(log) < events,
        deadLetters,
        event ->
            log.computeIfAbsent(event.instrument(), any -> new ArrayList<>())
                .add(withoutId(event.origin())));
    return log;
  }

  private static void run(
      LiveSequence sequence,
      LiveSequence.Meanwhile meanwhile,
      BooleanSupplier missing,
      int deadLetters,
      Consumer<LogEvent> out)
      throws Exception {
    try (TopicReader refused = TopicReader.of(sequence.bootstrapServers(), Topic.DEAD_LETTERS)) {
      sequence.run(meanwhile, () -> missing.getAsBoolean() || refused.size() < deadLetters, out);
    }
  }

  /** The raw topics alone do not tell their ids. */
  private static Origin withoutId(Origin origin) {
    return new Origin(origin.topic(), origin.partition(), origin.offset());
  }

  private static int count(Map<String, List<Origin>> log) {
    return log.values().stream().mapToInt(List::size).sum();
  }

  /** By instrument, where each event should come from, in order; without some trades. */
  private static Map<String, List<Origin>> inOrder(LiveSequence sequence, String... without) {
    List<Raw> raw = new ArrayList<>(asRead(sequence));
    raw.removeIf(
        each -> each.fact() instanceof Trade trade && List.of(without).contains(trade.tradeId()));
    raw.sort(
        Comparator.comparingLong((Raw each) -> each.fact().availableAt())
            .thenComparing(each -> each.origin().topic() + "-" + each.origin().partition())
            .thenComparing(each -> each.origin().offset()));
    Map<String, List<Origin>> log = new TreeMap<>();
    for (Raw each : raw) {
      String instrument = each.fact().instrument();
      for (String key : instrument.equals(Instruments.ALL) ? INSTRUMENTS : List.of(instrument)) {
        log.computeIfAbsent(key, any -> new ArrayList<>()).add(each.origin());
      }
    }
    return log;
  }

  private static int outOfOrder(List<Raw> raw) {
    long newest = Long.MIN_VALUE;
    int late = 0;
    for (Raw each : raw) {
      late += each.fact().availableAt() < newest ? 1 : 0;
      newest = Math.max(newest, each.fact().availableAt());
    }
    return late;
  }

  private record Raw(Origin origin, Fact fact) {}

  /** The facts of all input topics, in the order in which a consumer gets them. */
  private static List<Raw> asRead(LiveSequence sequence) {
    RawDecoder decoder = new RawDecoder();
    List<Raw> raw = new ArrayList<>();
    read(
        sequence,
        List.of(
            Topic.TRADES,
            Topic.BOOK,
            Topic.CANDLES,
            Topic.FUNDING,
            Topic.SENTIMENT,
            Topic.METRICS,
            Topic.CONTROL,
            Topic.MODEL_UPDATES),
        record -> {
          Origin origin = new Origin(record.topic(), record.partition(), record.offset());
          if (decoder.decode(record.topic(), record.value(), record.timestamp() * 1_000)
              instanceof Parsed.Valid<Fact> valid) {
            raw.add(new Raw(origin, valid.value()));
          }
        });
    return raw;
  }

  private static void read(
      LiveSequence sequence, List<Topic> topics, Consumer<ConsumerRecord<byte[], byte[]>> out) {
    try (TopicReader reader =
        TopicReader.of(sequence.bootstrapServers(), topics.toArray(new Topic[0]))) {
      reader.drain(out);
    }
  }

  /** All that so many hours tell, in the order in which it could be known. */
  private static List<Fact> market(int hours) {
    Random random = new Random(7);
    List<Fact> facts = new ArrayList<>();
    for (int second = 0; second < hours * 3_600; second++) {
      long time = START + second * SECOND;
      for (int i = 0; i < INSTRUMENTS.size(); i++) {
        String instrument = INSTRUMENTS.get(i);
        if (random.nextInt(5) == 0) {
          facts.add(trade(instrument, time + random.nextInt(900_000), second + "-" + i));
        }
        if (second % 10 == i) {
          double[] ones = {1, 1};
          facts.add(
              Valids.of(
                  Book.of(
                      instrument,
                      time,
                      time + random.nextInt(50_000),
                      new double[] {99, 98},
                      ones,
                      new double[] {101, 102},
                      ones)));
        }
        if (second % 60 == 59) {
          facts.add(
              Valids.of(
                  Candle.of(
                      instrument, time - 59 * SECOND, 60 * SECOND, SECOND, 100, 101, 99, 100, 5)));
        }
        if (second % 28_800 == 28_799) {
          facts.add(Valids.of(Funding.of(instrument, time, time + 5_000, 0.0001)));
        }
      }
      if (second % 600 == 300) {
        facts.add(Valids.of(Sentiment.of(INSTRUMENTS.get(0), time, time + 900, "news", 0.1, 0.9)));
      }
      if (second % 3_600 == 1_800) {
        facts.add(Valids.of(Metric.of(Instruments.ALL, time, time + 70_000, "macro.vix", 20)));
      }
      if (second % 60 == 30) {
        facts.add(new Tick(Instruments.ALL, time));
      }
    }
    facts.sort(Comparator.comparingLong(Fact::availableAt));
    return facts;
  }

  private static Trade trade(String instrument, long time, String id) {
    return new Trade(instrument, time, time, id, 100, 1, Side.BUY);
  }

  /** Facts that are known to be valid. */
  private static final class Valids {
    static <T> T of(Parsed<T> parsed) {
      return ((Parsed.Valid<T>) parsed).value();
    }
  }
}
