package io.tidemark.core.fact;

/**
 * A settled funding rate of a perpetual.
 *
 * @param instrument {@code BTC-USDT-PERP@binance}
 * @param eventTime settlement, µs since the epoch
 * @param availableAt when it could be known, µs since the epoch
 * @param rate fraction per interval; positive: longs pay shorts
 */
public record Funding(String instrument, long eventTime, long availableAt, double rate)
    implements Fact {

  /** Validates; {@code availableAt} becomes the larger of receive and exchange time. */
  public static Parsed<Funding> of(
      String instrument, long eventTime, long receivedAt, double rate) {
    return new Check()
        .instrument(instrument)
        .within("rate", rate, -1, 1)
        .orElseReject(new Funding(instrument, eventTime, Math.max(eventTime, receivedAt), rate));
  }

  @Override
  public EventKind kind() {
    return EventKind.FUNDING;
  }
}
