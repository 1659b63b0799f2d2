package io.tidemark.core.fact;

/**
 * Something an instrument may know. Every fact carries two times, both in microseconds since the
 * epoch (UTC): {@link #eventTime()} is the exchange's and chooses the bar; {@link #availableAt()}
 * is when we could know it and moves the instrument's clock, unless it is a {@linkplain
 * EventKind#isCommand() command}.
 */
public sealed interface Fact
    permits Trade, Candle, Book, Funding, Sentiment, Metric, Control, Tick, ModelUpdate {

  /** The instrument, such as {@code BTC-USDT@binance}, or {@link Instruments#ALL}. */
  String instrument();

  /** When it happened, microseconds since the epoch. */
  long eventTime();

  /** When it could be known, microseconds since the epoch; never before {@link #eventTime()}. */
  long availableAt();

  /** Which of the closed set of facts this is. */
  EventKind kind();
}
