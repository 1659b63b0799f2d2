package io.tidemark.recordings.table;

import io.tidemark.core.fact.Parsed;

/**
 * How a record of a file becomes a row of one of the forms that are read: cells with commas
 * between, in our order and units.
 */
@FunctionalInterface
public interface RowForm {

  /** A file whose records are such rows. */
  RowForm OWN = Parsed::valid;

  /** The row, or why the record is none. */
  Parsed<String> row(String record);
}
