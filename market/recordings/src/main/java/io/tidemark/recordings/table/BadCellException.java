package io.tidemark.recordings.table;

/** A cell that is not the number it should be; becomes a refused row in {@link RowParser}. */
final class BadCellException extends Exception {

  private static final long serialVersionUID = 1L;

  BadCellException(String sentence) {
    super(sentence);
  }

  BadCellException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
