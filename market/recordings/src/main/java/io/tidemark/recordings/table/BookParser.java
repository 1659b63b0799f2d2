package io.tidemark.recordings.table;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Parsed;
import java.util.Arrays;

/**
 * Rows of the top of an order book: {@code time_us,known_us}, then price and size of so many bids,
 * the best first, then of as many asks. Where there is no level its cells are empty.
 */
public final class BookParser extends RowParser {

  private static final int FIRST = 2;

  private final String instrument;
  private final int levels;

  /**
   * @param levels on a side
   */
  public BookParser(String instrument, int levels) {
    super(FIRST + 4 * levels);
    this.instrument = instrument;
    this.levels = levels;
  }

  @Override
  Parsed<Fact> fact(Cells cells) throws BadCellException {
    double[][] bids = side(cells, FIRST, "bid");
    double[][] asks = side(cells, FIRST + 2 * levels, "ask");
    return asFact(
        Book.of(
            instrument,
            cells.whole(0, "the time"),
            cells.whole(1, "the time"),
            bids[0],
            bids[1],
            asks[0],
            asks[1]));
  }

  private double[][] side(Cells cells, int first, String name) throws BadCellException {
    double[] prices = new double[levels];
    double[] sizes = new double[levels];
    int count = 0;
    for (int i = 0; i < levels; i++) {
      int cell = first + 2 * i;
      if (!cells.text(cell).isBlank()) {
        prices[count] = cells.number(cell, name + " price " + i);
        sizes[count++] = cells.number(cell + 1, name + " size " + i);
      }
    }
    return new double[][] {Arrays.copyOf(prices, count), Arrays.copyOf(sizes, count)};
  }
}
