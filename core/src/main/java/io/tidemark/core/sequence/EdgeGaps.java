package io.tidemark.core.sequence;

/**
 * How far the first and the last elements of a sequence may lie from all others.
 *
 * @param first the first alone lies apart only beyond a gap that is larger
 * @param last the same for the last alone
 * @param run the same for a few together, at either end
 */
public record EdgeGaps(long first, long last, long run) {

  /** Any gap contradicts nothing. */
  public static final EdgeGaps ANY = new EdgeGaps(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

  public EdgeGaps {
    if (first < 0 || last < 0 || run < 0) {
      throw new IllegalArgumentException(
          "no gap may be negative, but they are " + first + ", " + last + " and " + run);
    }
  }

  boolean isAny() {
    return first == Long.MAX_VALUE && last == Long.MAX_VALUE && run == Long.MAX_VALUE;
  }
}
