package io.tidemark.dataset;

/**
 * What became of the logs: every scored vector is a row, in a hole, or unfinished; an event that
 * was late is in no vector.
 *
 * @param rows written
 * @param holes dropped, no price was known near the horizon
 * @param unfinished dropped, the log ended before the horizon
 * @param instruments that have rows
 * @param late trades or candles whose bar had closed
 */
public record ExportCounts(long rows, long holes, long unfinished, long instruments, long late) {

  static final ExportCounts NONE = new ExportCounts(0, 0, 0, 0, 0);

  /** Those of other instruments added. */
  ExportCounts plus(ExportCounts other) {
    return new ExportCounts(
        rows + other.rows,
        holes + other.holes,
        unfinished + other.unfinished,
        instruments + other.instruments,
        late + other.late);
  }
}
