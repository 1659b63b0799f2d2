package io.tidemark.collector.box;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.collector.CollectConfig;
import io.tidemark.collector.Collector;
import io.tidemark.collector.feed.FeedMetric;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Trade;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each venue in the box is collected over a real socket while each fault hits it: in the end every
 * book is what the venue's is, no trade is doubled, all are in their order, none is missing where
 * the venue can be asked for past ones, and the log is told when nothing was watched. The
 * collector's clock runs 20 times as fast as the wall's.
 */
final class CollectedBoxTest {

  private static final int SPEED = 20;
  private static final long PATIENCE_MILLIS = 60_000;

  static Stream<Arguments> venues() {
    return Stream.of(
        venue("binance", new BoxBinance(), "BTCUSDT", "BTC-USDT@binance", "ETHUSDT"),
        venue("coinbase", new BoxCoinbase(), "BTC-USD", "BTC-USD@coinbase", "ETH-USD"),
        venue("kraken", new BoxKraken(), "BTC/USD", "BTC-USD@kraken", "ETH/USD"),
        venue("bybit", new BoxBybit(), "BTCUSDT", "BTC-USDT-PERP@bybit", "ETHUSDT"),
        venue("okx", new BoxOkx(), "BTC-USDT-SWAP", "BTC-USDT-PERP@okx", "ETH-USDT-SWAP"));
  }

  /** The second symbol's instrument is named as the first one's. */
  private static Arguments venue(
      String label, BoxDialect dialect, String symbol, String instrument, String second) {
    return Arguments.of(
        label, dialect, Map.of(symbol, instrument, second, instrument.replace("BTC", "ETH")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("venues")
  void whateverHappensTheBooksAreRightInTheEndAndEveryTradeIsThereOnce(
      String label, BoxDialect dialect, Map<String, String> instruments) throws Exception {
    List<Fact> facts = Collections.synchronizedList(new ArrayList<>());
    String[] symbols = instruments.keySet().stream().sorted().toArray(String[]::new);
    try (VenueBox box = new VenueBox(dialect, 5, symbols);
        Collector collector =
            Collector.start(config(label, box, instruments), facts::add, fast())) {
      until("all books are live", box, () -> books(facts) == symbols.length);
      for (BoxFault fault : BoxFault.values()) {
        if (!dialect.knows(fault)) {
          continue;
        }
        box.fault(fault, symbols[0]);
        if (fault.needsARequest()) {
          box.fault(BoxFault.DROPS_A_DELTA, symbols[0]);
        }
        for (int i = 0; i < 40; i++) {
          live(box);
        }
        until(
            "every book is the venue's after " + fault,
            box,
            () -> box.hits(fault) > 0 && isTrue(box, facts, instruments));
      }
      assertThat(collector.feeds()).hasSize(1);
      assertTrades(box, facts, instruments);
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
  private static boolean isTrue(VenueBox box, List<Fact> facts, Map<String, String> instruments) {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return instruments.entrySet().stream()
        .allMatch(each -> last(facts, each.getValue()).equals(top(box.market(each.getKey()))));
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
    return java.util.Arrays.stream(values).boxed().toList();
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

  private static void assertTrades(
      VenueBox box, List<Fact> facts, Map<String, String> instruments) {
    List<Fact> all;
    synchronized (facts) {
      all = List.copyOf(facts);
    }
    instruments.forEach(
        (symbol, instrument) -> {
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
              .anyMatch(
                  fact -> fact instanceof Metric metric && metric.name().equals(FeedMetric.GAP));
        });
  }

  private static CollectConfig config(String label, VenueBox box, Map<String, String> instruments) {
    return CollectConfig.load(
        null,
        List.of(
            "kafka.bootstrap-servers=127.0.0.1:1",
            "instruments=" + String.join(",", instruments.values()),
            "collect.endpoints." + label + ".socket=" + box.socket(),
            "collect.endpoints." + label + ".rest=" + box.rest()),
        Map.of());
  }

  private static InstantSource fast() {
    Instant begin = Instant.now();
    long nanos = System.nanoTime();
    return () -> begin.plusNanos((System.nanoTime() - nanos) * SPEED);
  }
}
