package io.tidemark.calibration.artefact;

/** An artefact that cannot be calibrated; the message is one sentence that says what to do. */
public final class CalibrationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CalibrationException(String sentence) {
    super(sentence);
  }

  CalibrationException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
