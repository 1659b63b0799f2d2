package io.tidemark.core.feature.book;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.feature.Market;
import io.tidemark.core.feature.Surrounding;

/**
 * Order-flow imbalance of this bar over the best n levels (Cont, Kukanov and Stoikov, "The price
 * impact of order book events", 2014; level by level as Xu, Gould and Howison, "Multi-level
 * order-flow imbalance in a limit order book", 2018). From one book to the next a level contributes
 * what was added to the bid and taken from the ask; the feature is the sum of the contributions
 * over the sum of their sizes: -1 all flow pressed down, 1 all up, 0 none.
 *
 * <p>A level that one of two books lacks says nothing. Cells: time of the newest book, sum, sum of
 * sizes, levels of the bid and of the ask, then bid prices, bid sizes, ask prices, ask sizes.
 */
record OrderFlowImbalance(int n) implements Surrounding {

  private static final int SUM = 1;
  private static final int SIZE = 2;
  private static final int BIDS = 3;
  private static final int ASKS = 4;
  private static final int LEVELS = 5;

  @Override
  public String name() {
    return "ofi(" + n + ")";
  }

  @Override
  public int cells() {
    return LEVELS + 4 * n;
  }

  @Override
  public double value(double[] cells, int at, Market market) {
    if (cells[at] == 0) {
      return Double.NaN;
    }
    return cells[at + SIZE] == 0 ? 0 : cells[at + SUM] / cells[at + SIZE];
  }

  @Override
  public void close(double[] cells, int at, Market market) {
    forgetFlow(cells, at);
  }

  /** What contributions add up to begins anew, from the last book. */
  void forgetFlow(double[] cells, int at) {
    cells[at + SUM] = 0;
    cells[at + SIZE] = 0;
  }

  double sum(double[] cells, int at) {
    return cells[at + SUM];
  }

  double size(double[] cells, int at) {
    return cells[at + SIZE];
  }

  @Override
  public void observe(double[] cells, int at, Fact fact, long clock) {
    if (fact instanceof Book book && book.eventTime() >= cells[at]) {
      int bids = at + LEVELS;
      int asks = bids + 2 * n;
      if (cells[at] != 0) {
        flow(cells, at, bids, (int) cells[at + BIDS], book.bidPrices(), book.bidSizes(), 1);
        flow(cells, at, asks, (int) cells[at + ASKS], book.askPrices(), book.askSizes(), -1);
      }
      cells[at] = book.eventTime();
      cells[at + BIDS] = keep(cells, bids, book.bidPrices(), book.bidSizes());
      cells[at + ASKS] = keep(cells, asks, book.askPrices(), book.askSizes());
    }
  }

  /** Adds one side's contributions; {@code up} is 1 where size presses the price up (bids). */
  private void flow(
      double[] cells, int at, int side, int kept, double[] prices, double[] sizes, int up) {
    for (int i = 0; i < Math.min(kept, prices.length); i++) {
      double better = (prices[i] - cells[side + i]) * up;
      double before = better > 0 ? 0 : cells[side + n + i];
      double now = better < 0 ? 0 : sizes[i];
      cells[at + SUM] += up * (now - before);
      cells[at + SIZE] += Math.abs(now - before);
    }
  }

  private int keep(double[] cells, int side, double[] prices, double[] sizes) {
    int count = Math.min(n, prices.length);
    System.arraycopy(prices, 0, cells, side, count);
    System.arraycopy(sizes, 0, cells, side + n, count);
    return count;
  }
}
