package io.tidemark.udf;

import io.tidemark.core.feature.book.BookShape;
import org.apache.flink.table.functions.ScalarFunction;
import org.jspecify.annotations.Nullable;

/**
 * SQL: {@code BOOK_IMBALANCE(bid_sizes, ask_sizes, levels)}, (bid size - ask size) / (bid size +
 * ask size) over the first levels of each side, -1 to 1.
 *
 * <p>NULL if an argument or a size is NULL, or if there is no size.
 */
public final class BookImbalance extends ScalarFunction {

  private static final long serialVersionUID = 1L;

  /** Of two arrays of sizes, base, best level first. */
  public @Nullable Double eval(
      @Nullable Double @Nullable [] bidSizes,
      @Nullable Double @Nullable [] askSizes,
      @Nullable Integer levels) {
    return bidSizes == null || askSizes == null || levels == null
        ? null
        : Columns.orNull(
            BookShape.imbalance(Columns.doubles(bidSizes), Columns.doubles(askSizes), levels));
  }
}
