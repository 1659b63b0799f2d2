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
   * A person has seen a drift pause; where {@code drift.resume} is {@code manual} it may then end
   * by itself.
   */
  ACKNOWLEDGE,
  /** Ends a drift pause now; all windows of the drift gate start anew. */
  RESUME_MODEL
}
