package io.tidemark.udf;

import io.tidemark.core.feature.book.BookShape;
import org.apache.flink.table.functions.ScalarFunction;
import org.jspecify.annotations.Nullable;

/**
 * SQL: {@code MICROPRICE(bid_price, bid_size, ask_price, ask_size)} of the best levels, the mid
 * weighted towards the thinner side, quote per base.
 *
 * <p>NULL if an argument is NULL, or if there is no size.
 */
public final class Microprice extends ScalarFunction {

  private static final long serialVersionUID = 1L;

  /** Prices in quote per base, sizes in base. */
  public @Nullable Double eval(
      @Nullable Double bidPrice,
      @Nullable Double bidSize,
      @Nullable Double askPrice,
      @Nullable Double askSize) {
    return bidPrice == null || bidSize == null || askPrice == null || askSize == null
        ? null
        : Columns.orNull(BookShape.microprice(bidPrice, bidSize, askPrice, askSize));
  }
}
