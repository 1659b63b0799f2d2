package io.tidemark.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.box.BoxFault;
import io.tidemark.box.BoxVenue;
import io.tidemark.collector.sink.FactSink;
import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Trade;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each venue in the box is collected over a real socket while each fault hits it, in a seeded
 * order: in the end every book is what the venue's is, no trade is doubled, all are in their order,
 * none is missing where the venue can be asked for past ones or no hole is told, and the log is
 * told when nothing was watched. The collector's clock runs 20 times as fast as the wall's.
 */
@Execution(ExecutionMode.CONCURRENT)
final class CollectedBoxTest {

  private static final int SPEED = 20;
  private static final long SEED = 5;

  @ParameterizedTest
  @EnumSource
  void whateverHappensTheBooksAreRightInTheEndAndEveryTradeIsThereOnce(BoxVenue venue)
      throws Exception {
    try (BoxRun run = new BoxRun(List.of(venue), SEED, SPEED, UnaryOperator.identity())) {
      List<BoxFault> faults =
          new ArrayList<>(Stream.of(BoxFault.values()).filter(run.box(venue)::knows).toList());
      Collections.shuffle(faults, new Random(SEED));
      for (BoxFault fault : faults) {
        run.hit(venue, fault);
        run.live(10);
      }
      run.assertTrades(venue);
      assertThat(run.gaps(venue)).as("holes that are told").isPositive();
      assertThat(run.collector().feeds()).hasSize(1);
    }
  }

  @Test
  void whereTheVenueSaysThatItEndsAConnectionNothingIsUnwatched() throws Exception {
    BoxVenue venue = BoxVenue.BITSTAMP;
    try (BoxRun run = new BoxRun(List.of(venue), SEED, SPEED, UnaryOperator.identity())) {
      run.hit(venue, BoxFault.ENDS_SOON);
      run.live(100);
      assertThat(run.box(venue).hits(BoxFault.ENDS_SOON)).isPositive();
      assertThat(run.isTrue(venue)).isTrue();
      run.assertTrades(venue);
      assertThat(run.gaps(venue)).isZero();
      run.hit(venue, BoxFault.CLOSES);
      run.live(40);
      assertThat(run.gaps(venue)).as("the control").isPositive();
    }
  }

  /** Two of the venues cannot be asked for past trades. */
  @ParameterizedTest
  @EnumSource(names = {"COINBASE", "HYPERLIQUID", "MEXC_FUTURES"})
  void aTradeThatIsLostOrDoubledOnTheWayIsFound(BoxVenue venue) throws Exception {
    assertFound(venue, every100th(0));
    assertFound(venue, every100th(2));
  }

  private static void assertFound(BoxVenue venue, UnaryOperator<FactSink> between)
      throws Exception {
    try (BoxRun run = new BoxRun(List.of(venue), SEED, SPEED, between)) {
      run.live(120);
      assertThatThrownBy(() -> run.assertTrades(venue)).isInstanceOf(AssertionError.class);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HYPERLIQUID", "MEXC_FUTURES"})
  void aHoleOfWhichTheLogIsNotToldIsFound(BoxVenue venue) throws Exception {
    UnaryOperator<FactSink> between =
        sink ->
            fact -> {
              if (!(fact instanceof Metric metric && metric.name().startsWith("feed_"))) {
                sink.accept(fact);
              }
            };
    try (BoxRun run = new BoxRun(List.of(venue), SEED, SPEED, between)) {
      run.hit(venue, BoxFault.CLOSES);
      run.live(20);
      assertThatThrownBy(() -> run.assertTrades(venue)).isInstanceOf(AssertionError.class);
    }
  }

  /** Hands on each hundredth trade so many times. */
  private static UnaryOperator<FactSink> every100th(int times) {
    AtomicInteger trades = new AtomicInteger();
    return sink ->
        fact -> {
          boolean odd = fact instanceof Trade && trades.incrementAndGet() % 100 == 0;
          for (int i = 0; i < (odd ? times : 1); i++) {
            sink.accept(fact);
          }
        };
  }

  @Test
  void aBookThatStandsStillIsFound() throws Exception {
    AtomicInteger books = new AtomicInteger();
    UnaryOperator<FactSink> between =
        sink ->
            fact -> {
              if (!(fact instanceof Book) || books.incrementAndGet() < 100) {
                sink.accept(fact);
              }
            };
    try (BoxRun run = new BoxRun(List.of(BoxVenue.COINBASE), SEED, SPEED, between)) {
      run.live(100);
      assertThat(run.isTrue(BoxVenue.COINBASE)).isFalse();
    }
  }

  @Test
  void aLevelThatIsKeptThoughItIsGoneIsFound() throws Exception {
    UnaryOperator<FactSink> between =
        sink -> fact -> sink.accept(fact instanceof Book book ? withGhost(book) : fact);
    UnaryOperator<FactSink> tampering = afterBooks(100, between);
    try (BoxRun run = new BoxRun(List.of(BoxVenue.COINBASE), SEED, SPEED, tampering)) {
      run.live(100);
      assertThat(run.isTrue(BoxVenue.COINBASE)).isFalse();
    }
  }

  /** Tampers with what comes after so many books. */
  private static UnaryOperator<FactSink> afterBooks(int most, UnaryOperator<FactSink> between) {
    AtomicInteger books = new AtomicInteger();
    return sink -> {
      FactSink tampered = between.apply(sink);
      return fact -> {
        boolean late = fact instanceof Book ? books.incrementAndGet() > most : books.get() > most;
        (late ? tampered : sink).accept(fact);
      };
    };
  }

  /** The best bid stands twice, the second time a little lower. */
  private static Book withGhost(Book book) {
    double[] prices = book.bidPrices().clone();
    double[] sizes = book.bidSizes().clone();
    for (int i = prices.length - 1; i > 1; i--) {
      prices[i] = prices[i - 1];
      sizes[i] = sizes[i - 1];
    }
    if (prices.length > 1) {
      prices[1] = prices[0] - 1e-9;
      sizes[1] = 1;
    }
    return new Book(
        book.instrument(),
        book.eventTime(),
        book.availableAt(),
        prices,
        sizes,
        book.askPrices(),
        book.askSizes());
  }
}
