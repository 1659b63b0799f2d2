package io.tidemark.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.bar.Bar;
import io.tidemark.core.fact.Book;
import io.tidemark.core.feature.catalog.FeatureCatalog;
import io.tidemark.core.feature.catalog.FeatureSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each feature of the order book equals its formula, restated over whole lists of books. */
class BookFeatureTest {

  private static final long MINUTE = 60_000_000L;

  private final FeatureSet features =
      new FeatureSet(
          List.of(
              "book_imbalance", "book_imbalance(3)", "spread", "microprice", "ofi(1)", "ofi(3)"),
          MINUTE);
  private final double[] state = new double[features.cells()];
  private final Random random = new Random(11);

  @Test
  void beforeTheFirstBookEverythingIsMissing() {
    assertThat(values()).containsOnly(Double.NaN);
  }

  @Test
  void eachEqualsItsFormulaOverRandomBooks() {
    List<Book> books = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      Book book = randomBook(1_000 + i);
      books.add(book);
      features.observe(state, book, book.availableAt());
      double bid = book.bidPrices()[0];
      double ask = book.askPrices()[0];
      double bidSize = book.bidSizes()[0];
      double askSize = book.askSizes()[0];
      double three = sum(book.bidSizes(), 3) + sum(book.askSizes(), 3);
      assertThat(values())
          .containsExactly(
              new double[] {
                (bidSize - askSize) / (bidSize + askSize),
                (sum(book.bidSizes(), 3) - sum(book.askSizes(), 3)) / three,
                (ask - bid) / ((ask + bid) / 2),
                (bid + (ask - bid) * bidSize / (bidSize + askSize)) / ((bid + ask) / 2) - 1,
                ofi(books, 1),
                ofi(books, 3)
              },
              within(1e-12));
    }
    assertThat(values()[5]).isNotZero();
  }

  @Test
  void whatAddsToTheBidOrTakesFromTheAskPressesUp() {
    observe(1, new double[] {99, 5}, new double[] {101, 5});
    assertThat(values()[4]).isZero();
    observe(2, new double[] {99, 7}, new double[] {101, 5});
    assertThat(values()[4]).isEqualTo(1);
    observe(3, new double[] {99, 7}, new double[] {101, 8});
    assertThat(values()[4]).as("2 up, 3 down").isEqualTo(-0.2);
    observe(4, new double[] {100, 4}, new double[] {101, 8});
    assertThat(values()[4]).as("4 more at a better bid").isEqualTo(3 / 9.0);
    observe(5, new double[] {100, 4}, new double[] {102, 1});
    assertThat(values()[4]).as("8 taken from the ask").isEqualTo(11 / 17.0);
  }

  @Test
  void aClosedBarTakesItsFlowWithItAndTheNextBeginsFromTheLastBook() {
    observe(1, new double[] {99, 5}, new double[] {101, 5});
    observe(2, new double[] {99, 9}, new double[] {101, 5});
    features.close(state, new Bar(), MINUTE);
    assertThat(values()[4]).isZero();
    observe(3, new double[] {99, 8}, new double[] {101, 5});
    assertThat(values()[4]).isEqualTo(-1);
  }

  @Test
  void aBookThatArrivesAfterANewerOneChangesNothing() {
    observe(5, new double[] {99, 5}, new double[] {101, 3});
    double[] before = values();
    observe(4, new double[] {98, 50}, new double[] {99, 1});
    assertThat(values()).containsExactly(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"book_imbalance(21)", "ofi(21)"})
  void moreLevelsThanABookHoldsAreRefused(String name) {
    assertThatThrownBy(() -> FeatureCatalog.feature(name, MINUTE))
        .hasMessageContaining("levels is 21, it must be a whole number from 1 to 20");
  }

  private double[] values() {
    double[] out = new double[features.size()];
    features.values(state, new Bar(), MINUTE, out);
    return out;
  }

  private void observe(long time, double[] bid, double[] ask) {
    features.observe(
        state,
        new Book(
            "BTC-USDT@binance",
            time,
            time,
            new double[] {bid[0]},
            new double[] {bid[1]},
            new double[] {ask[0]},
            new double[] {ask[1]}),
        time);
  }

  /** Levels on a small grid, so that prices recur; one to five a side. */
  private Book randomBook(long time) {
    int mid = 1_000 + random.nextInt(4);
    double[] bids = new double[1 + random.nextInt(5)];
    double[] asks = new double[1 + random.nextInt(5)];
    int at = mid;
    for (int i = 0; i < bids.length; i++) {
      at -= 1 + random.nextInt(2);
      bids[i] = at;
    }
    at = mid;
    for (int i = 0; i < asks.length; i++) {
      at += 1 + random.nextInt(2);
      asks[i] = at;
    }
    return new Book("BTC-USDT@binance", time, time, bids, sizes(bids), asks, sizes(asks));
  }

  private double[] sizes(double[] prices) {
    double[] sizes = new double[prices.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = 1 + random.nextInt(20);
    }
    return sizes;
  }

  /** Equation 2.2 of Cont, Kukanov and Stoikov, level by level, over all books so far. */
  private static double ofi(List<Book> books, int levels) {
    double sum = 0;
    double size = 0;
    for (int t = 1; t < books.size(); t++) {
      Book b = books.get(t);
      Book a = books.get(t - 1);
      for (int m = 0; m < levels; m++) {
        if (m < a.bidPrices().length && m < b.bidPrices().length) {
          double e =
              (b.bidPrices()[m] >= a.bidPrices()[m] ? b.bidSizes()[m] : 0)
                  - (b.bidPrices()[m] <= a.bidPrices()[m] ? a.bidSizes()[m] : 0);
          sum += e;
          size += Math.abs(e);
        }
        if (m < a.askPrices().length && m < b.askPrices().length) {
          double e =
              (b.askPrices()[m] >= a.askPrices()[m] ? a.askSizes()[m] : 0)
                  - (b.askPrices()[m] <= a.askPrices()[m] ? b.askSizes()[m] : 0);
          sum += e;
          size += Math.abs(e);
        }
      }
    }
    return size == 0 ? 0 : sum / size;
  }

  private static double sum(double[] sizes, int levels) {
    double sum = 0;
    for (int i = 0; i < Math.min(levels, sizes.length); i++) {
      sum += sizes[i];
    }
    return sum;
  }
}
