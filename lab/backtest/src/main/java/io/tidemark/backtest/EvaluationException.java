package io.tidemark.backtest;

import io.tidemark.core.failure.UserError;

/** An evaluation that cannot be made; the message is one sentence that says what to do. */
public final class EvaluationException extends RuntimeException implements UserError {

  private static final long serialVersionUID = 1L;

  EvaluationException(String sentence) {
    super(sentence);
  }

  EvaluationException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
