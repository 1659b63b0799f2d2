package io.tidemark.cli.data;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Parsed;

/**
 * One row of a table, or one part of a recorded message, and what it says.
 *
 * @param origin the file; the offset is the line's number in a table, whose header is line 1, and
 *     {@link RecordingReader#FACTS_PER_LINE} times it, plus the part, in a recording or a table of
 *     several metrics
 * @param line its bytes, one char each (ISO-8859-1)
 * @param knownAt when it could be known, µs since the epoch; {@link #UNKNOWN} where nothing says so
 * @param fact the fact, or why there is none
 */
public record Row(Origin origin, String line, long knownAt, Parsed<Fact> fact) {

  /** Before all time. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  /** A row that is known when its fact is. */
  static Row of(Origin origin, String line, Parsed<Fact> fact) {
    long at = fact instanceof Parsed.Valid<Fact> valid ? valid.value().availableAt() : UNKNOWN;
    return new Row(origin, line, at, fact);
  }
}
