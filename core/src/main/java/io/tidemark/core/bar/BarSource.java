package io.tidemark.core.bar;

/** What an instrument's bars are made of. Never both: volume would count twice. */
public enum BarSource {
  /** Trades; a venue's candle only fills a bar that was not seen whole, and history before it. */
  TRADES,
  /** The venue's candles, of the bar's length or a fraction of it; trades only move the price. */
  CANDLES
}
