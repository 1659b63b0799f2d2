package io.tidemark.flink.config;

/** What an instrument's bars are made of, never both: volume would count twice. */
public enum BarSource {
  /** Bars are built from trades. */
  TRADES,
  /** The venue's closed candles are the bars. */
  CANDLES
}
