package io.tidemark.core.fact;

/** What a person may tell the running jobs through {@code control.v1}. */
public enum ControlCommand {
  /** No command. */
  NONE,
  /** Kill switch: withhold every signal until {@link #RESUME}. */
  KILL,
  /** Lifts the kill switch. */
  RESUME,
  /**
   * Confirms a drift pause; where {@code drift.resume} is {@code manual} it lets the model go on.
   */
  ACKNOWLEDGE
}
