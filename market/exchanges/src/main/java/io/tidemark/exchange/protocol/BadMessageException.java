package io.tidemark.exchange.protocol;

/** A message lacks a field or has one of another type; caught where the message is read. */
public final class BadMessageException extends Exception {

  private static final long serialVersionUID = 1L;

  public BadMessageException(String sentence) {
    super(sentence);
  }
}
