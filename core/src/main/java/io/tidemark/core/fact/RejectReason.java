package io.tidemark.core.fact;

/** Why a record was refused. Closed: a dead letter carries one of these and a sentence. */
public enum RejectReason {
  /** The bytes are not the record that the topic promises. */
  UNDECODABLE,
  /** Well-formed bytes, written with a schema this version does not know (by its fingerprint). */
  UNKNOWN_SCHEMA,
  /** A record without a value; the input topics are not compacted. */
  EMPTY,
  /** The instrument is malformed or not among the configured ones. */
  UNKNOWN_INSTRUMENT,
  /** A number is NaN or infinite. */
  NOT_A_NUMBER,
  /** A price, quantity or length that must be above zero is not. */
  NON_POSITIVE,
  /** A number is outside the range that its meaning allows, such as a sentiment score above 1. */
  OUT_OF_RANGE,
  /** Fields contradict each other: high below low, best bid above best ask. */
  INCONSISTENT,
  /**
   * The fact claims to be known more than {@code sequence.max-ahead} after its arrival, or the
   * command to be given so long after the market's time.
   */
  IN_FUTURE,
  /** The same fact was there before. */
  DUPLICATE,
  /**
   * A change of an order book, or a trade, that does not follow the one before: something between
   * is missing.
   */
  OUT_OF_SEQUENCE
}
