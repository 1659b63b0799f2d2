package io.tidemark.core.feature;

/** A length of time was asked of bars that end with a trade. */
public final class NoLengthException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  NoLengthException(String bar) {
    super("bars of " + bar + " have no length of time");
  }
}
