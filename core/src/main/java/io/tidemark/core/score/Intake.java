package io.tidemark.core.score;

/** What became of one log event; every event read is exactly one of these. */
public enum Intake {
  /** It was taken in. */
  FACT,
  /** It belongs to a bar that had closed: counted, not added. */
  LATE,
  /** It was there before. */
  DUPLICATE
}
