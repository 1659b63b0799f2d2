package io.tidemark.core.fact;

/**
 * One trade.
 *
 * @param instrument {@code BTC-USDT@binance}
 * @param eventTime the exchange's trade time, µs since the epoch
 * @param availableAt when it could be known, µs since the epoch
 * @param tradeId the venue's id; empty where it has none
 * @param price quote per base, above 0
 * @param quantity base, above 0
 * @param takerSide the aggressor
 */
public record Trade(
    String instrument,
    long eventTime,
    long availableAt,
    String tradeId,
    double price,
    double quantity,
    Side takerSide)
    implements Fact {

  /** Validates; {@code availableAt} becomes the larger of receive and exchange time. */
  public static Parsed<Trade> of(
      String instrument,
      long eventTime,
      long receivedAt,
      String tradeId,
      double price,
      double quantity,
      Side takerSide) {
    return new Check()
        .instrument(instrument)
        .positive("price", price)
        .positive("quantity", quantity)
        .orElseReject(
            new Trade(
                instrument,
                eventTime,
                Math.max(eventTime, receivedAt),
                tradeId,
                price,
                quantity,
                takerSide));
  }

  @Override
  public EventKind kind() {
    return EventKind.TRADE;
  }
}
