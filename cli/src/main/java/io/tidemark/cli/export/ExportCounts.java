package io.tidemark.cli.export;

/**
 * What became of the log: every scored vector is a row, in a hole, or unfinished.
 *
 * @param rows written
 * @param holes dropped, no price was known near the horizon
 * @param unfinished dropped, the log ended before the horizon
 * @param refused rows or records of the data that were no facts
 */
record ExportCounts(long rows, long holes, long unfinished, long refused) {}
