package io.tidemark.dataset;

import io.tidemark.core.failure.UserError;

/** An export that cannot be made; the message is one sentence that says what to do. */
public final class ExportException extends RuntimeException implements UserError {

  private static final long serialVersionUID = 1L;

  public ExportException(String sentence) {
    super(sentence);
  }

  public ExportException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
