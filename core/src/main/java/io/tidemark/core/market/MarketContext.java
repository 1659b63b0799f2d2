package io.tidemark.core.market;

/**
 * The market as of one event: each {@link MarketInput} with its time. What is computed of closed
 * bars could be known at the end of the last one.
 *
 * @param price last price
 * @param priceEventTime exchange time of the last price, µs since the epoch; 0 if there was none
 * @param book when the last book could be known; it has no value
 * @param atr average true range
 * @param volatility realised volatility
 * @param funding last settled funding rate
 * @param fearGreed Fear and Greed index
 */
public record MarketContext(
    Reading price,
    long priceEventTime,
    Reading book,
    Reading atr,
    Reading volatility,
    Reading funding,
    Reading fearGreed) {

  /** A market of which nothing is known. */
  public static final MarketContext UNKNOWN =
      new MarketContext(
          Reading.UNKNOWN,
          0,
          Reading.UNKNOWN,
          Reading.UNKNOWN,
          Reading.UNKNOWN,
          Reading.UNKNOWN,
          Reading.UNKNOWN);

  /** The input's value and time. */
  public Reading reading(MarketInput input) {
    return switch (input) {
      case PRICE -> price;
      case BOOK -> book;
      case ATR -> atr;
      case VOLATILITY -> volatility;
      case FUNDING -> funding;
      case FEAR_GREED -> fearGreed;
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
    return new MarketContext(
        input == MarketInput.PRICE ? reading : price,
        priceEventTime,
        input == MarketInput.BOOK ? reading : book,
        input == MarketInput.ATR ? reading : atr,
        input == MarketInput.VOLATILITY ? reading : volatility,
        input == MarketInput.FUNDING ? reading : funding,
        input == MarketInput.FEAR_GREED ? reading : fearGreed);
  }

  /** The same with another price, which the exchange stamped with {@code eventTime}. */
  public MarketContext withPrice(double value, long eventTime, long availableAt) {
    return new MarketContext(
        new Reading(value, availableAt), eventTime, book, atr, volatility, funding, fearGreed);
  }
}
