package io.tidemark.flink.testbed;

import io.tidemark.core.fact.Parsed;

/** Facts that the tests themselves make must be valid. */
public final class Valid {

  private Valid() {}

  /** The value. */
  public static <T> T of(Parsed<T> parsed) {
    if (parsed instanceof Parsed.Valid<T> valid) {
      return valid.value();
    }
    throw new AssertionError("the test made " + parsed);
  }
}
