package io.tidemark.testbed;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.topic.TopicWriter;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.core.sequence.FactDigest;
import io.tidemark.flink.io.RawEncoder;
import io.tidemark.flink.io.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two producers tell a real broker the same market, the second ten seconds behind. First the one
 * and then the other is away for some minutes.
 */
@Timeout(120)
final class TwoCollectorsTest {

  private static final List<String> INSTRUMENTS = List.of("ADA-EUR@test", "DOT-EUR@test");
  private static final long SECOND = 1_000_000;
  private static final long BEHIND = 10 * SECOND;
  private static final int MINUTES = 16;

  /** 2026-02-01T00:00:00Z, µs since the epoch. */
  private static final long START = 1_769_904_000L * SECOND;

  /** When the first is there again after it was away. */
  private static final long RETURN = START + 8 * 60 * SECOND;

  /** Nanoseconds without an event after which nothing is expected any more. */
  private static final long CALM = 2_000_000_000L;

  /** Facts between two flushes. */
  private static final int BATCH = 400;

  @TempDir Path folder;

  /** What a collector writes, and when it could know it, µs since the epoch. */
  private record Said(boolean first, long at, Fact fact) {}

  /** What is said of an instrument, whoever says it. */
  private record Identity(String instrument, FactDigest digest) {
    boolean isBook() {
      return digest.family() == FactDigest.Family.BOOK;
    }

    /** Of the second, up to a batch and ten seconds late: newer ones may be there by then. */
    boolean isBookBeforeReturn() {
      return isBook() && digest.eventTime() < RETURN && digest.eventTime() >= RETURN - 60 * SECOND;
    }
  }

  @Test
  void theLogHoldsOnceWhatOneOrTheOtherOrBothHaveSaid() throws Exception {
    List<Said> said = said();
    Map<Identity, Long> right =
        said.stream().map(each -> identity(each.fact())).collect(groupingBy(i -> i, counting()));
    Set<Identity> certain = new HashSet<>(right.keySet());
    certain.removeIf(Identity::isBookBeforeReturn);

    List<Identity> logged = logged(said, certain.size());

    assertThat(right.values()).as("said by one, and by both").contains(1L, 2L);
    assertThat(said.size()).isGreaterThan(right.size() * 3 / 2);
    assertThat(logged).containsAll(certain).allMatch(right::containsKey);
    assertThat(logged.stream().filter(each -> !each.isBook())).doesNotHaveDuplicates();
    assertThat(logged.size() - Set.copyOf(logged).size())
        .as("once an instrument, when the first is back: the other's books from before are older")
        .isLessThanOrEqualTo(INSTRUMENTS.size());
  }

  private List<Identity> logged(List<Said> said, int wanted) throws Exception {
    List<Identity> logged = new ArrayList<>();
    AtomicLong heardAt = new AtomicLong(System.nanoTime());
    try (LiveSequence sequence = LiveSequence.start(folder, INSTRUMENTS)) {
      sequence.run(
          () -> write(sequence, said),
          () -> logged.size() < wanted || System.nanoTime() - heardAt.get() < CALM,
          event -> {
            logged.add(identity(event.fact()));
            heardAt.set(System.nanoTime());
          });
    }
    return logged;
  }

  /** Each is away for three minutes, the first from the fifth, the second from the twelfth on. */
  private static List<Said> said() {
    List<Said> said = new ArrayList<>();
    for (Fact fact : market()) {
      long minute = (fact.availableAt() - START) / (60 * SECOND);
      if (minute < 5 || minute >= 8) {
        said.add(new Said(true, fact.availableAt(), fact));
      }
      if (minute < 12 || minute >= 15) {
        said.add(new Said(false, fact.availableAt() + BEHIND, heardLater(fact)));
      }
    }
    said.sort(Comparator.comparingLong(Said::at));
    return said;
  }

  /** Each by a producer of its own, which ends when it goes away. */
  private static void write(LiveSequence sequence, List<Said> said) throws InterruptedException {
    RawEncoder encoder = new RawEncoder();
    for (int from = 0; from < said.size(); from += BATCH) {
      List<Said> batch = said.subList(from, Math.min(said.size(), from + BATCH));
      try (TopicWriter first = TopicWriter.to(sequence.bootstrapServers());
          TopicWriter second = TopicWriter.to(sequence.bootstrapServers())) {
        for (Said each : batch) {
          (each.first() ? first : second)
              .write(
                  Topic.carrying(each.fact().kind()).topicName(),
                  each.fact().instrument(),
                  encoder.encode(each.fact()),
                  each.at());
        }
        first.flush();
        second.flush();
      }
      Thread.sleep(Duration.ofMillis(5).toMillis());
    }
  }

  private static Identity identity(Fact fact) {
    return new Identity(fact.instrument(), Objects.requireNonNull(FactDigest.of(fact)));
  }

  /** What a venue tells, in the order in which it could be known. */
  private static List<Fact> market() {
    Random random = new Random(61);
    List<Fact> facts = new ArrayList<>();
    for (int second = 0; second < 60 * MINUTES; second++) {
      long time = START + second * SECOND;
      for (String instrument : INSTRUMENTS) {
        for (int i = 0; i < 3; i++) {
          long at = time + random.nextInt(900_000);
          facts.add(new Trade(instrument, at, at, second + "-" + i, 3.25, 40, Side.SELL));
        }
        facts.add(book(instrument, time, 1 + random.nextInt(3)));
        if (second % 10 == 0) {
          facts.add(new Metric(instrument, time, time, "mark_price", 3 + random.nextInt(2)));
        }
        if (second % 60 == 59) {
          long start = time - 59 * SECOND;
          facts.add(new Candle(instrument, start, 60 * SECOND, time + SECOND, 3, 4, 2, 3, 9));
          facts.add(new Funding(instrument, time, time, 0.0003));
        }
      }
    }
    facts.sort(Comparator.comparingLong(Fact::availableAt));
    return facts;
  }

  private static Book book(String instrument, long time, double size) {
    double[] sizes = {size, 5};
    double[] bids = {3, 2.5};
    double[] asks = {3.5, 4};
    return new Book(instrument, time, time, bids, sizes, asks, sizes);
  }

  /** The same at the second collector. */
  private static Fact heardLater(Fact fact) {
    long at = fact.availableAt() + BEHIND;
    if (fact instanceof Trade t) {
      return new Trade(
          t.instrument(), t.eventTime(), at, t.tradeId(), t.price(), t.quantity(), t.takerSide());
    }
    if (fact instanceof Book b) {
      return new Book(
          b.instrument(),
          b.eventTime(),
          at,
          b.bidPrices(),
          b.bidSizes(),
          b.askPrices(),
          b.askSizes());
    }
    if (fact instanceof Metric m) {
      return new Metric(m.instrument(), m.eventTime(), at, m.name(), m.value());
    }
    if (fact instanceof Funding f) {
      return new Funding(f.instrument(), f.eventTime(), at, f.rate());
    }
    Candle c = (Candle) fact;
    return new Candle(
        c.instrument(),
        c.start(),
        c.length(),
        at,
        c.open(),
        c.high(),
        c.low(),
        c.close(),
        c.volume());
  }
}
