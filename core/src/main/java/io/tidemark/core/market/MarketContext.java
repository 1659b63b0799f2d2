package io.tidemark.core.market;

import io.tidemark.core.state.HeapSize;
import java.util.Arrays;

/**
 * The market as of one event: each {@link MarketInput} with its time. What is computed of closed
 * bars could be known at the end of the last one.
 *
 * @param price last price
 * @param priceEventTime exchange time of the last price, µs since the epoch; 0 if there was none
 * @param book when the last book could be known; it has no value
 * @param derived what features compute and the feed's history tells, by the input's place in the
 *     enum; shared by the contexts of all events that did not change any, so never written to
 */
@SuppressWarnings({
  "ArrayRecordComponent", // plain arrays, as Flink's POJO types want them
  "EnumOrdinal" // an index into an array of this run alone
})
public record MarketContext(Reading price, long priceEventTime, Reading book, Reading[] derived) {

  /** A market of which nothing is known. */
  public static final MarketContext UNKNOWN =
      new MarketContext(Reading.UNKNOWN, 0, Reading.UNKNOWN, nothing());

  /** Of heap, at most: with each reading known. */
  public static final long HEAP_BYTES =
      HeapSize.object(3 * HeapSize.REFERENCE + Long.BYTES)
          + HeapSize.array(MarketInput.values().length, HeapSize.REFERENCE)
          + MarketInput.values().length * HeapSize.object(Double.BYTES + Long.BYTES);

  private static Reading[] nothing() {
    Reading[] readings = new Reading[MarketInput.values().length];
    Arrays.fill(readings, Reading.UNKNOWN);
    return readings;
  }

  /** The input's value and time. */
  public Reading reading(MarketInput input) {
    return switch (input) {
      case PRICE -> price;
      case BOOK -> book;
      default -> derived[input.ordinal()];
    };
  }

  /** The input's value; NaN if it has none. */
  public double value(MarketInput input) {
    return reading(input).value();
  }

  /** When the input's value could be known, µs since the epoch; 0 if it never was. */
  public long knownAt(MarketInput input) {
    return reading(input).knownAt();
  }

  /** The same with another value of one input, which could be known at {@code knownAt}. */
  public MarketContext with(MarketInput input, double value, long knownAt) {
    Reading reading = new Reading(value, knownAt);
    return switch (input) {
      case PRICE -> new MarketContext(reading, priceEventTime, book, derived);
      case BOOK -> new MarketContext(price, priceEventTime, reading, derived);
      default -> {
        Reading[] changed = derived.clone();
        changed[input.ordinal()] = reading;
        yield new MarketContext(price, priceEventTime, book, changed);
      }
    };
  }

  /** The same with another price, which the exchange stamped with {@code eventTime}. */
  public MarketContext withPrice(double value, long eventTime, long availableAt) {
    return new MarketContext(new Reading(value, availableAt), eventTime, book, derived);
  }
}
