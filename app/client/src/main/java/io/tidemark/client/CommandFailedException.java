package io.tidemark.client;

import io.tidemark.core.failure.UserError;

/** What was asked for cannot be done; the message is one sentence that says what to do. */
public final class CommandFailedException extends RuntimeException implements UserError {

  private static final long serialVersionUID = 1;

  /** With a sentence for the person in front of the terminal. */
  public CommandFailedException(String sentence) {
    super(sentence);
  }

  /** With a sentence for the person in front of the terminal, and what is behind it. */
  public CommandFailedException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
