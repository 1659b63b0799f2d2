package io.tidemark.flink.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.flink.sequence.OrderedLog.Heard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/**
 * Two collectors say the same, each at its own moments, up to ten seconds apart. Both write to the
 * same partitions. Times are ms.
 */
class TwoCollectorsTest {

  private static final List<String> INSTRUMENTS = List.of("ADA-EUR@test", "DOT-EUR@test");
  private static final long START = 1_600_000_020_000L;
  private static final long APART = 10_000;

  private final OrderedLog ordered = new OrderedLog(INSTRUMENTS, Duration.ofMinutes(2));

  @Test
  void theLogHoldsOnceWhatBothSay() throws Exception {
    List<Heard> one = market(120);

    ordered.play(bothSay(one), 1);

    assertThat(one).hasSizeGreaterThan(2_000);
    assertLogIsOf(one);
  }

  @Test
  void aRestartInTheMiddleChangesNothing() throws Exception {
    List<Heard> one = market(120);

    ordered.play(bothSay(one), 7);

    assertLogIsOf(one);
  }

  @Test
  void whatIsReadAgainAfterAFailureIsDecidedAsBefore() throws Exception {
    List<LogEvent> arrivals = OrderedLog.arrivals(bothSay(market(60)));
    int half = arrivals.size() / 2;
    ordered.play(arrivals.subList(0, half), null);
    OperatorSubtaskState checkpoint = ordered.last();
    ordered.log().clear();
    ordered.play(arrivals.subList(half, arrivals.size()), checkpoint);
    List<LogEvent> lost = List.copyOf(ordered.log());
    ordered.log().clear();
    ordered.play(arrivals.subList(half, arrivals.size()), checkpoint);

    assertThat(ordered.log()).isEqualTo(lost).isNotEmpty();
  }

  @Test
  void withoutTheMemoryEverythingIsThereTwice() throws Exception {
    OrderedLog all = new OrderedLog(INSTRUMENTS, Duration.ZERO);

    all.play(bothSay(market(30)), 1);

    assertThat(all.log()).hasSize(2 * market(30).size());
  }

  @Test
  void theTradesOfAVenueThatRenumbersAreAllThere() throws Exception {
    List<Heard> all = market(40);
    List<Heard> first = all.subList(0, all.size() / 2);
    List<Heard> again = all.subList(first.size(), all.size());
    Map<String, Integer> numbers = new HashMap<>();
    List<Heard> renumbered = new ArrayList<>(first);
    for (Heard heard : again) {
      renumbered.add(
          heard.fact() instanceof Trade trade
              ? new Heard(
                  heard.at(),
                  trade(
                      trade.instrument(),
                      trade.eventTime() / 1_000,
                      "" + numbers.merge(trade.instrument(), 1, Integer::sum)))
              : heard);
    }

    ordered.play(bothSay(renumbered), 1);

    assertThat(numbers.values()).allMatch(n -> n > 50);
    assertLogIsOf(renumbered);
  }

  @Test
  void tradesWithoutIdsAreNeverLeftOut() throws Exception {
    List<Heard> trades = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      trades.add(new Heard(START, trade(INSTRUMENTS.get(0), START, "")));
    }

    ordered.play(trades, 1);

    assertThat(ordered.log()).hasSize(100);
  }

  @Test
  void theListInStateStaysBounded() throws Exception {
    ordered.play(quietTrades(20_000), 1);

    assertThat(ordered.log()).hasSize(20_000);
    assertThat(ordered.listed(INSTRUMENTS.get(0)))
        .as("twice what is remembered and as much to spare")
        .isBetween(1_024, 3 * 1_024);
  }

  @Test
  void withoutABoundTheListHoldsAll() throws Exception {
    OrderedLog unbounded = new OrderedLog(INSTRUMENTS, Duration.ofDays(365));

    unbounded.play(quietTrades(20_000), 1);

    assertThat(unbounded.listed(INSTRUMENTS.get(0))).isEqualTo(20_000);
  }

  /** One a second, so that only their number is remembered. */
  private static List<Heard> quietTrades(int n) {
    List<Heard> quiet = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      long at = START + 1_000L * i;
      quiet.add(new Heard(at, trade(INSTRUMENTS.get(0), at, "" + i)));
    }
    return quiet;
  }

  /** What one collector hears in so many seconds, in the order of its moments. */
  private static List<Heard> market(int seconds) {
    Random random = new Random(53);
    List<Heard> heard = new ArrayList<>();
    for (int tenth = 0; tenth < 10 * seconds; tenth++) {
      long at = START + 100L * tenth;
      for (String instrument : INSTRUMENTS) {
        if (random.nextInt(3) > 0) {
          heard.add(new Heard(at, trade(instrument, at, "" + (1 + tenth))));
        }
        heard.add(new Heard(at, book(instrument, at, 1 + random.nextInt(3))));
        if (tenth % 10 == 0) {
          heard.add(new Heard(at, metric(instrument, at, "mark_price", random.nextInt(2))));
          heard.add(new Heard(at, metric(instrument, at, "index_price", random.nextInt(2))));
        }
        if (tenth % 600 == 599) {
          long start = (at - 60_000) / 60_000 * 60_000;
          heard.add(new Heard(at, candle(instrument, start, 3)));
          heard.add(new Heard(at, new Funding(instrument, start * 1_000, at * 1_000, 0.0004)));
        }
      }
    }
    return heard;
  }

  /** The second is late by up to ten seconds, sometimes more and sometimes less, in its order. */
  private static List<Heard> bothSay(List<Heard> one) {
    Random random = new Random(59);
    List<Heard> both = new ArrayList<>(one);
    long behind = 0;
    long latest = 0;
    for (Heard heard : one) {
      behind = Math.max(0, Math.min(APART, behind + random.nextInt(401) - 195));
      latest = Math.max(latest, heard.at() + behind);
      both.add(new Heard(latest, heard.fact()));
    }
    both.sort(Comparator.comparingLong(Heard::at));
    return both;
  }

  private void assertLogIsOf(List<Heard> one) {
    for (String instrument : INSTRUMENTS) {
      assertThat(ordered.facts(instrument))
          .as(instrument)
          .isEqualTo(
              one.stream()
                  .map(Heard::fact)
                  .filter(fact -> fact.instrument().equals(instrument))
                  .toList());
    }
    assertThat(ordered.log()).hasSize(one.size());
  }

  private static Trade trade(String instrument, long at, String id) {
    return new Trade(instrument, at * 1_000, at * 1_000, id, 3.25, 40, Side.BUY);
  }

  private static Metric metric(String instrument, long at, String name, double value) {
    return new Metric(instrument, at * 1_000, at * 1_000, name, value);
  }

  private static Candle candle(String instrument, long start, double close) {
    return new Candle(
        instrument, start * 1_000, 60_000_000, start * 1_000 + 61_000_000, 3, 4, 2, close, 900);
  }

  private static Book book(String instrument, long at, double size) {
    double[] sizes = {size, 5};
    double[] bids = {3, 2.5};
    double[] asks = {3.5, 4};
    return new Book(instrument, at * 1_000, at * 1_000, bids, sizes, asks, sizes);
  }
}
