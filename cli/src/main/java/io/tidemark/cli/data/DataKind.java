package io.tidemark.cli.data;

/** What the rows of a recorded file are. */
public enum DataKind {
  /** Closed bars of one instrument. */
  CANDLES,
  /** Trades of one instrument. */
  TRADES,
  /** Settled funding rates, one instrument after the other. */
  FUNDING,
  /** The daily Fear and Greed index, for every instrument. */
  FEAR_GREED,
  /** What an exchange sent, message by message; which instruments, only reading it tells. */
  MESSAGES
}
