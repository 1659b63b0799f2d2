package io.tidemark.core.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Control;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Sentiment;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Tick;
import io.tidemark.core.fact.Trade;
import io.tidemark.core.sequence.FactDigest.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RepeatMemoryTest {

  private static final String SOL = "SOL-EUR@test";
  private static final long SECOND = 1_000_000;
  private static final long MINUTE = 60 * SECOND;

  private final RepeatMemory memory = new RepeatMemory(2 * MINUTE);

  @Test
  void aTradeIsRepeatedIfAllButItsTimeOfReceiptWasThere() {
    assertThat(isNew(trade("7", 5, 20.5, 3, Side.SELL))).isTrue();
    assertThat(isNew(new Trade(SOL, 5, 4_000, "7", 20.5, 3, Side.SELL))).isFalse();
  }

  @Test
  void aVenueThatRenumbersLosesNoTrade() {
    assertThat(isNew(trade("7", 5, 20.5, 3, Side.SELL))).isTrue();

    assertThat(isNew(trade("7", 6, 20.5, 3, Side.SELL))).as("another time").isTrue();
    assertThat(isNew(trade("7", 5, 20.6, 3, Side.SELL))).as("another price").isTrue();
    assertThat(isNew(trade("7", 5, 20.5, 4, Side.SELL))).as("another quantity").isTrue();
    assertThat(isNew(trade("7", 5, 20.5, 3, Side.BUY))).as("another side").isTrue();
    assertThat(isNew(trade("8", 5, 20.5, 3, Side.SELL))).as("another id").isTrue();
  }

  @Test
  void whatHasNoIdentityIsNeverRepeated() {
    assertThat(FactDigest.of(trade("", 5, 20.5, 3, Side.SELL))).isNull();
    assertThat(FactDigest.of(new Sentiment(SOL, 5, 5, "papers", 0.25, 1))).isNull();
    assertThat(FactDigest.of(new Tick(SOL, 5))).isNull();
    assertThat(FactDigest.of(new Control(SOL, 5, 5, ControlCommand.KILL, "eve", ""))).isNull();
  }

  @Test
  void aCorrectionIsNewAndSoIsItsWithdrawal() {
    assertThat(isNew(candle(12.5))).isTrue();
    assertThat(isNew(candle(12.5))).isFalse();
    assertThat(isNew(candle(13))).isTrue();
    assertThat(isNew(candle(12.5))).isTrue();
    assertThat(isNew(candle(12.5))).isFalse();

    assertThat(isNew(new Funding(SOL, 80, 81, 0.0002))).isTrue();
    assertThat(isNew(new Funding(SOL, 80, 99, 0.0002))).isFalse();
    assertThat(isNew(new Funding(SOL, 80, 81, 0.0003))).isTrue();
  }

  @Test
  void metricsAreToldApartByInstrumentNameAndTime() {
    assertThat(isNew(new Metric(SOL, 40, 41, "index_price", 20.5))).isTrue();
    assertThat(isNew(new Metric(SOL, 40, 41, "mark_price", 20.5))).isTrue();
    assertThat(isNew(new Metric("*", 40, 41, "mark_price", 20.5))).isTrue();
    assertThat(isNew(new Metric(SOL, 50, 51, "mark_price", 20.5))).isTrue();
    assertThat(isNew(new Metric(SOL, 40, 60, "index_price", 20.5))).isFalse();
    assertThat(isNew(new Metric(SOL, 40, 60, "mark_price", 20.5))).isFalse();
  }

  @Test
  void aDailyValueIsKnownHoweverOldItsEventTime() {
    assertThat(isNew(new Metric(SOL, 40, 41, "supply", 9))).isTrue();
    assertThat(isNew(new Metric(SOL, 3_600 * SECOND, 3_600 * SECOND, "mark_price", 20.5))).isTrue();
    assertThat(isNew(new Metric(SOL, 40, 41, "supply", 9))).isFalse();
  }

  @Test
  void anOlderBookIsLeftOutIfTheLogHasIt() {
    assertThat(isNew(book(10, 5))).isTrue();
    assertThat(isNew(book(20, 6))).isTrue();
    assertThat(isNew(book(10, 5))).isFalse();
    assertThat(isNew(book(20, 6))).isFalse();
    assertThat(isNew(book(10, 7))).as("that one the log has not").isTrue();
    assertThat(isNew(book(20, 6))).as("the log must not end with the older one").isTrue();
  }

  @Test
  void withinOneInstantTheLogEndsWithTheLastBookThatWasSaid() {
    assertThat(isNew(book(10, 5))).isTrue();
    assertThat(isNew(book(10, 6))).isTrue();
    assertThat(isNew(book(10, 5))).as("it has changed back").isTrue();
    assertThat(isNew(book(10, 5))).isFalse();
  }

  @Test
  void aBookOfACollectorThatIsBehindIsLeftOut() {
    assertThat(isNew(book(100, 5))).isTrue();
    assertThat(isNew(book(50, 6))).as("one newer book proves nothing").isTrue();
    assertThat(isNew(book(110, 7))).isTrue();

    assertThat(isNew(book(60, 8))).isFalse();
    assertThat(isNew(book(100, 9))).as("only one is newer").isTrue();
    assertThat(isNew(book(120, 9))).isTrue();
    assertThat(isNew(trade("7", 60, 20.5, 3, Side.BUY))).isTrue();
    assertThat(isNew(new Metric(SOL, 60, 90, "mark_price", 20.5))).isTrue();
  }

  @Test
  void aSnapshotWithTheTimeOfItsReceiptLeavesNoBookOut() {
    assertThat(isNew(book(10, 5))).isTrue();
    assertThat(isNew(received(900, 6))).as("by a clock that is ahead").isTrue();
    for (int i = 1; i < 80; i++) {
      assertThat(isNew(book(10 + 10 * i, 6 + i))).as("the changes that follow it").isTrue();
    }
    assertThat(isNew(received(500, 9))).as("by a clock that is behind").isTrue();
    assertThat(isNew(book(810, 9))).isTrue();
  }

  @Test
  void aVenueWhoseClockIsSetBackLosesNoBook() {
    for (int i = 0; i < 100; i++) {
      assertThat(isNew(book(MINUTE * 5 + i, 5))).isTrue();
    }
    assertThat(isNew(book(3 * MINUTE + 200, 6))).as("may be of one that is behind").isFalse();
    for (int i = 0; i < 200; i++) {
      assertThat(isNew(book(2 * MINUTE + i * SECOND, 6))).isTrue();
    }
  }

  @Test
  void twoEqualStreamsOutOfStepGiveOne() {
    Random random = new Random(41);
    List<Trade> stream = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      stream.add(trade("t" + i, i * 3_000L, 20 + random.nextInt(50), 1 + i % 7, Side.BUY));
    }
    List<Fact> once = new ArrayList<>();
    int other = 0;
    for (int i = 0; i < stream.size(); i++) {
      take(stream.get(i), once);
      while (other < i - random.nextInt(3_300)) { // 10 s at most
        take(stream.get(other++), once);
      }
    }
    assertThat(other).as("the other stream has spoken").isGreaterThan(16_000);
    assertThat(once).isEqualTo(stream);
  }

  @Test
  void whatIsTooOldIsForgottenButNeverTheLastTrades() {
    for (int i = 0; i < 5_000; i++) {
      assertThat(isNew(trade("" + i, i * 100_000L, 20, 1, Side.BUY))).isTrue();
    }
    assertThat(memory.size()).as("ten a second, two minutes").isEqualTo(1_201);
    assertThat(isNew(trade("3900", 390_000_000L, 20, 1, Side.BUY))).isFalse();
    assertThat(isNew(trade("100", 10_000_000L, 20, 1, Side.BUY))).as("written again").isTrue();

    RepeatMemory quiet = new RepeatMemory(2 * MINUTE);
    for (int i = 0; i < 5_000; i++) {
      quiet.isNew(digest(trade("" + i, i * MINUTE, 20, 1, Side.BUY)), i * MINUTE);
    }
    assertThat(quiet.size()).isEqualTo(RepeatMemory.LEAST_TRADES);
  }

  @Test
  void itIsBoundedHoweverMuchIsSaidAtOnce() {
    for (int i = 0; i < 200_000; i++) {
      isNew(trade("" + i, SECOND, 20, 1, Side.BUY));
      isNew(book(SECOND, 1 + i));
      isNew(new Metric(SOL, i, i, "mark_price", 20));
    }
    assertThat(memory.size())
        .isEqualTo(RepeatMemory.MOST_TRADES + RepeatMemory.MOST_BOOKS + RepeatMemory.MOST_VALUES);
    assertThat(memory.heapBytes()).isLessThan(2_500_000);
  }

  @Test
  void oneThatIsFilledAgainDecidesAsBefore() {
    Random random = new Random(47);
    RepeatMemory before = new RepeatMemory(MINUTE);
    List<FactDigest> appended = new ArrayList<>();
    for (int i = 0; i < 30_000; i++) {
      FactDigest said = random(random, i);
      if (before.isNew(said, known(said))) {
        appended.add(said);
      }
    }
    RepeatMemory fromAll = new RepeatMemory(MINUTE);
    appended.forEach(fromAll::remember);
    RepeatMemory fromRest = new RepeatMemory(MINUTE);
    before.remembered().forEach(fromRest::remember);

    assertThat(fromAll.remembered()).isEqualTo(before.remembered());
    assertThat(fromRest.remembered()).isEqualTo(before.remembered());
    for (int i = 30_000; i < 40_000; i++) {
      FactDigest said = random(random, i);
      boolean isNew = before.isNew(said, known(said));
      assertThat(fromAll.isNew(said, known(said))).isEqualTo(isNew);
      assertThat(fromRest.isNew(said, known(said))).isEqualTo(isNew);
    }
  }

  @Test
  void aDigestIsForEver() {
    assertThat(digest(new Trade(SOL, 1_600_000_000_000_001L, 0, "b7-\u00e9", 20.5, 3, Side.SELL)))
        .isEqualTo(digest(Family.TRADE, 3672128650325292011L, 0, 1_600_000_000_000_001L));
    assertThat(digest(book(10, 5))).isEqualTo(digest(Family.BOOK, 2850591155943210631L, 0, 10));
    assertThat(digest(candle(12.5)))
        .isEqualTo(digest(Family.VALUE, -1266326465429299237L, 5630095657753797634L, MINUTE));
    assertThat(digest(new Funding(SOL, 80, 81, 0.0002)))
        .isEqualTo(digest(Family.VALUE, -5137947633285160851L, 5622140448119450527L, 80));
    assertThat(digest(new Metric("*", 40, 41, "supply", 9)))
        .isEqualTo(digest(Family.VALUE, 2974449653238087806L, 4101770533340096710L, 40));
  }

  private static FactDigest digest(Family family, long subject, long content, long time) {
    return new FactDigest(family, subject, content, time);
  }

  /** Anything that may be said at about the i-th moment, often what was said before. */
  private static FactDigest random(Random random, int i) {
    int at = Math.max(0, i - random.nextInt(4_000));
    return digest(
        switch (at % 4) {
          case 0 -> book(at * 20_000L, 1 + at % 3);
          case 1 -> new Metric(SOL, at / 8, 0, "mark_price", random.nextInt(2));
          default -> trade("" + at, at * 20_000L, 20, 1, Side.SELL);
        });
  }

  /** Mostly later than the event. */
  private static long known(FactDigest said) {
    return said.eventTime() + said.subject() % 3;
  }

  private void take(Fact fact, List<Fact> out) {
    if (isNew(fact)) {
      out.add(fact);
    }
  }

  private boolean isNew(Fact fact) {
    return memory.isNew(digest(fact), fact.availableAt());
  }

  private static FactDigest digest(Fact fact) {
    return Objects.requireNonNull(FactDigest.of(fact));
  }

  private static Trade trade(String id, long time, double price, double quantity, Side side) {
    return new Trade(SOL, time, time + 900, id, price, quantity, side);
  }

  private static Candle candle(double close) {
    return new Candle(SOL, 0, MINUTE, MINUTE + 70, 12, 14, 11, close, 600);
  }

  /** With the venue's time. */
  private static Book book(long time, double bidSize) {
    return book(time, time + 300, bidSize);
  }

  /** With the time of its receipt, since the venue tells none. */
  private static Book received(long time, double bidSize) {
    return book(time, time, bidSize);
  }

  private static Book book(long time, long receivedAt, double bidSize) {
    return new Book(
        SOL,
        time,
        receivedAt,
        new double[] {20, 19.5},
        new double[] {bidSize, 2},
        new double[] {21},
        new double[] {4});
  }
}
