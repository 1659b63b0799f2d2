package io.tidemark.core.fact;

/**
 * A closed bar as its venue published it. Its event time is its end: start + length.
 *
 * @param instrument {@code BTC-USDT@binance}
 * @param start first instant of the bar, µs since the epoch
 * @param length of the bar, µs
 * @param availableAt when it could be known, never before its end, µs since the epoch
 * @param open quote per base
 * @param high quote per base
 * @param low quote per base
 * @param close quote per base
 * @param volume base; 0 where nothing was traded
 */
public record Candle(
    String instrument,
    long start,
    long length,
    long availableAt,
    double open,
    double high,
    double low,
    double close,
    double volume)
    implements Fact {

  private static final long DAY = 24L * 3_600 * 1_000_000;

  /**
   * Validates; {@code availableAt} becomes the larger of receive time and the bar's end. A candle
   * whose length divides the day begins at a multiple of it, as bars do.
   */
  public static Parsed<Candle> of(
      String instrument,
      long start,
      long length,
      long receivedAt,
      double open,
      double high,
      double low,
      double close,
      double volume) {
    return new Check()
        .instrument(instrument)
        .positive("length", (double) length)
        .positive("open", open)
        .positive("high", high)
        .positive("low", low)
        .positive("close", close)
        .notNegative("volume", volume)
        .that(
            length <= 0 || start <= Long.MAX_VALUE - length,
            RejectReason.OUT_OF_RANGE,
            () -> "start " + start + " µs lies beyond all time")
        .that(
            length <= 0 || DAY % length != 0 || Math.floorMod(start, length) == 0,
            RejectReason.INCONSISTENT,
            () -> "start " + start + " µs is no multiple of the length, " + length + " µs")
        .that(
            high >= Math.max(open, close) && low <= Math.min(open, close),
            RejectReason.INCONSISTENT,
            () ->
                "open "
                    + open
                    + ", high "
                    + high
                    + ", low "
                    + low
                    + ", close "
                    + close
                    + " do not make a bar")
        .orElseReject(
            new Candle(
                instrument,
                start,
                length,
                Math.max(start + length, receivedAt),
                open,
                high,
                low,
                close,
                volume));
  }

  @Override
  public long eventTime() {
    return start + length;
  }

  @Override
  public EventKind kind() {
    return EventKind.CANDLE;
  }
}
