package io.tidemark.models;

import io.tidemark.core.failure.UserError;

/**
 * An artefact may not serve. The message names the artefact, the file or field, what was expected
 * and what was found. Checked, because whoever opens a model decides what serves instead.
 */
public final class ModelRejectedException extends Exception implements UserError {

  private static final long serialVersionUID = 1L;

  ModelRejectedException(String message) {
    super(message);
  }

  ModelRejectedException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * A rejection that says what was expected.
   *
   * @param where the artefact, the file or the field
   */
  public static ModelRejectedException of(String where, String expected, Object found) {
    return new ModelRejectedException(where + ": expected " + expected + ", found " + found);
  }

  /** The same rejection, with the artefact's name in front. */
  ModelRejectedException in(String source) {
    return new ModelRejectedException(source + ": " + getMessage(), this);
  }
}
