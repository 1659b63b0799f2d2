package io.tidemark.bench.outcome;

import io.tidemark.core.fact.Candle;

/**
 * A bar in logarithms from the close before it.
 *
 * @param open log of open over the close before
 * @param high log of high over the close before
 * @param low log of low over the close before
 * @param close log of close over the close before
 * @param volume base
 */
record RelativeBar(double open, double high, double low, double close, double volume) {

  /** Nothing moves, nothing is traded. */
  static final RelativeBar STILL = new RelativeBar(0, 0, 0, 0, 0);

  /** Of a candle after a close. */
  static RelativeBar of(Candle candle, double before) {
    return new RelativeBar(
        Math.log(candle.open() / before),
        Math.log(candle.high() / before),
        Math.log(candle.low() / before),
        Math.log(candle.close() / before),
        candle.volume());
  }

  /** The candle after a close. */
  Candle after(double before, String instrument, long start, long length) {
    double from = before * Math.exp(open);
    double to = before * Math.exp(close);
    return new Candle(
        instrument,
        start,
        length,
        start + length,
        from,
        Math.max(before * Math.exp(high), Math.max(from, to)),
        Math.min(before * Math.exp(low), Math.min(from, to)),
        to,
        volume);
  }

  RelativeBar scaled(double factor) {
    return new RelativeBar(factor * open, factor * high, factor * low, factor * close, volume);
  }

  RelativeBar moved(double by) {
    return new RelativeBar(open + by, high + by, low + by, close + by, volume);
  }

  RelativeBar traded(double factor) {
    return new RelativeBar(open, high, low, close, factor * volume);
  }

  /** The same move, or its mirror image, so that it is a rise or is none. */
  RelativeBar turned(boolean rise) {
    return rise == close > 0 ? this : new RelativeBar(-open, -low, -high, -close, volume);
  }
}
