package io.tidemark.core.contest;

/** What a contest says at a moment. */
public enum ContestVerdict {
  /** The challenger is better beyond the error budget, and its calibration is no worse. */
  PROMOTE,
  /** Neither is shown: the champion serves, the challenger stays beside it. */
  KEEP,
  /** The challenger is worse, or has had its time: it need not score beside any longer. */
  RETIRE
}
