package io.tidemark.core.feature.book;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.Surrounding;

/**
 * Features of the newest order book. Cell 0 is its exchange time, µs (0 before the first): a book
 * that arrives after a newer one says nothing about now.
 */
final class Books {

  private Books() {}

  /** A number that the newest book alone decides. */
  private interface OfNewest extends Surrounding {

    double of(Book book);

    @Override
    default int cells() {
      return 2;
    }

    @Override
    default double value(double[] cells, int at, Market market) {
      return cells[at] == 0 ? Double.NaN : cells[at + 1];
    }

    @Override
    default void observe(double[] cells, int at, Fact fact, long clock) {
      if (fact instanceof Book book && book.eventTime() >= cells[at]) {
        cells[at] = book.eventTime();
        cells[at + 1] = of(book);
      }
    }
  }

  /**
   * (bid size - ask size) / (bid size + ask size) over the best n levels of each side, -1 to 1; a
   * side that is thinner counts as it is.
   */
  record Imbalance(int n) implements OfNewest {
    @Override
    public String name() {
      return n == 1 ? "book_imbalance" : "book_imbalance(" + n + ")";
    }

    @Override
    public double of(Book book) {
      return BookShape.imbalance(book.bidSizes(), book.askSizes(), n);
    }
  }

  /** (best ask - best bid) / mid. */
  record Spread() implements OfNewest {
    @Override
    public String name() {
      return "spread";
    }

    @Override
    public double of(Book book) {
      double bid = book.bidPrices()[0];
      double ask = book.askPrices()[0];
      return 2 * (ask - bid) / (ask + bid);
    }
  }

  /**
   * Microprice / mid - 1, where the microprice is the mean of best bid and ask, each weighted by
   * the size on the other side (Gatheral and Oomen, "Zero-intelligence realized variance
   * estimation", 2010): above 0 the bids are heavier.
   */
  record Microprice() implements OfNewest {
    @Override
    public String name() {
      return "microprice";
    }

    @Override
    public double of(Book book) {
      double bid = book.bidPrices()[0];
      double ask = book.askPrices()[0];
      double microprice = BookShape.microprice(bid, book.bidSizes()[0], ask, book.askSizes()[0]);
      return 2 * microprice / (bid + ask) - 1;
    }
  }
}
