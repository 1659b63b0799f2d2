package io.tidemark.flink.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.flink.sequence.OrderedLog.Heard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Of two collectors the first is away for half a minute. When it is back, the second says what the
 * log has not, but older. Times are ms.
 */
class CollectorComesBackTest {

  private static final List<String> INSTRUMENTS = List.of("ADA-EUR@test", "DOT-EUR@test");
  private static final long START = 1_600_000_020_000L;
  private static final long GONE = START + 20_000;
  private static final long BACK = START + 50_000;
  private static final Duration WITHIN = Duration.ofMinutes(2);

  /** The way from the venue. */
  private static final long WAY = 30;

  private final List<Fact> market = market();
  private final OrderedLog ordered = new OrderedLog(INSTRUMENTS, WITHIN);

  @Test
  void theBooksOfTheOneThatIsBehindAreLeftOut() throws Exception {
    ordered.play(said(at -> at + 10_000), 1);

    assertBooksGoOn();
    assertNothingIsLost();
  }

  @Test
  void aRestartInTheMiddleChangesNothing() throws Exception {
    OrderedLog inOneRun = new OrderedLog(INSTRUMENTS, WITHIN);
    inOneRun.play(said(at -> at + 10_000), 1);

    ordered.play(said(at -> at + 10_000), 23);

    assertThat(ordered.log()).isEqualTo(inOneRun.log());
    assertBooksGoOn();
  }

  @Test
  void theBooksThatTheOtherHeldWhileKafkaWasAwayAreLeftOut() throws Exception {
    long reachable = BACK + 5_000;
    ordered.play(said(at -> at > GONE + 10_000 ? Math.max(at, reachable) : at), 1);

    assertBooksGoOn();
    assertNothingIsLost();
  }

  @Test
  void withoutTheMemoryBooksGoBackAgainAndAgain() throws Exception {
    OrderedLog all = new OrderedLog(INSTRUMENTS, Duration.ZERO);

    all.play(said(at -> at + 10_000), 1);

    for (String instrument : INSTRUMENTS) {
      assertThat(stepsBack(all.facts(instrument))).isGreaterThan(500);
    }
  }

  /** Two newer books have to be there, so the one that lies between the first two is written. */
  private void assertBooksGoOn() {
    for (String instrument : INSTRUMENTS) {
      assertThat(stepsBack(ordered.facts(instrument))).isLessThanOrEqualTo(1);
    }
  }

  private static int stepsBack(List<Fact> facts) {
    long newest = Long.MIN_VALUE;
    int steps = 0;
    for (Fact fact : facts) {
      if (fact instanceof Book book) {
        steps += book.eventTime() < newest ? 1 : 0;
        newest = Math.max(newest, book.eventTime());
      }
    }
    return steps;
  }

  /** The log has all trades, and all books that were the newest when they were said. */
  private void assertNothingIsLost() {
    for (String instrument : INSTRUMENTS) {
      List<Fact> log = ordered.facts(instrument);

      assertThat(log)
          .doesNotHaveDuplicates()
          .containsAll(
              market.stream()
                  .filter(fact -> fact.instrument().equals(instrument))
                  .filter(fact -> fact instanceof Trade || isAtTheFirst(fact))
                  .toList());
    }
  }

  private static boolean isAtTheFirst(Fact fact) {
    long at = fact.availableAt() / 1_000;
    return at < GONE || at >= BACK;
  }

  /** What both say, in the order of their moments. */
  private List<Heard> said(LongUnaryOperator momentOfTheSecond) {
    List<Heard> said = new ArrayList<>();
    for (Fact fact : market) {
      long at = fact.availableAt() / 1_000;
      if (isAtTheFirst(fact)) {
        said.add(new Heard(at, fact));
      }
      said.add(new Heard(momentOfTheSecond.applyAsLong(at), fact));
    }
    said.sort(Comparator.comparingLong(Heard::at));
    return said;
  }

  /** What the venue tells in 90 seconds. */
  private static List<Fact> market() {
    Random random = new Random(67);
    List<Fact> facts = new ArrayList<>();
    for (long time = START; time < START + 90_000; time += 100) {
      long micros = time * 1_000;
      long known = micros + 1_000 * WAY;
      for (String instrument : INSTRUMENTS) {
        double[] sizes = {1 + random.nextInt(1_000), 5};
        double[] bids = {3, 2.5};
        double[] asks = {3.5, 4};
        facts.add(new Book(instrument, micros, known, bids, sizes, asks, sizes));
        facts.add(new Trade(instrument, micros, known, "" + time, 3.25, 40, Side.BUY));
      }
    }
    return facts;
  }
}
