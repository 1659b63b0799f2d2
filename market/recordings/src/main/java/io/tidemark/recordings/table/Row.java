package io.tidemark.recordings.table;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Parsed;
import io.tidemark.recordings.message.RecordingReader;
import java.util.List;

/**
 * One row of a table, or one part of a recorded message, and what it says.
 *
 * @param origin the file; the offset is the line's number in a table, whose header is line 1, and
 *     {@link RecordingReader#FACTS_PER_LINE} times it, plus the part, in a recording or a table of
 *     several metrics. Offsets rise: in a file that is turned round they count the rows as they are
 *     given out
 * @param line its bytes, one char each (ISO-8859-1)
 * @param knownAt when it could be known, µs since the epoch; {@link #UNKNOWN} where nothing says so
 * @param fact the fact, or why there is none
 * @param repairs what was put right on the way to the fact
 * @param number of the line in the file, the header's included; the offset in a recording
 */
public record Row(
    Origin origin,
    String line,
    long knownAt,
    Parsed<Fact> fact,
    List<Repair> repairs,
    long number) {

  /** Offsets of a line begin at its number times this; one message holds no more facts. */
  public static final long FACTS_PER_LINE = 10_000;

  /** Before all time. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  /** A row that is known when its fact is. */
  public static Row of(Origin origin, String line, Parsed<Fact> fact) {
    return of(origin, line, fact, List.of());
  }

  /** A row that is known when its fact is, with what was put right in it if it is one. */
  public static Row of(Origin origin, String line, Parsed<Fact> fact, List<Repair> repairs) {
    return fact instanceof Parsed.Valid<Fact> valid
        ? new Row(origin, line, valid.value().availableAt(), fact, repairs, origin.offset())
        : new Row(origin, line, UNKNOWN, fact, List.of(), origin.offset());
  }

  /** The row of a line of a table, which has its place and its number. */
  static Row of(TableLine line, String origin, Parsed<Fact> fact, List<Repair> repairs) {
    return of(new Origin(origin, 0, line.place()), line.text(), fact, repairs)
        .ofLine(line.number());
  }

  /** The same row, with the number of its line. */
  Row ofLine(long line) {
    return new Row(origin, this.line, knownAt, fact, repairs, line);
  }

  /** The same row of the same line, given out at this place. */
  Row at(long offset) {
    return new Row(
        new Origin(origin.topic(), origin.partition(), offset),
        line,
        knownAt,
        fact,
        repairs,
        number);
  }
}
