package io.tidemark.flink.config.text;

/** A value outside its {@link Domain}; the message says what would have been accepted. */
public final class UnacceptableValueException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** {@code expected} is to be read after "must be". */
  public UnacceptableValueException(String expected) {
    super(expected);
  }

  /** The same, for a value that could not even be read. */
  public UnacceptableValueException(String expected, Throwable cause) {
    super(expected, cause);
  }
}
