package io.tidemark.flink.config;

/** An input beside prices that an instrument may have. */
public enum ContextInput {
  /** Top of the order book. */
  BOOK,
  /** Funding of a perpetual. */
  FUNDING,
  /** Sentiment scores. */
  SENTIMENT,
  /** The Fear and Greed index. */
  FEAR_GREED
}
