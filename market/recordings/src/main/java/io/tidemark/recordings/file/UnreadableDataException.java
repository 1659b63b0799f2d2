package io.tidemark.recordings.file;

import io.tidemark.core.failure.UserError;

/** A data file that cannot be used as it is; the message is one sentence that says what to do. */
public final class UnreadableDataException extends RuntimeException implements UserError {

  private static final long serialVersionUID = 1L;

  /** With the sentence to show. */
  public UnreadableDataException(String sentence) {
    super(sentence);
  }

  /** With the sentence to show and what lies behind it. */
  public UnreadableDataException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
