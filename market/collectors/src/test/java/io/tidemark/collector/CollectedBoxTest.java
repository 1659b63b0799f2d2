package io.tidemark.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.box.BoxFault;
import io.tidemark.box.BoxMarket;
import io.tidemark.box.BoxVenue;
import io.tidemark.box.VenueBox;
import io.tidemark.collector.feed.FeedMetric;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Trade;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each venue in the box is collected over a real socket while each fault hits it: in the end every
 * book is what the venue's is, no trade is doubled, all are in their order, none is missing where
 * the venue can be asked for past ones, and the log is told when nothing was watched. The
 * collector's clock runs 20 times as fast as the wall's.
 */
final class CollectedBoxTest {

  private static final int SPEED = 20;
  private static final long PATIENCE_MILLIS = 60_000;

  @ParameterizedTest
  @EnumSource
  void whateverHappensTheBooksAreRightInTheEndAndEveryTradeIsThereOnce(BoxVenue venue)
      throws Exception {
    List<Fact> facts = Collections.synchronizedList(new ArrayList<>());
    String first = venue.symbols().get(0);
    try (VenueBox box = new VenueBox(venue, 5);
        Collector collector = Collector.start(config(venue, box), facts::add, fast())) {
      until("all books are live", box, () -> books(facts) == venue.symbols().size());
      for (BoxFault fault : BoxFault.values()) {
        if (!box.knows(fault)) {
          continue;
        }
        box.fault(fault, first);
        if (fault.needsARequest()) {
          box.fault(BoxFault.DROPS_A_DELTA, first);
        }
        for (int i = 0; i < 40; i++) {
          live(box);
        }
        until(
            "every book is the venue's after " + fault,
            box,
            () -> box.hits(fault) > 0 && isTrue(box, facts, venue));
      }
      assertThat(collector.feeds()).hasSize(1);
      assertTrades(box, facts, venue);
    }
  }

  private static void live(VenueBox box) throws InterruptedException {
    box.move();
    box.trade();
    box.heartbeat();
    Thread.sleep(5);
  }

  private static void until(String what, VenueBox box, BooleanSupplier condition)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time: %s", what).isLessThan(end);
      live(box);
      Thread.sleep(45);
    }
  }

  private static long books(List<Fact> facts) {
    synchronized (facts) {
      return facts.stream().filter(Book.class::isInstance).map(Fact::instrument).distinct().count();
    }
  }

  /** Whether the last book of each instrument is that of the venue; nothing moves meanwhile. */
  private static boolean isTrue(VenueBox box, List<Fact> facts, BoxVenue venue) {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return IntStream.range(0, venue.symbols().size())
        .allMatch(
            i ->
                last(facts, venue.instruments().get(i))
                    .equals(top(box.market(venue.symbols().get(i)))));
  }

  private static String last(List<Fact> facts, String instrument) {
    synchronized (facts) {
      for (int i = facts.size() - 1; i >= 0; i--) {
        if (facts.get(i) instanceof Book book && book.instrument().equals(instrument)) {
          return words(boxed(book.bidPrices()), boxed(book.bidSizes()))
              + words(boxed(book.askPrices()), boxed(book.askSizes()));
        }
      }
    }
    return "";
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static String top(BoxMarket market) {
    return words(
            market.bids().keySet().stream().limit(20).toList(),
            market.bids().values().stream().limit(20).toList())
        + words(
            market.asks().keySet().stream().limit(20).toList(),
            market.asks().values().stream().limit(20).toList());
  }

  private static String words(List<Double> prices, List<Double> sizes) {
    return prices + " " + sizes + "\n";
  }

  private static void assertTrades(VenueBox box, List<Fact> facts, BoxVenue venue) {
    List<Fact> all;
    synchronized (facts) {
      all = List.copyOf(facts);
    }
    for (int i = 0; i < venue.symbols().size(); i++) {
      assertTrades(box, all, venue.symbols().get(i), venue.instruments().get(i));
    }
  }

  private static void assertTrades(
      VenueBox box, List<Fact> all, String symbol, String instrument) {
    List<Long> ids =
        all.stream()
            .filter(fact -> fact instanceof Trade && fact.instrument().equals(instrument))
            .map(fact -> Long.parseLong(((Trade) fact).tradeId()))
            .toList();
    long last = box.market(symbol).deals().size();
    assertThat(ids).isSorted().doesNotHaveDuplicates().endsWith(last);
    if (box.answersPastTrades(symbol)) {
      assertThat(ids).hasSize((int) (last - ids.get(0) + 1));
    } else {
      assertThat(ids).hasSizeGreaterThan((int) last / 2);
    }
    assertThat(all)
        .as("holes that are told")
        .anyMatch(fact -> fact instanceof Metric metric && metric.name().equals(FeedMetric.GAP));
  }

  private static CollectConfig config(BoxVenue venue, VenueBox box) {
    return CollectConfig.load(
        null,
        List.of(
            "kafka.bootstrap-servers=127.0.0.1:1",
            "instruments=" + String.join(",", venue.instruments()),
            "collect.endpoints." + venue.label() + ".socket=" + box.socket(),
            "collect.endpoints." + venue.label() + ".rest=" + box.rest()),
        Map.of());
  }

  private static InstantSource fast() {
    Instant begin = Instant.now();
    long nanos = System.nanoTime();
    return () -> begin.plusNanos((System.nanoTime() - nanos) * SPEED);
  }
}
