package io.tidemark.recordings.file;

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
  /** Daily values of one chain, several metrics in a row, for every instrument. */
  ON_CHAIN,
  /** A macroeconomic or market series, for every instrument. */
  MACRO,
  /** Values about one instrument, such as its open interest, several in a row. */
  METRICS,
  /** Tops of the order book of one instrument. */
  BOOKS,
  /** What an exchange sent, message by message; which instruments, only reading it tells. */
  MESSAGES
}
