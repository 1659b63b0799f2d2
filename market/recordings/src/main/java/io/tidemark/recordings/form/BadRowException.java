package io.tidemark.recordings.form;

import io.tidemark.core.fact.RejectReason;

/** A record that becomes no row; ends as a refused row in {@link CellForm}. */
public final class BadRowException extends Exception {

  private static final long serialVersionUID = 1L;

  private final RejectReason reason;

  public BadRowException(RejectReason reason, String sentence) {
    super(sentence);
    this.reason = reason;
  }

  public RejectReason reason() {
    return reason;
  }
}
