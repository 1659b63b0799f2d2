package io.tidemark.core.fact;

/** Which side was the aggressor (taker) of a trade. */
public enum Side {
  BUY,
  SELL,
  /** The venue does not say; such a trade counts in volume, not in signed volume. */
  UNKNOWN
}
