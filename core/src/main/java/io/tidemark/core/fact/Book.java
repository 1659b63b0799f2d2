package io.tidemark.core.fact;

/**
 * The top of an order book: level 0 is the best. Both sides may differ in depth.
 *
 * @param instrument {@code BTC-USDT@binance}
 * @param eventTime the exchange's time, µs since the epoch
 * @param availableAt when it could be known, µs since the epoch
 * @param bidPrices quote per base, falling
 * @param bidSizes base, above 0
 * @param askPrices quote per base, rising
 * @param askSizes base, above 0
 */
@SuppressWarnings("ArrayRecordComponent") // plain arrays, as Flink's POJO types want them
public record Book(
    String instrument,
    long eventTime,
    long availableAt,
    double[] bidPrices,
    double[] bidSizes,
    double[] askPrices,
    double[] askSizes)
    implements Fact {

  /** Most levels a side that are kept. */
  public static final int MAX_LEVELS = 20;

  /** Validates; {@code availableAt} becomes the larger of receive and exchange time. */
  public static Parsed<Book> of(
      String instrument,
      long eventTime,
      long receivedAt,
      double[] bidPrices,
      double[] bidSizes,
      double[] askPrices,
      double[] askSizes) {
    Check check =
        new Check()
            .instrument(instrument)
            .that(
                bidPrices.length == bidSizes.length && askPrices.length == askSizes.length,
                RejectReason.INCONSISTENT,
                "a side has not as many sizes as prices")
            .that(
                bidPrices.length > 0 && askPrices.length > 0,
                RejectReason.INCONSISTENT,
                "a side of the book is empty")
            .that(
                bidPrices.length <= MAX_LEVELS && askPrices.length <= MAX_LEVELS,
                RejectReason.OUT_OF_RANGE,
                "a side has more than " + MAX_LEVELS + " levels");
    levels(check, "bid", bidPrices, bidSizes, -1);
    levels(check, "ask", askPrices, askSizes, 1);
    if (bidPrices.length > 0 && askPrices.length > 0) {
      check.that(
          bidPrices[0] < askPrices[0],
          RejectReason.INCONSISTENT,
          () -> "best bid " + bidPrices[0] + " is not below best ask " + askPrices[0]);
    }
    return check.orElseReject(
        new Book(
            instrument,
            eventTime,
            Math.max(eventTime, receivedAt),
            bidPrices,
            bidSizes,
            askPrices,
            askSizes));
  }

  private static void levels(
      Check check, String side, double[] prices, double[] sizes, int direction) {
    for (int i = 0; i < Math.min(prices.length, sizes.length); i++) {
      if (!Check.isPositive(prices[i]) || !Check.isPositive(sizes[i])) {
        check.positive(side + " price " + i, prices[i]).positive(side + " size " + i, sizes[i]);
      }
      if (i > 0 && !((prices[i] - prices[i - 1]) * direction > 0)) {
        check.that(false, RejectReason.INCONSISTENT, side + " prices are not sorted from the best");
      }
    }
  }

  @Override
  public EventKind kind() {
    return EventKind.BOOK;
  }
}
