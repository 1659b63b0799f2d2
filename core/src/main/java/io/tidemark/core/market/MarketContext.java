package io.tidemark.core.market;

import java.util.Arrays;

/**
 * The market as of one event: the value of each {@link MarketInput} and when it could be known.
 *
 * @param priceEventTime exchange time of the last price, µs since the epoch; 0 if there was none
 * @param values of the inputs in their order, in the units that they name; NaN if there is none
 * @param times when each could be known, µs since the epoch; 0 if it never was. What is computed of
 *     closed bars could be known at the end of the last one.
 */
@SuppressWarnings("ArrayRecordComponent") // plain arrays, as Flink's POJO types want them
public record MarketContext(long priceEventTime, double[] values, long[] times) {

  private static final int INPUTS = MarketInput.values().length;

  /** A market of which nothing is known. */
  public static MarketContext unknown() {
    double[] values = new double[INPUTS];
    Arrays.fill(values, Double.NaN);
    return new MarketContext(0, values, new long[INPUTS]);
  }

  /** The same with another value of one input, which could be known at {@code time}. */
  public MarketContext with(MarketInput input, double value, long time) {
    MarketContext changed = new MarketContext(priceEventTime, values.clone(), times.clone());
    changed.values[input.ordinal()] = value;
    changed.times[input.ordinal()] = time;
    return changed;
  }

  /** The same with another price, which the exchange stamped with {@code eventTime}. */
  public MarketContext withPrice(double price, long eventTime, long availableAt) {
    return new MarketContext(eventTime, values, times).with(MarketInput.PRICE, price, availableAt);
  }

  /** The input's value; NaN if it has none. */
  public double value(MarketInput input) {
    return values[input.ordinal()];
  }

  /** When the input's value could be known, µs since the epoch; 0 if it never was. */
  public long knownAt(MarketInput input) {
    return times[input.ordinal()];
  }

  /** The last price, quote per base; NaN if there was none. */
  public double price() {
    return value(MarketInput.PRICE);
  }
}
