package io.tidemark.exchange;

/** A message lacks a field or has one of another type; caught where the message is read. */
final class BadMessageException extends Exception {

  private static final long serialVersionUID = 1L;

  BadMessageException(String sentence) {
    super(sentence);
  }
}
