package io.tidemark.recordings.table;

import io.tidemark.recordings.file.UnreadableDataException;
import org.jspecify.annotations.Nullable;

/** Rows, one at a time, in the order in which they were written down. */
public interface Rows extends AutoCloseable {

  /**
   * The next row, valid or refused, or null after the last.
   *
   * @throws UnreadableDataException when a file breaks off
   */
  @Nullable Row next();

  /** How many values so far were not there at all: holidays, days before a series began. */
  default long absent() {
    return 0;
  }

  @Override
  void close();
}
