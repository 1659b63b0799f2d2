package io.tidemark.cli.export;

/** An export that cannot be made; the message is one sentence that says what to do. */
final class ExportException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ExportException(String sentence) {
    super(sentence);
  }

  ExportException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
