package io.tidemark.dataset;

/** An export that cannot be made; the message is one sentence that says what to do. */
public final class ExportException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ExportException(String sentence) {
    super(sentence);
  }

  public ExportException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
