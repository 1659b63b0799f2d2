package io.tidemark.calibration.artefact;

import io.tidemark.core.failure.UserError;

/** An artefact that cannot be calibrated; the message is one sentence that says what to do. */
public final class CalibrationException extends RuntimeException implements UserError {

  private static final long serialVersionUID = 1L;

  public CalibrationException(String sentence) {
    super(sentence);
  }

  public CalibrationException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
