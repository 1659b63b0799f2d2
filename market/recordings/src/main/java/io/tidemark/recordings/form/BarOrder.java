package io.tidemark.recordings.form;

import io.tidemark.recordings.file.ArrayElements;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The order of a bar's prices in an array of six: ccxt's, or that of an exchange's own answers. The
 * prices say it, for a high is no lower and a low no higher than the others.
 */
@SuppressWarnings("EnumOrdinal") // indexes an array of this run alone
enum BarOrder {
  /** Time, open, high, low, close, volume. */
  CCXT(0, 1, 2, 3, 4, 5),
  /** Time, low, high, open, close, volume. */
  COINBASE(0, 3, 2, 1, 4, 5),
  /** Time, open, close, high, low, volume. */
  BITFINEX(0, 1, 3, 4, 2, 5);

  private static final int ENOUGH = 1_000;

  @SuppressWarnings("ImmutableEnumChecker") // six indices that are read only
  private final int[] columns;

  BarOrder(int... columns) {
    this.columns = columns;
  }

  /** Indices of time, open, high, low, close and volume. */
  int[] columns() {
    return columns.clone();
  }

  /**
   * That of a file's first elements: most of them are bars in it; ccxt's where others are equal.
   */
  static BarOrder of(Path path) {
    int[] fitting = new int[values().length];
    try (ArrayElements elements = ArrayElements.open(path)) {
      String element = elements.next();
      for (int i = 0; element != null && i < ENOUGH; i++) {
        double @Nullable [] numbers = numbers(JsonRow.cells(element));
        for (BarOrder order : values()) {
          fitting[order.ordinal()] += numbers != null && order.fits(numbers) ? 1 : 0;
        }
        element = elements.next();
      }
    }
    BarOrder best = CCXT;
    for (BarOrder order : values()) {
      best = fitting[order.ordinal()] > fitting[best.ordinal()] ? order : best;
    }
    return best;
  }

  private static double @Nullable [] numbers(List<String> cells) {
    if (cells.size() != CCXT.columns.length) {
      return null;
    }
    try {
      return cells.stream().mapToDouble(Double::parseDouble).toArray();
    } catch (NumberFormatException e) {
      return null; // the row is refused when it is read
    }
  }

  private boolean fits(double[] bar) {
    double high = Math.max(bar[columns[1]], bar[columns[4]]);
    double low = Math.min(bar[columns[1]], bar[columns[4]]);
    return bar[columns[2]] >= high && bar[columns[3]] <= low;
  }

  /** What is to be known of a file with this order; none of ccxt's. */
  List<String> remarks() {
    return switch (this) {
      case CCXT -> List.of();
      case COINBASE ->
          List.of("its bars are arrays of time, low, high, open and close, as Coinbase answers");
      case BITFINEX ->
          List.of("its bars are arrays of time, open, close, high and low, as Bitfinex answers");
    };
  }
}
